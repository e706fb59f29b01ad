/** Deeper than any event; the database's parser has its limits as well. */
const DEEPEST = 64;

/**
 * JSON as the database can keep it: PostgreSQL's `jsonb` refuses the character U+0000 and half of a surrogate pair,
 * which JSON allows. Both become U+FFFD, so that one odd character in a name cannot stop a payment.
 *
 * @throws {RangeError} when it is nested too deeply
 */
export function storable(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) throw new RangeError('The JSON is nested too deeply');
  if (typeof value === 'string') return cleaned(value);
  if (Array.isArray(value)) return value.map((entry) => storable(entry, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [cleaned(key), storable(entry, depth + 1)]),
  );
}

/** Whether `storable` accepts it. */
export function isStorable(value: unknown): boolean {
  try {
    storable(value);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function cleaned(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}
