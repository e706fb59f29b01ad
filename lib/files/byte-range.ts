/** Bytes of a file, from one to another; both are counted. */
export type ByteRange = { first: number; last: number };

/**
 * Reads a `Range` (RFC 9110, 14.2).
 *
 * @returns undefined where the whole file answers it: one that is not there or not well-formed, in another unit, or of
 *   several parts; `beyond` where none of its bytes are in the file
 */
export function byteRangeOf(range: string | null, sizeBytes: number): ByteRange | 'beyond' | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/i.exec(range ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  const end = sizeBytes - 1;
  const first = from === '' ? Math.max(0, sizeBytes - Number(to)) : Number(from);
  const last = from === '' || to === '' ? end : Math.min(Number(to), end);
  if (to !== '' && from !== '' && Number(to) < first) return undefined;
  return first > end ? 'beyond' : { first, last };
}
