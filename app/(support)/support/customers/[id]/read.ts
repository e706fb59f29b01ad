import { listApiKeys } from '#lib/auth/keys.ts';
import { isUuid, type Uuid } from '#lib/core/ids.ts';
import { database } from '#lib/db/client.ts';
import { explainBalance } from '#lib/history/explain.ts';
import { job, jobs } from '#lib/history/jobs.ts';
import { payments } from '#lib/history/payments.ts';
import { statementRows } from '#lib/history/statement.ts';
import { mailsTo } from '#lib/mail/store.ts';
import { listAudit } from '#lib/staff/audit-store.ts';
import type { CustomerProfile } from '#lib/staff/customer-store.ts';
import { grantsOf } from '#lib/staff/grant-store.ts';
import { peopleOf } from '#lib/staff/store.ts';

/** Rows that are shown of each list. */
export const LINES = 20;
const JOBS = 10;
const MAILS = 20;
const AUDIT = 10;
const GRANTS = 20;

/** What the address of a customer's page asks for. */
export type Asked = {
  /** A job that was searched for: shown alone. */
  jobId: Uuid | undefined;
  /** The statement's cursor. */
  before: bigint | undefined;
};

export function readAsked(address: Record<string, string | string[] | undefined>): Asked {
  const { job: wanted, before } = address;
  return {
    jobId: typeof wanted === 'string' && isUuid(wanted) ? wanted : undefined,
    before: typeof before === 'string' && /^[1-9]\d{0,17}$/.test(before) ? BigInt(before) : undefined,
  };
}

/** Everything that the desk sees of a customer, from the very readers that the customer's own pages have. */
export async function readCustomer({ id }: CustomerProfile, { jobId, before }: Asked, at: Date) {
  const db = database();
  const [balance, statement, work, purchases, keys, mails, audit, grants] = await Promise.all([
    explainBalance(db, id, { now: at }),
    statementRows(db, id, {}, { before, limit: LINES + 1 }),
    jobId === undefined ? jobs(db, id, {}, { limit: JOBS }, at) : one(job(db, id, jobId, at)),
    payments(db, id, at),
    listApiKeys(db.prisma, id),
    mailsTo(db.prisma, id, MAILS),
    listAudit(db.prisma, { customerId: id }, { limit: AUDIT }),
    grantsOf(db.prisma, id, GRANTS),
  ]);
  const authors = grants.map(({ author }) => author).filter(isUuid);
  const { names } = await peopleOf(db.prisma, { customerIds: [], userIds: authors });
  return {
    ...{ balance, statement, work, purchases, keys, mails, audit },
    grants: grants.map((grant) => ({ ...grant, author: names.get(grant.author) })),
  };
}

async function one<T>(found: Promise<T | undefined>): Promise<T[]> {
  const value = await found;
  return value === undefined ? [] : [value];
}
