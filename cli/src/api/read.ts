import { unexpected } from '../failure.ts';
import { pause, pauseBeforeAttemptMs } from './backoff.ts';
import { ConnectionLost } from './connection-lost.ts';
import { type Connection, request } from './request.ts';
import type { Page } from './shapes.ts';

const ATTEMPTS = 3;
/** The longest page that the API gives. */
const PAGE_ROWS = 100;

type Query = Readonly<Record<string, string | undefined>>;

/**
 * Reads something. A lost connection is tried again twice: reading changes nothing.
 *
 * @throws {Failure} the API's refusal, or the last lost connection
 */
export async function read<Body>(connection: Connection, path: string, query: Query = {}): Promise<Body> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await request(connection, { path, query })).body as Body;
    } catch (failure) {
      const isWorthIt = failure instanceof ConnectionLost && failure.wasSent && attempt < ATTEMPTS;
      if (!isWorthIt) throw failure;
      await pause(pauseBeforeAttemptMs(attempt));
    }
  }
}

/**
 * Reads a list over as many pages as it takes.
 *
 * @param limit rows at most
 * @returns the rows, and where the next one begins
 */
export async function readList<Row>(
  connection: Connection,
  path: string,
  query: Query,
  limit: number,
): Promise<Page<Row>> {
  const data: Row[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Row> = await read(connection, path, {
      ...query,
      limit: String(Math.min(limit - data.length, PAGE_ROWS)),
      cursor: cursor ?? undefined,
    });
    if (!Array.isArray(page.data)) throw unexpected(`The API sent no list for ${path}.`);
    data.push(...page.data);
    if (page.next_cursor === cursor && cursor !== null) throw unexpected(`The list of ${path} does not end.`);
    cursor = page.next_cursor ?? null;
  } while (cursor !== null && data.length < limit);
  return { data, next_cursor: cursor };
}
