import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { redriveEvents } from '#lib/inbox/redrive.ts';
import { abandonStale } from '#lib/topups/abandon.ts';
import { warnOfExpiry } from '#lib/topups/expiry-warnings.ts';
import { warnOfLowBalance } from '#lib/topups/low-balance.ts';
import { sendRefunds } from '#lib/topups/refund-send.ts';
import { backfillEvents } from './backfill.ts';
import { configuredPaddle } from './configured.ts';
import { reconcileLately } from './reconcile.ts';
import { paddleRefunds } from './refunds.ts';
import { storedPaddleEvents } from './source.ts';
import { findBookmark, setBookmark } from './store.ts';

/** The books that changed since the last look at low balances, and some time before: clocks differ, commits take a while. */
const LOW_BALANCE_BOOKMARK = 'low_balances';
const OVERLAP_MS = 600_000;

/** The queue's tasks of payments. */
export const tasks = {
  /** Finds what no webhook brought. */
  paddle_backfill: async (): Promise<void> => {
    await backfillEvents(database().prisma, configuredPaddle(), now());
  },
  /** Comes back to stored events that nobody handled, or whose handling failed. */
  inbox_redrive: async (): Promise<void> => {
    await redriveEvents(database().prisma, [storedPaddleEvents], now());
  },
  /** Warns whose credit is about to expire. */
  warn_of_expiry: async (): Promise<void> => {
    await warnOfExpiry(database(), now());
  },
  /** Tells whose balance fell below the line they drew. */
  warn_of_low_balance: async (): Promise<void> => {
    const { prisma } = database();
    const at = now();
    const lastLook = await findBookmark(prisma, LOW_BALANCE_BOOKMARK);
    const since =
      lastLook === undefined
        ? undefined
        : new Date(Math.min(Date.parse(lastLook), at.getTime()) - OVERLAP_MS);
    await warnOfLowBalance(database(), { at, since });
    await setBookmark(prisma, LOW_BALANCE_BOOKMARK, at.toISOString(), at);
  },
  /** Asks Paddle for the refunds that were approved, and looks into those whose answer was lost. */
  send_refunds: async (): Promise<void> => {
    await sendRefunds(database().prisma, paddleRefunds(configuredPaddle()), now);
  },
  /** Compares the payments of the last days with Paddle's, both ways. */
  reconcile_payments: async (): Promise<void> => {
    await reconcileLately(database().prisma, configuredPaddle(), now());
  },
  /** Gives up on purchases that nobody paid. */
  topups_abandon: async (): Promise<void> => {
    await abandonStale(database().prisma, now());
  },
};

/** When they run; those of `atStart` also right after the worker starts: the app may have been down for a payment. */
export const timetable = [
  { task: 'paddle_backfill', everyMinutes: 1, atStart: true },
  { task: 'inbox_redrive', everyMinutes: 1, atStart: true },
  { task: 'send_refunds', everyMinutes: 1, atStart: true },
  { task: 'reconcile_payments', everyMinutes: 60, atStart: true },
  { task: 'topups_abandon', everyMinutes: 60, atStart: false },
  { task: 'warn_of_expiry', everyMinutes: 10, atStart: true },
  { task: 'warn_of_low_balance', everyMinutes: 1, atStart: true },
] as const;
