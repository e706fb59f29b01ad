import { afterAll, beforeAll, expect, test } from 'vitest';
import { askActionOften } from '#lib/testing/access/cell.ts';
import { openVisitors } from '#lib/testing/access/open.ts';
import { rowsOf } from '#lib/testing/access/rows.ts';
import { ACTIONS } from '#lib/testing/access/table.ts';
import { everyAction, type FoundAction } from '#lib/testing/access/tree.ts';
import { VISITORS, type Visitor, type Visitors } from '#lib/testing/access/visitors.ts';
import { leaveBroken } from '#lib/testing/postgres.ts';

leaveBroken(
  ['paid_purchases_are_their_lots', 'each_paddle_transaction_is_credited_once'],
  'customers who paid are made without their purchases, beside others with one',
);

// Each server action, sent by somebody who may: from elsewhere, or with what it does not take. All of it is refused, and every
// row of the database is as it was. Without a session and with the wrong role they are asked in access.test.ts.

const actions = await everyAction();
const table = rowsOf(ACTIONS, VISITORS);

let world: Visitors;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ world, close } = await openVisitors());
});
afterAll(() => close());

/** Somebody whom the table lets do it. */
function whoMay({ name }: FoundAction): Visitor {
  const row = table.get(name)!;
  return (['owner', 'admin'] as const).find((visitor) => row[visitor] === 'ok' || row[visitor] === 'on')!;
}

/** The headers, with another origin. */
function from(headers: Headers, origin: string | null): Headers {
  const changed = new Headers(headers);
  changed.delete('origin');
  if (origin !== null) changed.set('origin', origin);
  return changed;
}

/** What no action takes, nor any field of one. */
const NOTHING_TAKES = [null, 7, true, 1n, Symbol.iterator, () => 'x', [], [['x']], new Date(0)];

/** One input for each field and each wrong value of it. */
function spoiled(input: unknown): { field: string; value: unknown; input: object }[] {
  const fields = Object.keys(input as object);
  return fields.flatMap((field) =>
    NOTHING_TAKES.map((value) => ({ field, value, input: { ...(input as object), [field]: value } })),
  );
}

test.each(actions)('$name does nothing for a form of another site', { timeout: 60_000 }, async (action) => {
  const origins = [null, 'null', 'https://evil.example', 'http://app.test.evil.example', 'https://app.test'];
  const { given, changed } = await askActionOften(world, action, whoMay(action), ({ headers, input }) =>
    origins.map((origin) => ({ headers: from(headers, origin), input })),
  );
  expect(given.map(({ word }) => word)).toEqual(origins.map(() => '400'));
  expect(changed).toEqual([]);
});

test.each(actions)(
  '$name refuses what is no form, and names each wrong field',
  { timeout: 60_000 },
  async (action) => {
    const wrong: unknown[] = [];
    const { given, changed } = await askActionOften(world, action, whoMay(action), ({ headers, input }) => {
      const inputs = [
        null,
        undefined,
        'text',
        7,
        true,
        [],
        [{}],
        ...spoiled(input).map((each) => each.input),
      ];
      wrong.push(...inputs);
      return inputs.map((each) => ({ headers, input: each }));
    });
    const taken = given.flatMap(({ word }, i) => (word === '422' ? [] : [[wrong[i], word]]));
    expect(taken).toEqual([]);
    for (const { read } of given) expect(JSON.parse(read).error.details.fields.length).toBeGreaterThan(0);
    expect(changed).toEqual([]);
  },
);
