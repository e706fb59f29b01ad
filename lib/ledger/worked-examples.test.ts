import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { connect, type Database } from '#lib/db/client.ts';
import { cents, centsToEuros } from '#lib/money/cents.ts';
import { toWire } from '#lib/money/credits.ts';
import { Books, eur } from '#lib/testing/books.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { type Balance, balanceNow, type Lot, lotsAt } from './balance.ts';
import { type Posted, post } from './post.ts';
import { refundable } from './refundable.ts';
import { returnedOf } from './returned.ts';
import { onPool, type Sql } from './sql.ts';

let db: Database;
let sql: Sql;

beforeAll(async () => {
  db = connect((await testDatabase()).appUrl);
  sql = onPool(db.pool);
  return () => db.close();
});

/** One example of docs/ledger.md: names stand for the ids that were made under them. */
class Example {
  readonly #books: Books;
  readonly #ids = new Map<string, string>();
  /** What the last line came to: outcomes, and how many of each where it was many. */
  #outcome = new Map<string, number>();

  constructor(books: Books) {
    this.#books = books;
  }

  async run(line: string): Promise<void> {
    const [deed = '', expectations] = line
      .slice(16)
      .trim()
      .split(/\s*->\s*/);
    const at = new Date(`${line.slice(0, 10)}T${line.slice(11, 16)}:00Z`);
    await this.#act(at, deed.trim());
    for (const expectation of expectations?.split(/,\s*/) ?? []) await this.#check(at, expectation.trim());
  }

  async #act(at: Date, deed: string): Promise<void> {
    const books = this.#books;
    const [, verb, ...rest] =
      VERBS.map((pattern) => pattern.exec(deed)).find((match) => match !== null) ?? [];
    const [name = '', amount = ''] = rest;
    const id = () => {
      const found = this.#ids.get(name);
      if (found === undefined) throw new Error(`nothing is called ${name}`);
      return found;
    };
    switch (verb) {
      case 'top-up': {
        const { lotId, ...posted } = await books.topUp(at, amount);
        this.#ids.set(name, lotId);
        return this.#came([posted]);
      }
      case 'told': {
        const paddleTransactionId = `txn_${books.customerId}`;
        const item = books.topUpItem(rest[2]!, at, paddleTransactionId);
        const told = await Promise.all(Array.from({ length: Number(name) }, () => books.post(at, item)));
        this.#came(told);
        this.#outcome.set('new', told.filter((each) => !each.replayed).length);
        return;
      }
      case 'trial':
        this.#ids.set(name, books.customerId);
        return this.#came([await books.trial(at, amount)]);
      case 'grant':
        return this.#came([await books.grant(at, amount)]);
      case 'hold': {
        const { holdId, ...posted } = await books.hold(at, amount, { floorMicros: eur(rest[2] ?? '0') });
        this.#ids.set(name, holdId);
        return this.#came([posted]);
      }
      case 'holds': {
        const items = Array.from({ length: Number(name) }, () =>
          books.holdItem(at, amount, { maxOpen: 100 }),
        );
        return this.#came(await post(sql, at, items));
      }
      case 'spend':
        return this.#came([await books.spend(at, name)]);
      case 'settle':
        return this.#came([await books.settle(at, id(), amount)]);
      case 'ask': {
        const { requestId, ...posted } = await books.reserve(at, this.#ids.get(amount)!, rest[2]!);
        this.#ids.set(name, requestId);
        return this.#came([posted]);
      }
      case 'refund':
        return this.#came([await books.refund(at, id())]);
      case 'claw back':
        return this.#came([await books.clawBack(at, id(), amount)]);
      case 'reverse':
        return this.#came([await books.reverse(at, id(), amount)]);
      case 'write off':
        return this.#came([await books.writeOff(at, name)]);
      case 'look':
        return this.#came([]);
      default:
        throw new Error(`docs/ledger.md: nobody knows how to "${deed}"`);
    }
  }

