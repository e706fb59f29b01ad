'use server';

import { refresh } from 'next/cache';
import * as z from 'zod/mini';
import { adminAction } from '#lib/auth/action.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { resetFactor } from '#lib/staff/second-factor.ts';

/** An admin resets a colleague's second factor. */
export const resetFactorAction = adminAction(
  z.object({ userId: z.uuid(), reason: z.string().check(z.maxLength(500)) }),
  async ({ userId: by, role, email }, { userId, reason }) => {
    await resetFactor(database().prisma, { userId, reason, by: { userId: by, role, email } }, now());
    refresh();
    return {};
  },
);
