import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { refusal, zoneOf } from './ladder.ts';

/** A line that breaks a rule, and what to do instead. */
export type Violation = { path: string; line: number; instead: string };

/** One source file, as the rules see it. `code` is its text with the comments blanked, line for line. */
type Source = { path: string; code: string };

type Rule = (source: Source) => Omit<Violation, 'path'>[];

const root = fileURLToPath(new URL('../..', import.meta.url));

const folders = ['app', 'bench', 'cli', 'components', 'e2e', 'emulators', 'lib', 'scripts'];

/** Looks through every source file of the project. */
export function violationsOfProject(): Violation[] {
  return [...folders.flatMap(sourcesIn), ...['proxy.ts', 'instrumentation.ts']]
    .filter((path) => existsSync(join(root, path)))
    .flatMap((path) => violationsOf(path, readFileSync(join(root, path), 'utf8')));
}

function sourcesIn(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : sourcesIn(path);
    return /\.(tsx?|mjs)$/.test(entry.name) ? [path] : [];
  });
}

/**
 * Puts one file to all rules.
 *
 * @param path relative to the project's folder, with forward slashes
 */
export function violationsOf(path: string, text: string): Violation[] {
  const source = { path, code: withoutComments(text) };
  return rules.flatMap((rule) => rule(source).map((found) => ({ path, ...found })));
}

/** As an editor's terminal likes it: `path:line  what to do`. */
export function describe(violations: Violation[]): string {
  return violations.map(({ path, line, instead }) => `${path}:${line}  ${instead}`).join('\n');
}

const importsDownTheLadder: Rule = ({ path, code }) =>
  matches(code, /(?:\bfrom|\bimport)\s*\(?\s*['"]([#.][^'"]+)['"]/g).flatMap(({ line, groups }) => {
    const target = groups[0]!;
    const to = target.startsWith('#') ? target.slice(1) : normalize(join(dirname(path), target));
    if (isTest(path)) return [];
    const reason = refusal(path, to);
    return reason === undefined ? [] : [{ line, instead: reason }];
  });

const timeFromTheClock: Rule = ({ path, code }) =>
  isProduct(path) && path !== 'lib/core/clock.ts'
    ? each(
        code,
        /\bDate\.now\(\)|\bnew Date\(\)|\bDate\(\)/g,
        'take the time from now() of #lib/core/clock.ts, or as an argument',
      )
    : [];

const sqlInStores: Rule = ({ path, code }) => {
  const mayQuery =
    /^lib\/(db|ledger)\//.test(path) || /^(.+-)?store\.ts$|^invariants\.ts$/.test(basename(path));
  return isProduct(path) && !mayQuery
    ? each(
        code,
        /\bSELECT\s[^;'"`]*\sFROM\s|\bINSERT INTO\b|\bUPDATE\s+"?\w+"?\s+SET\b|\bDELETE FROM\b|\$(query|execute)Raw|^import (?!type )[^;]*\bfrom '(?:pg|@prisma\/|#generated\/prisma\/client)/gm,
        'put queries into store.ts (or invariants.ts) of this folder and call them from here',
      )
    : [];
};

const moneyIsNoNumber: Rule = ({ path, code }) =>
  isProduct(path) && !path.startsWith('lib/money/')
    ? [
        ...each(code, /\bparseFloat\(/g, 'read amounts with #lib/money, and numbers with a zod schema'),
        ...each(
          code,
          /\b(?:Number|parseInt)\([^()]*(?:amount|micros|credits?\b|balance|price|cost|cents|held|available)[^()]*\)/gi,
          'an amount is a bigint: compute with it, and format it with #lib/money',
        ),
      ]
    : [];

const noBarrels: Rule = ({ path, code }) => {
  const instead = 'import each thing from the file that makes it';
  if (/^index\.tsx?$/.test(basename(path))) return [{ line: 1, instead }];
  return each(code, /^export (?:\*|type \*|(?:type )?\{[^}]*\}) .*from\b|^export (?:\*|type \*) /gm, instead);
};

const namesSayWhat: Rule = ({ path }) =>
  /(^|\/)(utils?|helpers?|common|managers?|misc)(\/|\.tsx?$|\.test\.tsx?$)/.test(path)
    ? [{ line: 1, instead: 'name it after what it does' }]
    : [];

/** Text between tags, and the attributes that people read or hear. */
const wordsFromTheCatalogue: Rule = ({ path, code }) => {
  if (!/^(app|components)\/.*\.tsx$/.test(path) || isTest(path)) return [];
  const instead = 'people read this in their language: put it into lib/i18n/messages';
  return [
    ...each(code, />[^<>{}=;]*\p{L}{3}[^<>{}=;]*<\//gu, instead),
    ...each(code, /\b(?:aria-label|title|alt|placeholder|label|summary)="[^"]*\p{L}{3}[^"]*"/gu, instead),
  ];
};

const rules: Rule[] = [
  importsDownTheLadder,
  timeFromTheClock,
  sqlInStores,
  moneyIsNoNumber,
  noBarrels,
  namesSayWhat,
  wordsFromTheCatalogue,
];

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

/** What runs for customers: not the tests, nor the tools around it. */
function isProduct(path: string): boolean {
  const zone = zoneOf(path);
  const isPart = zone === 'app' || zone === 'components' || zone?.startsWith('lib/');
  return Boolean(isPart) && zone !== 'lib/testing' && !isTest(path);
}

function each(code: string, pattern: RegExp, instead: string): { line: number; instead: string }[] {
  return matches(code, pattern).map(({ line }) => ({ line, instead }));
}

function matches(code: string, pattern: RegExp): { line: number; groups: (string | undefined)[] }[] {
  return [...code.matchAll(pattern)].map((match) => ({
    line: code.slice(0, match.index).split('\n').length,
    groups: match.slice(1),
  }));
}

/** Strings stay, comments become blanks of the same number of lines. */
function withoutComments(text: string): string {
  const stringOrComment =
    /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|(?<!:)\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
  return text.replace(stringOrComment, (found) =>
    found.startsWith('/') ? found.replace(/[^\n]/g, '') : found,
  );
}
