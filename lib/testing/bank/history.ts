import type { Item, Posted } from '#lib/ledger/post.ts';

/** How an item went to the ledger: gathered with others, alone, or inside a transaction of the caller's own. */
export type Way = 'batched' | 'alone' | 'in_transaction';

/**
 * One thing that a worker asked for, when, and what it was told. The times are nanoseconds of the machine's one
 * monotonic clock, so that what two processes saw can be put in order.
 */
export type Told = {
  worker: string;
  way: Way;
  item: Item;
  askedNs: bigint;
  toldNs: bigint;
  /** Absent where the answer was an error: whether it was done is then unknown. */
  posted?: Posted;
  /** The caller's transaction was rolled back on purpose afterwards: nothing may be left of it. */
  undone?: boolean;
  error?: string;
  /** Told that the service is busy: expected under load, and nothing was done. */
  isBusy?: boolean;
};

/** What the parent tells a teller. Sent with structured cloning, so amounts and dates arrive as they are. */
export type ToTeller = { upTo: number } | { heard: Item } | { end: true };

/** What a teller tells the parent: progress and how many errors came with it, something that others should hear of, and at the end its whole history. */
export type FromTeller = { done: number; errors: number } | { heard: Item } | { history: Told[] };

/** The name of what an item is about, unique for ever, where it has one. */
export function subjectOf(item: Item): string | undefined {
  if ('key' in item) return `${item.customerId} ${item.key}`;
  if ('holdId' in item) return item.holdId;
  if ('requestId' in item) return `${item.customerId} ${item.requestId}`;
  return undefined;
}
