import { now } from '#lib/core/clock.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { Batcher } from '#lib/ledger/batcher.ts';
import { type Item, type Posted, post } from '#lib/ledger/post.ts';
import { inTransaction, onPool } from '#lib/ledger/sql.ts';
import { Chance } from './chance.ts';
import { Deeds } from './deeds.ts';
import { type FromTeller, subjectOf, type Told, type ToTeller, type Way } from './history.ts';

// One process of the bank: node teller.ts '{"appUrl": ..., "name": ..., "seed": ..., "workers": ..., "customers": [...]}'.
// It works as far as the parent allows (`upTo`) and hands over what it was told when the parent says `end`.

/** What a teller is started with. */
export type TellerTask = { appUrl: string; name: string; seed: number; workers: number; customers: Uuid[] };

/** Several, so that batches of one process meet each other too. */
const BATCHERS = 3;
const HEARD = 200;

class Undo extends Error {}

class Teller {
  readonly history: Told[] = [];
  readonly #db: Database;
  readonly #task: TellerTask;
  readonly #batchers: Batcher<Item, Posted>[];
  readonly #heard: Item[] = [];
  #taken = 0;
  #done = 0;
  #upTo = 0;
  #errors = 0;
  #resume = Promise.withResolvers<void>();

  constructor(task: TellerTask) {
    this.#task = task;
    this.#db = connect(task.appUrl);
    const sql = onPool(this.#db.pool);
    this.#batchers = Array.from(
      { length: BATCHERS },
      () =>
        new Batcher<Item, Posted>({
          run: (items) => post(sql, now(), items),
          customerOf: ({ customerId }) => customerId,
          keyOf: (item) => subjectOf(item) ?? uuidv7(),
        }),
    );
  }

  allow(upTo: number): void {
    this.#upTo = upTo;
    this.#resume.resolve();
    this.#resume = Promise.withResolvers();
  }

  hear(item: Item): void {
    if (this.#heard.push(item) > HEARD) this.#heard.shift();
  }

  close(): Promise<void> {
    return this.#db.close();
  }

  /** One worker: does one thing after the other for as long as it is allowed to. */
  async work(n: number): Promise<void> {
    const chance = new Chance(this.#task.seed * 1000 + n);
    const deeds = new Deeds(this.#task.customers, chance);
    for (;;) {
      while (this.#taken >= this.#upTo) await this.#resume.promise;
      this.#taken += 1;
      const strange = chance.percent(15) ? this.#heard.shift() : undefined;
      if (strange !== undefined) deeds.hear(strange);
      // Some things are done again as another worker did them, others anew, and some twice at once.
      const item = strange !== undefined && chance.percent(50) ? strange : deeds.next(now());
      if (strange === undefined && chance.percent(15)) send({ heard: item });
      const asked = [this.#ask(n, item, chance)];
      if (chance.percent(8)) asked.push(this.#ask(n, item, chance));
      const [told] = await Promise.all(asked);
      deeds.told(item, told?.undone ? undefined : told?.posted?.outcome);
      this.#done += 1;
      if (this.#done % 20 === 0 || this.#done === this.#upTo) {
        send({ done: this.#done, errors: this.#errors });
        this.#errors = 0;
      }
    }
  }

  async #ask(n: number, item: Item, chance: Chance): Promise<Told> {
    const way = chance.weighted({ batched: 80, alone: 15, in_transaction: 5 });
    const undone = way === 'in_transaction' && chance.percent(30);
    const told: Told = {
      worker: `${this.#task.name}.${n}`,
      way,
      item,
      askedNs: process.hrtime.bigint(),
      toldNs: 0n,
    };
    try {
      told.posted = await this.#post(way, item, chance, undone);
      if (undone) told.undone = true;
    } catch (error) {
      told.error = error instanceof Error ? error.message : String(error);
      told.isBusy = error instanceof DepictaError && error.code === 'unavailable';
      if (!told.isBusy) this.#errors += 1;
    }
    told.toldNs = process.hrtime.bigint();
    this.history.push(told);
    return told;
  }

  async #post(way: Way, item: Item, chance: Chance, undone: boolean): Promise<Posted> {
    if (way === 'batched') return chance.of(this.#batchers)!.submit(item);
    if (way === 'alone') return (await post(onPool(this.#db.pool), now(), [item]))[0]!;
    let posted: Posted | undefined;
    try {
      await transaction(this.#db.prisma, async (tx) => {
        [posted] = await post(inTransaction(tx), now(), [item]);
        if (undone) throw new Undo();
      });
    } catch (error) {
      if (!(error instanceof Undo)) throw error;
    }
    return posted!;
  }
}

function send(message: FromTeller): void {
  process.send!(message);
}

const task = JSON.parse(process.argv[2]!) as TellerTask;
const teller = new Teller(task);
process.on('message', async (message: ToTeller) => {
  if ('upTo' in message) teller.allow(message.upTo);
  else if ('heard' in message) teller.hear(message.heard);
  else {
    teller.allow(0);
    await teller.close();
    process.send!({ history: teller.history } satisfies FromTeller, () => process.disconnect());
  }
});
for (let n = 0; n < task.workers; n += 1) void teller.work(n);