  #came(posted: readonly Pick<Posted, 'outcome'>[]): void {
    this.#outcome = new Map();
    for (const { outcome } of posted) this.#outcome.set(outcome, (this.#outcome.get(outcome) ?? 0) + 1);
  }

  async #check(at: Date, expectation: string): Promise<void> {
    const words = expectation.split(' ');
    const what = words.slice(0, -1).join(' ');
    const value = words.at(-1)!;
    if (words.length === 1) return void expect([...this.#outcome.keys()]).toEqual([value]);
    if (/^\d+$/.test(words[0]!)) return void expect(this.#outcome.get(value)).toBe(Number(words[0]));
    const balance = (await balanceNow(sql, this.#books.customerId, at))!;
    const figures: Record<string, string | undefined> = {
      available: toWire(balance.availableMicros),
      held: toWire(balance.heldMicros),
      owed: toWire(balance.owedMicros),
      credit: toWire(balance.creditMicros),
      expires: balance.expiresAt?.toISOString().slice(0, 10),
      version: balance.version.toString(),
    };
    if (what in figures) return void expect([expectation, figures[what]]).toEqual([expectation, value]);
    const [name = '', ...part] = words.slice(0, -1);
    const lots = await lotsAt(sql, this.#books.customerId, at);
    const lot = lots.find(({ id }) => id === this.#ids.get(name));
    if (lot === undefined) throw new Error(`docs/ledger.md: there is no lot ${name}`);
    const shown =
      part.join(' ') === 'refundable'
        ? await this.#refundable(lot, balance, at)
        : partOf(lot, part.join(' '));
    expect([expectation, shown]).toEqual([expectation, value]);
  }

  async #refundable(lot: Lot, balance: Balance, at: Date): Promise<string> {
    if (lot.source !== 'top_up') return '0.00';
    const returned = await returnedOf(sql, { customerId: this.#books.customerId, lotId: lot.id });
    const { amountCents } = refundable(
      {
        ...lot,
        ...balance,
        paidCents: cents(lot.originalMicros / 10_000n),
        returnedCents: cents(returned! / 10_000n),
        paidAt: lot.effectiveAt,
      },
      at,
    );
    return centsToEuros(amountCents);
  }
}

const VERBS = [
  /^(top-up) (\w+) ([\d.]+)$/,
  /^(told) (\d+) times (\w+) ([\d.]+)$/,
  /^(trial|grant) (\w+) ([\d.]+)$/,
  /^(hold) (\w+) ([\d.]+)(?: floor ([\d.]+))?$/,
  /^(holds) (\d+) of ([\d.]+)$/,
  /^(spend|write off) ([\d.]+)$/,
  /^(settle|claw back|reverse) (\w+) ([\d.]+)$/,
  /^(ask) (\w+) (\w+) ([\d.]+)$/,
  /^(refund) (\w+)$/,
  /^(look)$/,
];

function partOf(lot: Lot, part: string): string {
  const parts: Record<string, bigint> = {
    remaining: lot.remainingMicros,
    spent: lot.spentMicros,
    expired: lot.expiredMicros,
    'clawed back': lot.clawedBackMicros,
    'debt paid': lot.debtPaidMicros,
    refunded: lot.refundedMicros,
  };
  if (parts[part] === undefined) throw new Error(`docs/ledger.md: a lot has no ${part}`);
  return toWire(parts[part] as Lot['remainingMicros']);
}

describe('worked examples of docs/ledger.md', () => {
  const page = readFileSync(new URL('../../docs/ledger.md', import.meta.url), 'utf8');
  const examples = [...page.matchAll(/```ledger\n([\s\S]*?)```/g)].map(([, lines]) =>
    lines!.trim().split('\n'),
  );

  test('all eleven of the product rules are there', () => {
    const numbered = [...page.matchAll(/^### (\d+)\./gm)].map(([, n]) => Number(n));
    expect(numbered).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(examples.length).toBeGreaterThan(11);
  });

  test.each(examples.map((lines) => [lines.join('\n'), lines] as const))('%s', async (_, lines) => {
    const begins = new Date(`${lines[0]!.slice(0, 10)}T00:00:00Z`);
    const example = new Example(await Books.open(sql, begins));
    for (const line of lines) await example.run(line);
  });
});
