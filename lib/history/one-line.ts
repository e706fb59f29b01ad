/**
 * The words of a prompt or a reason as one line of a file: no line breaks (which would begin another record), no controls,
 * none of the marks that turn the direction of what follows.
 */
export function oneLine(words: string): string {
  return words
    .replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .normalize('NFC')
    .trim();
}

/**
 * Words for a cell of a CSV. Those that a spreadsheet would take for a formula, in signs of full width too, are made text:
 * whoever wrote a prompt wrote them.
 */
export function cellText(words: string | null): string {
  if (words === null) return '';
  const line = oneLine(words);
  return /^[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(line) ? `'${line}` : line;
}
