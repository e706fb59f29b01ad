import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { enqueue } from '#lib/db/queue.ts';
import type { Tx } from '#lib/db/transaction.ts';

/** A mail to write when it is sent: ids only, so that the queue holds no secret and no personal data. */
export type QueuedMail =
  /** A link that verifies the address. `trialEur`: the trial credit it will bring, in the wire's form. */
  | { template: 'verify'; userId: Uuid; trialEur: string | null }
  /** A link to choose a new password. */
  | { template: 'reset'; userId: Uuid }
  /** To the owner of an address that somebody tried to sign up with. */
  | { template: 'account_exists'; userId: Uuid }
  /** `changedAt` in ISO 8601. */
  | { template: 'password_changed'; userId: Uuid; changedAt: string }
  /** The receipt of a paid purchase with the consent given, to everybody who signs in for the customer. */
  | { template: 'receipt'; purchaseId: Uuid }
  /** The acknowledgement of a refund request with its time, to everybody who signs in for the customer. */
  | { template: 'refund_asked'; requestId: Uuid }
  /** How a refund request ended: paid out, refused, or rejected by Paddle. */
  | { template: 'refund_ended'; requestId: Uuid }
  /** That Paddle did not pay an approved refund out, to all staff. */
  | { template: 'refund_alert'; requestId: Uuid }
  /**
   * That a payment went back outside of a request of ours. `netCents` as minor units, `creditEur` what of it was taken from
   * credit, in the wire's form; `action` is Paddle's.
   */
  | { template: 'taken_back'; purchaseId: Uuid; netCents: string; creditEur: string; action: string }
  /** That what was taken back is back: `creditEur` as credit, `debtEur` as what was owed. */
  | { template: 'put_back'; purchaseId: Uuid; netCents: string; creditEur: string; debtEur: string }
  /** That credit is about to expire, to everybody who signs in for the customer. `expiresAt` in ISO 8601. */
  | { template: 'expiry_warning'; customerId: Uuid; expiresAt: string }
  /** That the balance fell below the line that this person drew. */
  | { template: 'low_balance'; userId: Uuid }
  /** That staff gave credit, to everybody who signs in for the customer and wants to be told. */
  | { template: 'grant'; grantId: Uuid }
  /**
   * That somebody signed in from a browser or a network not seen before. `sealedBlock`: the address block, which stands nowhere
   * else and here only sealed (`lib/core/sealed.ts`).
   */
  | { template: 'new_sign_in'; userId: Uuid; sessionId: Uuid; sealedBlock: string }
  /**
   * What became of a person's second factor: set up, gone round with a recovery code, or reset by somebody else. `left`: the
   * recovery codes that they have not used. `happenedAt` in ISO 8601.
   */
  | {
      template: 'second_factor';
      userId: Uuid;
      event: FactorEvent;
      left: number;
      happenedAt: string;
    }
  /** The statement of a month, `2026-11`, to everybody who signs in for the customer. */
  | { template: 'statement'; customerId: Uuid; month: string }
  /** That an account was closed, to the address that is kept for this mail alone. */
  | { template: 'account_closed'; farewellId: Uuid };

/** What a person is told of their second factor. */
export type FactorEvent = 'set_up' | 'recovery' | 'reset';

/** For what the address block of a sign-in is sealed while its letter waits. */
export const SIGN_IN_BLOCK = 'sign-in-block';

/** Half a day of trying with growing pauses; a link that arrives later is of no use to anybody. */
const MAX_ATTEMPTS = 12;

/**
 * Queues a mail inside the caller's transaction: it is sent exactly when what it tells has been committed.
 *
 * @param mail which text, and the ids of what it is about
 */
export async function queueMail(tx: Tx, mail: QueuedMail): Promise<void> {
  await enqueue(tx, 'send_mail', { ...mail, mailId: uuidv7() }, { maxAttempts: MAX_ATTEMPTS });
}
