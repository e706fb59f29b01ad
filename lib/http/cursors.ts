import { invalid } from './parse.ts';

// A cursor says where a list goes on. It is opaque to callers, so that what it holds may change.

/** The cursor that asks for what comes after a position. */
function toCursor(position: string): string {
  return Buffer.from(position).toString('base64url');
}

/**
 * Reads a cursor that we gave out.
 *
 * @param isPosition whether the text in it is a position of this list
 * @throws {DepictaError} `validation_error` when it is none of this list's
 */
export function fromCursor(cursor: string, isPosition: (text: string) => boolean): string {
  const position = Buffer.from(cursor, 'base64url').toString();
  if (!isPosition(position)) throw invalid([{ field: 'cursor', message: 'is not a cursor of this list' }]);
  return position;
}

/** A page from one row more than it holds: the extra row says that there is another page. */
export function toPage<Row>(
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => string,
): { data: Row[]; next_cursor: string | null } {
  const data = rows.slice(0, limit);
  const last = data[data.length - 1];
  const hasMore = rows.length > limit && last !== undefined;
  return { data, next_cursor: hasMore ? toCursor(positionOf(last)) : null };
}
