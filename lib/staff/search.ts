import { isUuid, type Uuid } from '#lib/core/ids.ts';
import { normaliseEmail } from '#lib/customers/normalise.ts';
import type { Database } from '#lib/db/client.ts';
import {
  customerOfPurchase,
  customersNamed,
  findById,
  findByPaddleCustomer,
  keysByLast4,
  purchasesByReceipt,
  usersByPrefix,
  usersWithBareLocalPart,
} from './search-store.ts';
import { findPurchaseId } from './store.ts';

/** By what somebody was found. */
type HitKind = 'customer' | 'email' | 'payment' | 'key' | 'job' | 'grant';

/** Something that was found, and whose it is. */
export type Hit = {
  kind: HitKind;
  customerId: Uuid;
  /** Of what was found: the payment, the key, the job; the customer's own otherwise. */
  id: Uuid;
  /** The address that was found, else the customer's first. */
  email: string | undefined;
  status: string;
};

/** What a search came to. */
export type Found = {
  hits: Hit[];
  /** Whether more would be found than is shown: the text must say more. */
  isCut: boolean;
};

/** Never a way to list everybody. */
const MOST_HITS = 10;

/** The fewest letters of an address that are looked for. */
const SHORTEST_PREFIX = 4;

/** How many spellings of one mailbox are looked through. */
const MOST_SPELLINGS = 500;

type Bare = Pick<Hit, 'kind' | 'customerId' | 'id'> & { email?: string };

/**
 * Finds customers by what somebody who writes to support has at hand: an address (all spellings of the mailbox, or how it
 * begins), an id of ours, of Paddle's (`txn_`, `ctm_`, `adj_`), a receipt number, the last four signs of an API key. Ids and
 * numbers are looked for exactly.
 *
 * @param text as it was typed
 */
export async function searchDesk(prisma: Database['prisma'], text: string): Promise<Found> {
  const wanted = text.trim();
  // One more than is shown tells whether there is more.
  const found = await hitsOf(prisma, wanted);
  const hits = unique(found);
  const shown = hits.slice(0, MOST_HITS);
  const customers = await customersNamed(
    prisma,
    shown.map(({ customerId }) => customerId),
  );
  return {
    hits: shown.flatMap((hit) => {
      const customer = customers.get(hit.customerId);
      return customer === undefined ? [] : [{ email: customer.email, ...hit, status: customer.status }];
    }),
    isCut: hits.length > MOST_HITS,
  };
}

async function hitsOf(prisma: Database['prisma'], wanted: string): Promise<Bare[]> {
  if (wanted.includes('@')) return byEmail(prisma, wanted);
  const lower = wanted.toLowerCase();
  if (isUuid(lower)) return byId(prisma, lower);
  if (/^ctm_\w+$/.test(wanted)) {
    const customerId = await findByPaddleCustomer(prisma, wanted);
    return customerId === undefined ? [] : [{ kind: 'customer', customerId, id: customerId }];
  }
  if (/^(txn|adj)_\w+$/.test(wanted)) return payment(prisma, await findPurchaseId(prisma, wanted));
  const receipts = await purchasesByReceipt(prisma, wanted, MOST_HITS + 1);
  return [
    ...receipts.map(({ id, customerId }): Bare => ({ kind: 'payment', customerId, id })),
    ...(await byLast4(prisma, wanted)),
    ...(await byPrefix(prisma, wanted)),
  ];
}

async function byPrefix(prisma: Database['prisma'], wanted: string): Promise<Bare[]> {
  if (wanted.length < SHORTEST_PREFIX) return [];
  return (await usersByPrefix(prisma, wanted.toLowerCase(), MOST_HITS + 1)).map(emailHit);
}

/** Whatever spelling of the mailbox was used to sign up; else addresses that begin so. */
async function byEmail(prisma: Database['prisma'], wanted: string): Promise<Bare[]> {
  const mailbox = normaliseEmail(wanted);
  const bare = mailbox.slice(0, mailbox.lastIndexOf('@')).replaceAll('.', '');
  const spellings = await usersWithBareLocalPart(prisma, bare, MOST_SPELLINGS);
  const same = spellings.filter(({ email }) => normaliseEmail(email) === mailbox);
  return [...same.map(emailHit), ...(await byPrefix(prisma, wanted))];
}

function emailHit({ customerId, email }: { customerId: Uuid; email: string }): Bare {
  return { kind: 'email', customerId, id: customerId, email };
}

async function byId(prisma: Database['prisma'], id: Uuid): Promise<Bare[]> {
  const found = await findById(prisma, id);
  if (found === undefined) return payment(prisma, await findPurchaseId(prisma, id));
  const { kind, customerId } = found;
  return [{ kind: kind === 'user' ? 'customer' : kind, customerId, id }];
}

async function payment(prisma: Database['prisma'], id: Uuid | undefined): Promise<Bare[]> {
  if (id === undefined) return [];
  const customerId = await customerOfPurchase(prisma, id);
  return customerId === undefined ? [] : [{ kind: 'payment', customerId, id }];
}

/** As the page of keys shows it, `dpct_…a1B2`, or the four signs alone. A whole key is nobody's business but its owner's. */
async function byLast4(prisma: Database['prisma'], wanted: string): Promise<Bare[]> {
  const last4 = /^(?:dpct_)?(?:…|\.{3})?([0-9A-Za-z_-]{4})$/.exec(wanted)?.[1];
  if (last4 === undefined) return [];
  const keys = await keysByLast4(prisma, last4, MOST_HITS + 1);
  return keys.map(({ id, customerId }): Bare => ({ kind: 'key', customerId, id }));
}

function unique(hits: readonly Bare[]): Bare[] {
  const seen = new Map<string, Bare>();
  for (const hit of hits) {
    const key = `${hit.kind} ${hit.id} ${hit.email ?? ''}`;
    if (!seen.has(key)) seen.set(key, hit);
  }
  return [...seen.values()];
}
