import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { catalogue, type Messages } from './catalogue.ts';
import { LOCALES } from './locales.ts';
import { inWords } from './problem-words.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every rule that an error of the product names, where it stands as a word of the source. */
function rulesInSource(): string[] {
  const files = ['lib', 'app'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /(?<!\.test)\.tsx?$/.test(name) && !/^(testing|i18n\/messages)\//.test(name))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  );
  return files.flatMap((text) => [...text.matchAll(/\brule: '(\w+)'/g)].map(([, rule]) => rule!));
}

const codes = Object.keys(catalogue.en.problems.code) as (keyof Messages['problems']['code'])[];

describe.each(LOCALES)('an error on a page in %s', (locale) => {
  it('has words for every code and every rule, with whatever values', () => {
    const details = { most: 10, max_in_flight: 10, max_uploads: 20, max_at_once: 4 };
    for (const code of codes) expect(inWords({ code }, locale).message).toMatch(/^\p{Lu}.*[.?]$/u);
    const rules = Object.keys(catalogue[locale].problems.rule);
    for (const rule of rules)
      expect(inWords({ code: 'conflict', details: { rule, ...details } }, locale).message).toMatch(/[.?]$/);
    expect(rulesInSource().filter((rule) => !rules.includes(rule))).toEqual([]);
    expect(rulesInSource().length).toBeGreaterThan(15);
  });
});

test('an error is told by its rule before its code, and a rule without words by its code', () => {
  const told = (rule: string) => inWords({ code: 'conflict', details: { rule } }, 'de').message;
  expect(told('decided')).toBe('Das wurde inzwischen entschieden. Laden Sie die Seite neu.');
  expect(told('unheard_of')).toBe(inWords({ code: 'conflict' }, 'de').message);
  expect(told('toString')).toBe(inWords({ code: 'conflict' }, 'de').message);
});

test.each([
  [5, 'Versuchen Sie es gleich noch einmal.'],
  [60, 'in 1 Minute noch'],
  [600, 'in 10 Minuten noch'],
])('after a limit the wait of %d seconds is said in minutes', (retryAfterSeconds, words) => {
  expect(inWords({ code: 'rate_limited', retryAfterSeconds }, 'de').message).toContain(words);
});

test('each wrong field is told in words, by its rule where it names one, and its facts stay', () => {
  const fields = [
    { field: 'vatNumber', message: 'is not taken by Paddle' },
    { field: 'pages.0', message: 'must be a number' },
    { field: 'amount', rule: 'grant_over', message: 'must be at most €1000000000' },
  ];
  const { details } = inWords({ code: 'validation_error', details: { fields, job_id: 'j' } }, 'de');
  expect(details).toEqual({
    job_id: 'j',
    fields: [
      { field: 'vatNumber', message: catalogue.de.problems.field.vatNumber },
      { field: 'pages.0', message: catalogue.de.problems.field.other },
      { field: 'amount', message: catalogue.de.problems.rule.grant_over },
    ],
  });
  expect(inWords({ code: 'not_found' }, 'de').details).toBeNull();
});
