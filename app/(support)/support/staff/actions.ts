'use server';

import { refresh } from 'next/cache';
import * as z from 'zod/mini';
import { adminAction } from '#lib/auth/action.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { changeRole, STAFF_ROLES } from '#lib/staff/roles.ts';
import { resetFactor } from '#lib/staff/second-factor.ts';

/** An admin gives a colleague another role, or ends their access. */
export const changeRoleAction = adminAction(
  z.object({ userId: z.uuid(), role: z.enum(STAFF_ROLES), reason: z.string().check(z.maxLength(500)) }),
  async ({ userId: by, role, email }, input) => {
    await changeRole(database().prisma, { ...input, by: { userId: by, role, email } }, now());
    refresh();
    return {};
  },
);

/** An admin resets a colleague's second factor. */
export const resetFactorAction = adminAction(
  z.object({ userId: z.uuid(), reason: z.string().check(z.maxLength(500)) }),
  async ({ userId: by, role, email }, { userId, reason }) => {
    await resetFactor(database().prisma, { userId, reason, by: { userId: by, role, email } }, now());
    refresh();
    return {};
  },
);
