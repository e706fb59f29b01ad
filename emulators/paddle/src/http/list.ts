import { Problem } from './problem.ts';
import type { Answer, Call } from './router.ts';

/** How a kind of entity is listed. */
export type ListOptions<Row> = {
  /** Rows a page when the request says nothing, and at most. Asking for more gives the maximum, as at Paddle. */
  perPage: { standard: number; maximum: number };
  /** Fields that `order_by` accepts besides `id`. */
  orderFields?: readonly (keyof Row & string)[];
  /** Turns a row into what is sent. */
  view?: (row: Row) => unknown;
};

/**
 * Answers one page of a list: filtered rows in, ordered, cut after the `after` cursor, with `meta.pagination`.
 *
 * @throws Problem `invalid_field` for a bad `order_by`, `per_page` or an unknown `after`
 */
export function listPage<Row extends { id: string }>(
  call: Call,
  rows: readonly Row[],
  options: ListOptions<Row>,
): Answer {
  const perPage = readPerPage(call.query.get('per_page'), options.perPage);
  const { field, descending } = readOrder(call.query.get('order_by'), options.orderFields ?? []);
  const ordered = inOrder(rows, field, descending);
  const start = readStart(ordered, call.query.get('after'), field === 'id', descending);
  const page = ordered.slice(start, start + perPage);
  const last = page.at(-1)?.id ?? call.query.get('after');
  return {
    kind: 'data',
    status: 200,
    data: page.map((row) => options.view?.(row) ?? row),
    pagination: {
      per_page: perPage,
      next: nextUrl(call, last),
      has_more: start + page.length < ordered.length,
      estimated_total: rows.length,
    },
  };
}

/** The values of a comma-separated filter; null when it is absent. */
export function filterValues(query: URLSearchParams, name: string): ReadonlySet<string> | null {
  const value = query.get(name);
  return value === null || value === '' ? null : new Set(value.split(','));
}

/**
 * A test for a time field against the `name`, `name[LT]`, `name[LTE]`, `name[GT]` and `name[GTE]` filters.
 *
 * @throws Problem `invalid_time_query_parameter`
 */
export function timeFilter(query: URLSearchParams, name: string): (value: string | null) => boolean {
  const tests: ((at: number) => boolean)[] = [];
  const add = (key: string, make: (limit: number) => (at: number) => boolean): void => {
    const text = query.get(key);
    if (text === null) return;
    const limit = Date.parse(text);
    if (Number.isNaN(limit))
      throw new Problem('invalid_time_query_parameter', `Unable to parse ${key}: ${text}`);
    tests.push(make(limit));
  };
  add(name, (limit) => (at) => at === limit);
  add(`${name}[LT]`, (limit) => (at) => at < limit);
  add(`${name}[LTE]`, (limit) => (at) => at <= limit);
  add(`${name}[GT]`, (limit) => (at) => at > limit);
  add(`${name}[GTE]`, (limit) => (at) => at >= limit);
  return (value) => tests.length === 0 || (value !== null && tests.every((test) => test(Date.parse(value))));
}

/** Tables keep their rows in order of creation, which is the order of their ids: only other fields need sorting. */
function inOrder<Row extends { id: string }>(
  rows: readonly Row[],
  field: keyof Row,
  descending: boolean,
): readonly Row[] {
  if (field === 'id') return descending ? rows.toReversed() : rows;
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => sign * (compare(a, b, field) || compare(a, b, 'id')));
}

function compare<Row>(a: Row, b: Row, field: keyof Row): number {
  const left = String(a[field] ?? '');
  const right = String(b[field] ?? '');
  return left < right ? -1 : left > right ? 1 : 0;
}

function readPerPage(text: string | null, limits: { standard: number; maximum: number }): number {
  if (text === null) return limits.standard;
  if (!/^\d{1,6}$/.test(text) || Number(text) < 1)
    throw fieldProblem('per_page', 'must be a positive integer');
  return Math.min(Number(text), limits.maximum);
}

function readOrder<Row>(
  text: string | null,
  fields: readonly (keyof Row & string)[],
): { field: keyof Row & string; descending: boolean } {
  const match = /^([a-z_]+)(?:\[(ASC|DESC)\])?$/i.exec(text ?? 'id[DESC]');
  const allowed = ['id', ...fields] as (keyof Row & string)[];
  const field = allowed.find((name) => name === match?.[1]);
  if (field === undefined) throw fieldProblem('order_by', `must order by one of: ${allowed.join(', ')}`);
  return { field, descending: match?.[2]?.toUpperCase() === 'DESC' };
}

function readStart(
  ordered: readonly { id: string }[],
  after: string | null,
  byId: boolean,
  descending: boolean,
): number {
  if (after === null || after === '') return 0;
  const index = ordered.findIndex((row) => row.id === after);
  if (index >= 0) return index + 1;
  // Ids sort by time, so a cursor works by id even when its row is outside the filter or older than the retention.
  if (!byId) throw fieldProblem('after', 'does not exist');
  const next = ordered.findIndex((row) => (descending ? row.id < after : row.id > after));
  return next < 0 ? ordered.length : next;
}

function nextUrl(call: Call, last: string | null): string {
  const query = new URLSearchParams(call.query);
  if (last !== null) query.set('after', last);
  const text = query.toString();
  return `${call.baseUrl}${call.path}${text === '' ? '' : `?${text}`}`;
}

function fieldProblem(field: string, message: string): Problem {
  return new Problem('invalid_field', undefined, [{ field, message }]);
}
