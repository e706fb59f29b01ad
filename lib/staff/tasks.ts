import { now } from '#lib/core/clock.ts';
import { env, proofSettings } from '#lib/core/env.ts';
import { log } from '#lib/core/log.ts';
import { database } from '#lib/db/client.ts';
import { signYesterday } from '#lib/ledger/heads.ts';
import { proofKeys } from '#lib/ledger/proof-keys.ts';
import { keepCheck } from './books.ts';
import { queueStatements } from './statements.ts';

/** The queue's tasks of the support desk. */
export const tasks = {
  /** Puts the books to every rule and keeps it; what breaks one is an alarm, by the rule's name and the ids only. */
  check_books: async (): Promise<void> => {
    const { violations } = await keepCheck(database(), now());
    for (const { name, ids } of violations) log.error({ rule: name, ids }, 'the books are wrong');
  },
  /** Signs the head of the day that is over, once. */
  sign_head: async (): Promise<void> => {
    const olderKeys = proofSettings().publicKeys;
    const keys = proofKeys(env().PROOF_SIGNING_KEY);
    const head = await signYesterday(database().pool, keys, now(), { olderKeys });
    // In the log too, which is elsewhere: from the database a superuser can take heads away again.
    if (head !== undefined)
      log.info(
        { day: head.day, customers: head.customers, head: head.head.toString('hex'), keyId: head.keyId },
        'signed a head',
      );
  },
  /** Mails the statement of the month that is over, once a customer. */
  send_statements: async (): Promise<void> => {
    const queued = await queueStatements(database(), now());
    if (queued > 0) log.info({ queued }, 'queued the statements of a month');
  },
};

export const timetable = [
  { task: 'check_books', everyMinutes: 60, atStart: false },
  { task: 'sign_head', everyMinutes: 5, atStart: true },
  { task: 'send_statements', everyMinutes: 360, atStart: true },
] as const;
