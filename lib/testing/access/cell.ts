import { DepictaError, type ErrorCode } from '#lib/core/errors.ts';
import { problem } from '#lib/http/problems.ts';
import { APP_URL } from '../api-app.ts';
import { everyTable } from '../every-row.ts';
import { inRequest, nextRequest } from '../next-request.ts';
import { BODY, INPUT, PARAMS, QUERY } from './asks.ts';
import { draw, led } from './draw.tsx';
import type { FoundAction, Page, Route } from './tree.ts';
import { KEYS, type Key, type Subject, subjectOf, type Visitor, type Visitors } from './visitors.ts';

/** What somebody was given: in one word, and all that they could read. */
export type Given = { word: string; read: string };

/** What an action is sent, with the headers of its request. */
export type Sent = { headers: Headers; input: unknown };

/** Asks for a page as somebody. */
export async function askPage(world: Visitors, page: Page, as: Visitor): Promise<Given> {
  const about = await world.shared(subjectOf(as));
  const { status, location, html } = await draw(page, {
    headers: await headersOf(world, as, about),
    params: PARAMS[page.address]?.(about) ?? {},
    query: QUERY[page.address]?.(about) ?? {},
  });
  return { word: wordOf(status, location), read: html };
}

/** Calls a handler as somebody, with a browser's session or with a key. */
export async function askRoute(
  world: Visitors,
  { method, address, handle }: Route,
  as: Visitor | Key,
): Promise<Given> {
  const about = await world.shared(subjectOf(as));
  const headers = await headersOf(world, as, about);
  headers.set('accept', 'application/json');
  const url = new URL(address, APP_URL);
  url.search = new URLSearchParams(QUERY[address]?.(about) ?? {}).toString();
  const { body, type } = bodyOf(address, method, about);
  if (type !== undefined) headers.set('content-type', type);
  const leaving = new AbortController();
  const init = { method, headers, signal: leaving.signal };
  const request = nextRequest(url, body === undefined ? init : { ...init, body });
  const context = { params: Promise.resolve(asNext(address, PARAMS[address]?.(about) ?? {})) };
  const answer = await inRequest({ headers, phase: 'action' }, () => handle(request, context));
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') === true;
  const read = isStream ? await firstOf(answer) : await answer.text();
  leaving.abort();
  return { word: wordOf(answer.status, answer.headers.get('location') ?? undefined), read };
}

/**
 * Sends an action as somebody, about a subject made for it.
 *
 * @returns besides, which tables are other than before
 */
export async function askAction(
  world: Visitors,
  action: FoundAction,
  as: Visitor,
): Promise<Given & { changed: string[]; about: Subject }> {
  const { given, ...rest } = await askActionOften(world, action, as, (sent) => [sent]);
  return { ...given[0]!, ...rest };
}

/** The same with what it is sent changed, in several ways one after the other. */
export async function askActionOften(
  world: Visitors,
  action: FoundAction,
  as: Visitor,
  ways: (sent: Sent) => readonly Sent[],
): Promise<{ given: Given[]; changed: string[]; about: Subject }> {
  const standing = subjectOf(as);
  if (as === 'another') world.renewAnother();
  const about = await world.fresh();
  const input = await INPUT[action.name]!(about, world);
  // Nothing can be under way of who closes: they ask for another's.
  if (standing !== 'closed') await world.settle(about, standing);
  const headers = await headersOf(world, as, about);
  await world.atRest();
  const before = await digests(world);
  const given: Given[] = [];
  for (const sent of ways({ headers, input })) given.push(await sendAction(action, sent));
  const after = await digests(world);
  return {
    given,
    about,
    changed: [...after].filter(([name, is]) => before.get(name) !== is).map(([name]) => name),
  };
}

export async function sendAction(action: FoundAction, { headers, input }: Sent): Promise<Given> {
  try {
    const result = (await inRequest({ headers, phase: 'action' }, () => action.run(input))) as Result;
    return { word: wordOfResult(result), read: JSON.stringify(result, plain) };
  } catch (error) {
    const { status, location = '' } = led(error);
    return { word: wordOf(status, location), read: location };
  }
}

type Result = { ok: true } | { ok: false; error: { code: ErrorCode } };

const plain = (_name: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);

function wordOfResult(result: Result): string {
  if (result.ok) return 'ok';
  return problem(new DepictaError(result.error.code, ''), 'req_1').status.toString();
}

function wordOf(status: number, location: string | undefined): string {
  if (status !== 307 && status !== 303 && status !== 302) return status.toString();
  return location?.startsWith('/sign-in') === true ? 'in' : 'on';
}

let block = 0;

async function headersOf(world: Visitors, as: Visitor | Key, about: Subject): Promise<Headers> {
  block += 1;
  // Each asks from a network of their own: limits by address have a test of their own.
  const headers = new Headers({ origin: APP_URL, 'x-forwarded-for': `10.${block >> 8}.${block & 255}.1` });
  const who = await credentials(world, as, about);
  if (who.cookie !== undefined) headers.set('cookie', who.cookie);
  if (who.key !== undefined) headers.set('authorization', `Bearer ${who.key}`);
  return headers;
}

async function credentials(
  world: Visitors,
  as: Visitor | Key,
  about: Subject,
): Promise<{ cookie?: string; key?: string }> {
  if (as === 'nobody') return {};
  if (as === 'closed') return { cookie: (await world.shared('closed')).cookie };
  if (as === 'revoked') return { key: about.revoked.apiKey.secret };
  if (as === 'another') return { cookie: await world.signIn((await world.another()).userId) };
  if (as === "another's") return { key: (await world.another()).key.apiKey.secret };
  if (as === 'support' || as === 'admin')
    return { cookie: await world.signIn((await world.staff())[as].userId) };
  return (KEYS as readonly string[]).includes(as)
    ? { key: about.key.apiKey.secret }
    : { cookie: await world.signIn(about.userId) };
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

function bodyOf(address: string, method: string, about: Parameters<(typeof BODY)[string]>[0]) {
  if (method === 'GET' || method === 'DELETE' || method === 'OPTIONS') return {};
  if (address.endsWith('uploads') || address.endsWith('upload')) {
    const form = new FormData();
    form.set('file', new File([PNG], 'a.png', { type: 'image/png' }));
    return { body: form };
  }
  return { body: JSON.stringify(BODY[address]?.(about) ?? {}), type: 'application/json' };
}

/** Next hands the parts of `[...rest]` over as a list. */
function asNext(address: string, params: Record<string, string>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      address.includes(`[...${name}]`) ? value.split('/') : value,
    ]),
  );
}

async function firstOf(answer: Response): Promise<string> {
  const reader = answer.body!.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
}

/** A refused request counts as a try, too. */
const COUNTERS = /\.rate_limit$/;

/** One digest of all rows for each table. */
async function digests(world: Visitors): Promise<Map<string, string>> {
  const pool = world.app.given.ownerPool;
  const tables = (await everyTable(pool)).filter(
    (name) => !COUNTERS.test(name) && !name.startsWith('graphile_worker'),
  );
  const parts = tables.map(
    (name) =>
      `SELECT '${name}' AS name, md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS rows FROM ${name} t`,
  );
  const { rows } = await pool.query<{ name: string; rows: string }>(parts.join(' UNION ALL '));
  return new Map(rows.map(({ name, rows: digest }) => [name, digest]));
}
