/** Control characters, and the marks that turn the direction of text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/**
 * A text from outside on one line, without what could move the cursor, colour the terminal or disguise the text.
 *
 * @param value anything the API sent; nothing gives an empty text
 */
export function plainText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return String(value).replace(UNSAFE, ' ').trim();
}
