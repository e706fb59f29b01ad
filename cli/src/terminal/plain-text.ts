/** Controls, separators of lines, and what is not seen: marks of direction among it. The joiner of emoji stays. */
const UNSAFE = /(?:(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}])+/gu;

/**
 * A text from outside on one line, without what could move the cursor, colour the terminal or disguise the text.
 *
 * @param value anything the API sent; nothing gives an empty text
 */
export function plainText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return String(value).replace(UNSAFE, ' ').trim();
}

/** JSON as a reader of it expects it, with what a terminal would obey written as an escape. */
export function safeJson(value: unknown): string {
  const escaped = (each: string) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    escaped,
  );
}
