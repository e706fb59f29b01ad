import type { FactorDesk } from '#lib/auth/second-factor.ts';
import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import { database } from '#lib/db/client.ts';
import { noteFactor } from '#lib/staff/second-factor.ts';

/** The second factor as this installation has it. */
export function factorDesk(at: Date = now()): FactorDesk {
  return { db: database(), key: env().SECOND_FACTOR_SECRET, note: noteFactor, at };
}
