import * as z from 'zod/mini';
import { euros, instant } from './wire.ts';

/** `GET /v1/account/profile`. */
export const profile = z.object({
  user: z.object({
    id: z.string(),
    email: z.string(),
    email_verified: z.boolean(),
    name: z.string(),
    created_at: instant,
    /** What is available. */
    balance_eur: euros,
    held_eur: euros,
    credits_expire_at: z.nullable(instant),
    /** The trial credit that verifying the address would bring; zero once it has, or where there is none. */
    free_trial_pending_eur: euros,
    /** Credit we gave that the user has not been told of yet; `POST .../notifications/dismiss` clears it. */
    pending_credit_notice: z.nullable(
      z.object({
        kind: z.enum(['trial', 'grant']),
        amount_eur: euros,
        reason: z.nullable(z.string()),
        created_at: instant,
      }),
    ),
  }),
});

export type Profile = z.infer<typeof profile>;
