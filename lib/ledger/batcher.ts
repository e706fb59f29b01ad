import { setImmediate as nextTurn } from 'node:timers/promises';

/** How many batches may be under way at a time: while one waits for the disk, another computes. */
const LANES = 2;

/**
 * Gathers the items that arrive while the previous batch is under way and runs them together as soon as it
 * returns. Nothing waits on a timer: an item that finds nothing under way goes with the present turn of the event loop.
 * Under load it is group commit: one lock, one round trip and one flush to disk for many.
 *
 * There are two lanes. An item's customer decides on its lane, so that batches which run beside each other never lock
 * the same customer, and a customer's items keep their order.
 *
 * A batch that fails unexpectedly is run again item by item, side by side, so that one bad item, or one that has to
 * wait for a lock, fails or holds up no other.
 */
export class Batcher<Item, Result> {
  readonly #lanes: Lane<Item, Result>[];
  readonly #customerOf: (item: Item) => string;

  /**
   * @param options.run runs a batch and answers each item, in order
   * @param options.customerOf whom an item locks
   * @param options.keyOf what two items of one batch must not share; the later one waits for the next batch
   * @param options.largest the most items in one batch
   */
  constructor(options: {
    run: (items: readonly Item[]) => Promise<Result[]>;
    customerOf: (item: Item) => string;
    keyOf: (item: Item) => string;
    largest?: number;
  }) {
    this.#customerOf = options.customerOf;
    this.#lanes = Array.from({ length: LANES }, () => new Lane({ largest: 256, ...options }));
  }

  /** @returns what became of the item. @throws what running it alone threw */
  submit(item: Item): Promise<Result> {
    return this.#lanes[laneOf(this.#customerOf(item))]!.submit(item);
  }
}

/** The last character of an id is random: half of all customers each. */
function laneOf(customer: string): number {
  return customer.charCodeAt(customer.length - 1) % LANES;
}

type Waiting<Item, Result> = {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
};

class Lane<Item, Result> {
  readonly #run: (items: readonly Item[]) => Promise<Result[]>;
  readonly #keyOf: (item: Item) => string;
  readonly #largest: number;
  #waiting: Waiting<Item, Result>[] = [];
  #underWay = false;

  constructor(options: {
    run: (items: readonly Item[]) => Promise<Result[]>;
    keyOf: (item: Item) => string;
    largest: number;
  }) {
    this.#run = options.run;
    this.#keyOf = options.keyOf;
    this.#largest = options.largest;
  }

  submit(item: Item): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    this.#waiting.push({ item, resolve, reject });
    if (!this.#underWay) void this.#drain();
    return promise;
  }

  async #drain(): Promise<void> {
    this.#underWay = true;
    // Whoever was answered just now, and comes again at once, comes in time for the next batch.
    for (await nextTurn(); this.#waiting.length > 0; await nextTurn()) await this.#runTogether(this.#next());
    this.#underWay = false;
  }

  /** The longest run of waiting items that may go together, in order of arrival. */
  #next(): Waiting<Item, Result>[] {
    const keys = new Set<string>();
    const batch: Waiting<Item, Result>[] = [];
    const rest: Waiting<Item, Result>[] = [];
    for (const entry of this.#waiting) {
      const key = this.#keyOf(entry.item);
      if (batch.length < this.#largest && !keys.has(key)) batch.push(entry);
      else rest.push(entry);
      keys.add(key);
    }
    this.#waiting = rest;
    return batch;
  }

  async #runTogether(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.#run(batch.map((entry) => entry.item));
      batch.forEach((entry, i) => {
        entry.resolve(results[i]!);
      });
    } catch (error) {
      if (batch.length === 1) batch[0]!.reject(error);
      else await Promise.all(batch.map((entry) => this.#runTogether([entry])));
    }
  }
}
