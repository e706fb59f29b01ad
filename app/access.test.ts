import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askAction, askPage, askRoute, type Given } from '#lib/testing/access/cell.ts';
import { openVisitors } from '#lib/testing/access/open.ts';
import { rowsOf } from '#lib/testing/access/rows.ts';
import { ACTIONS, PAGES, ROUTES } from '#lib/testing/access/table.ts';
import { everyAction, everyPage, everyRoute, hiddenActions } from '#lib/testing/access/tree.ts';
import {
  KEYS,
  type Key,
  type Subject,
  subjectOf,
  VISITORS,
  type Visitor,
  type Visitors,
} from '#lib/testing/access/visitors.ts';
import { leaveBroken } from '#lib/testing/postgres.ts';

leaveBroken(
  ['paid_purchases_are_their_lots', 'each_paddle_transaction_is_credited_once'],
  'one of its purchases was credited without a payment behind it',
);

// Who gets what. The table is in lib/testing/access/table.ts; here it is held against the app: the real pages, handlers and
// actions, in Next's own scope, over a real PostgreSQL and Paddle's emulator.

const pages = everyPage();
const routes = await everyRoute();
const actions = await everyAction();

let world: Visitors;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ world, close } = await openVisitors());
});
afterAll(() => close());

/** What was given, as the table writes it. */
function written({ word, read }: Given, about: Subject): string {
  return word + (read.includes(about.word) ? '*' : '');
}

/** Whose words could be read who are neither the asker nor whom was asked about. The desk may read of everybody. */
async function leaked({ read }: Given, as: Visitor | Key, about: Subject): Promise<string[]> {
  if (as === 'support' || as === 'admin') return [];
  const known = [about.word, ...(as.startsWith('another') ? [(await world.another()).word] : [])];
  const others = (await world.everybody()).filter(({ word }) => !known.includes(word));
  return others.filter(({ word }) => read.includes(word)).map(({ email }) => email);
}

const names = (rows: ReadonlyMap<string, unknown>) => [...rows.keys()].sort();

describe('every page', () => {
  const table = rowsOf(PAGES, VISITORS);

  test('has its row, and every row its page', () => {
    expect(names(table)).toEqual(pages.map(({ address }) => address).sort());
  });

  test.each(pages)('$address', { timeout: 60_000 }, async (page) => {
    for (const visitor of VISITORS) {
      const about = await world.shared(subjectOf(visitor));
      const given = await askPage(world, page, visitor);
      expect([visitor, written(given, about)]).toEqual([visitor, table.get(page.address)?.[visitor]]);
      expect(await leaked(given, visitor, about), visitor).toEqual([]);
    }
  });
});

describe('every method of every route', () => {
  const everyone = [...VISITORS, ...KEYS];
  const table = rowsOf(ROUTES, everyone);

  test('has its row, and every row its route', () => {
    expect(names(table)).toEqual(routes.map(({ method, address }) => `${method} ${address}`).sort());
  });

  test.each(routes)('$method $address', { timeout: 60_000 }, async (route) => {
    for (const visitor of everyone) {
      const about = await world.shared(subjectOf(visitor));
      await world.forgetTries();
      const given = await askRoute(world, route, visitor);
      const row = table.get(`${route.method} ${route.address}`);
      expect([visitor, written(given, about)]).toEqual([visitor, row?.[visitor]]);
      expect(await leaked(given, visitor, about), visitor).toEqual([]);
    }
  });
});

describe('every server action', () => {
  const table = rowsOf(ACTIONS, VISITORS);

  test('has its row, and every row its action; none is made inside another file', () => {
    expect(names(table)).toEqual(actions.map(({ name }) => name).sort());
    expect(hiddenActions()).toEqual([]);
  });

  test.each(actions)('$name', { timeout: 60_000 }, async (action) => {
    for (const visitor of VISITORS) {
      const given = await askAction(world, action, visitor);
      expect([visitor, given.word]).toEqual([visitor, table.get(action.name)?.[visitor]]);
      if (given.word === 'ok' || given.word === 'on') continue;
      expect(given.changed, visitor).toEqual([]);
      expect(given.read, visitor).not.toContain(given.about.word);
    }
  });
});
