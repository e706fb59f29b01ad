import compile from 'icu-minify/compile';
import type { CompiledMessage } from 'icu-minify/format';
import { catalogue } from './catalogue.ts';
import type { Locale } from './locales.ts';
import type { Namespace } from './translator.ts';

/** Messages by full key (`shell.menu`), parsed, ready to be sent to the browser. */
export type CompiledMessages = Readonly<Record<string, CompiledMessage>>;

const compiled = new Map<string, CompiledMessages>();

/**
 * The messages of some areas, parsed once a process, for `ClientMessages`. Name only the areas that the client
 * components below need: they travel with the page.
 *
 * @param namespaces such as `['topUp.form']`
 */
export function compileMessages(locale: Locale, namespaces: readonly Namespace[]): CompiledMessages {
  const parts = namespaces.map((namespace) => {
    const key = `${locale}:${namespace}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const made = Object.fromEntries(entriesOf(namespace, find(catalogue[locale], namespace)));
    compiled.set(key, made);
    return made;
  });
  return Object.assign({}, ...parts);
}

function find(tree: unknown, path: string): unknown {
  return path.split('.').reduce((node, step) => (node as Record<string, unknown>)[step], tree);
}

function* entriesOf(path: string, node: unknown): Generator<[string, CompiledMessage]> {
  if (typeof node === 'string') yield [path, compile(node)];
  else for (const [key, value] of Object.entries(node as object)) yield* entriesOf(`${path}.${key}`, value);
}
