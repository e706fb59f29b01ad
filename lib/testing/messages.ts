import compile from 'icu-minify/compile';

/** Every text of a catalogue with its full key, such as `shell.menu`. */
export function* textsOf(tree: object, path = ''): Generator<[key: string, text: string]> {
  for (const [name, node] of Object.entries(tree)) {
    const key = path === '' ? name : `${path}.${name}`;
    if (typeof node === 'string') yield [key, node];
    else yield* textsOf(node as object, key);
  }
}

const KINDS: Readonly<Record<number, string>> = { 1: 'select', 2: 'plural', 3: 'ordinal', 4: 'number' };

/**
 * What a message takes, each once and in order of the alphabet: `name`, `count plural`, `<link>`. Read from the parsed
 * message, as the browser gets it.
 */
export function argumentsOf(text: string): string[] {
  return [...new Set(takenBy(compile(text)))].sort();
}

/** @param message text, or a list of pieces; so is each branch of a plural */
function takenBy(message: unknown): string[] {
  return Array.isArray(message) ? message.flatMap(takenOf) : [];
}

/** A piece is text, `[name]`, `[name, kind, branches]`, or `[tag, ...pieces]`. */
function takenOf(piece: unknown): string[] {
  if (!Array.isArray(piece)) return [];
  const [name, kind, branches] = piece as [string, unknown, object | undefined];
  if (piece.length === 1) return [name];
  if (typeof kind !== 'number') return [`<${name}>`, ...takenBy(piece.slice(1))];
  const taken = KINDS[kind] === undefined ? name : `${name} ${KINDS[kind]}`;
  return [taken, ...Object.values(branches ?? {}).flatMap(takenBy)];
}
