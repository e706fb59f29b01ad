import { usage } from '../failure.ts';

/** A picture that guides a generation, as it was typed: `source` is an https address, or a file of this machine. */
export type Reference = { source: string; description?: string };

const LONGEST_ECHO = 80;

/** What is an address, and not a file with a description: `a.png:the cup` has the look of a scheme too. */
const OTHER_ADDRESS = /^([a-z][a-z0-9+.-]+:\/\/|(data|file|blob):)/i;

const RULE =
  'The rule: a reference is a file of this machine, or an https:// address that is open to the public.';

/**
 * Reads `SOURCE:DESCRIPTION`. The description is what follows the last colon, or stands in double quotes.
 *
 * @throws {Failure} for an address that is no https address, naming the rule
 */
export function parseReference(text: string): Reference {
  const { source, description } = split(text);
  if (isHttps(source) ? !URL.canParse(source) : OTHER_ADDRESS.test(source))
    throw usage(`The reference ${source.slice(0, LONGEST_ECHO)} is no https:// address.`, RULE);
  return description ? { source, description } : { source };
}

/** Whether a reference is somewhere else already, and need not be sent. */
export function isHttps(source: string): boolean {
  return /^https:\/\//i.test(source);
}

function split(text: string): { source: string; description?: string } {
  const quoted = /^(.+?):"(.*)"$/s.exec(text);
  if (quoted) return { source: quoted[1]!, description: quoted[2]! };
  // Past the colons of the scheme and of the port, or of a drive.
  const start =
    /^([a-z][a-z0-9+.-]+:\/\/[^/?#]*|(data|file|blob):.*|[a-z]:(?=[\\/]))/is.exec(text)?.[0].length ?? 0;
  const colon = text.lastIndexOf(':');
  if (colon < start) return { source: text };
  return { source: text.slice(0, colon), description: text.slice(colon + 1) };
}
