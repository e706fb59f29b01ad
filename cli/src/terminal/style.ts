import type { Environment } from '../environment.ts';
/** Puts colour into a text, or leaves it alone. */
export type Style = {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
};

/**
 * The colours for one stream.
 *
 * @param isTerminal whether the stream is one; elsewhere nothing is coloured
 * @param env NO_COLOR (any value but an empty one, see no-color.org) and TERM=dumb switch colours off
 */
export function styleFor(isTerminal: boolean, env: Environment): Style {
  const isOn = isTerminal && !env.NO_COLOR && env.TERM !== 'dumb';
  const paint = (on: number, off: number) => (text: string) =>
    isOn && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    good: paint(32, 39),
    bad: paint(31, 39),
    warn: paint(33, 39),
  };
}
