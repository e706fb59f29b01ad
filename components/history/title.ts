/** A title of more than this stands between its page and whoever came for the page. */
const LONGEST = 160;

/** A job's prompt as a title: of a long one the beginning. */
export function titleOf(prompt: string): string {
  const signs = [...prompt];
  return signs.length <= LONGEST ? prompt : `${signs.slice(0, LONGEST).join('').trimEnd()}…`;
}
