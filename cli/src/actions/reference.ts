import { usage } from '../failure.ts';

/** A picture that guides a generation, as the API takes it. */
export type Reference = { url: string; description?: string };

const LONGEST_ECHO = 80;

const RULE =
  'The rule: the service fetches references itself, from https:// addresses that are open to the public.';

/**
 * Reads `ADDRESS:DESCRIPTION`. The description is what follows the last colon, or stands in double quotes.
 *
 * @throws {Failure} for what is no https address, naming the rule
 */
export function parseReference(text: string): Reference {
  const { source, description } = split(text);
  if (/^https:\/\//i.test(source) && URL.canParse(source)) {
    return description ? { url: source, description } : { url: source };
  }
  if (/^(https?|data|ftp):/i.test(source)) {
    throw usage(`The reference ${source.slice(0, LONGEST_ECHO)} is no https:// address.`, RULE);
  }
  throw usage(
    `The reference ${source} is a file, and files cannot be sent as references yet.`,
    RULE,
    `Put it where it has such an address: --reference 'https://example.com/cup.jpg:"the cup"'`,
  );
}

function split(text: string): { source: string; description?: string } {
  const quoted = /^(.+?):"(.*)"$/s.exec(text);
  if (quoted) return { source: quoted[1]!, description: quoted[2]! };
  // Past the colons of the scheme and of the port.
  const start = /^[a-z][a-z0-9+.-]*:(\/\/[^/?#]*)?/i.exec(text)?.[0].length ?? 0;
  const colon = text.lastIndexOf(':');
  if (colon < start) return { source: text };
  return { source: text.slice(0, colon), description: text.slice(colon + 1) };
}
