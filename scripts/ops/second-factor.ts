import { setTimeout as sleep } from 'node:timers/promises';
import { nextCode } from '#lib/auth/second-factor.ts';
import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import { DepictaError } from '#lib/core/errors.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { changeRole, STAFF_ROLES } from '#lib/staff/roles.ts';
import { resetFactor } from '#lib/staff/second-factor.ts';
import { findStaffId } from '#lib/staff/store.ts';
import { type Command, required, type Values, wrong } from './command.ts';

const email = { type: 'string' } as const;

export const resetSecondFactor: Command = {
  usage: '--email ADDRESS --reason TEXT',
  meaning:
    'Resets the second factor of a member of staff: they are signed out everywhere and set it up anew at their next sign-in.',
  options: { email, reason: { type: 'string' } },
  async run({ values, database }) {
    const userId = await staffId(database(), values);
    const reason = required(values, 'reason');
    await resetFactor(database().prisma, { userId, reason, by: 'operator' }, now());
    return { json: { userId }, text: `The second factor of ${values.email} is reset` };
  },
};

export const setRole: Command = {
  usage: '--email ADDRESS --role support|admin|former --reason TEXT',
  meaning:
    'Gives a member of staff another role, and signs them out everywhere. former: they have left and can sign in no more.',
  options: { email, role: { type: 'string' }, reason: { type: 'string' } },
  async run({ values, database }) {
    const role = STAFF_ROLES.find((each) => each === values.role);
    if (role === undefined) throw wrong('role', `must be one of ${STAFF_ROLES.join(', ')}`);
    const userId = await staffId(database(), values);
    await changeRole(
      database().prisma,
      { userId, role, reason: required(values, 'reason'), by: 'operator' },
      now(),
    );
    return { json: { userId, role }, text: `${values.email} is ${role} now` };
  },
};

export const demoCode: Command = {
  usage: '--email ADDRESS',
  meaning:
    'In a demo: prints the code of a member of staff for their second factor. Each works once; it waits for the next one where the present one was used.',
  options: { email },
  async run({ values, database }) {
    const desk = { db: database(), key: demoKey(), at: now() };
    const next = await nextCode(desk, await staffId(desk.db, values));
    if (next === undefined) {
      throw new DepictaError('not_found', 'No second factor is set up. Sign in, and set it up there.');
    }
    await sleep(Math.max(0, next.goodFrom.getTime() - now().getTime()));
    return { json: { code: next.code }, text: next.code };
  },
};

/** The key of the factors of a demo. @throws {DepictaError} anywhere else: nobody's code is to be had from the database */
export function demoKey(): string {
  const { DEPICTA_DEMO, SECOND_FACTOR_SECRET } = env();
  if (!DEPICTA_DEMO) throw new DepictaError('bad_request', 'This is for a demo only.');
  return SECOND_FACTOR_SECRET;
}

async function staffId(db: Database, values: Values): Promise<Uuid> {
  const userId = await findStaffId(db.prisma, required(values, 'email').trim().toLowerCase());
  if (userId === undefined) throw new DepictaError('not_found', 'There is no such member of staff.');
  return userId;
}
