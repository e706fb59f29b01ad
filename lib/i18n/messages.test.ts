import { expect, test } from 'vitest';
import { argumentsOf, textsOf } from '#lib/testing/messages.ts';
import { catalogue } from './catalogue.ts';
import { LOCALES } from './locales.ts';

/** Texts that are the same in both languages: names, file formats, words that German has taken over. */
const SAME_IN_GERMAN = [
  /^models\.[^.]+\.name$/,
  /^parameters\.convert_format_\w+$/,
  /^pricing\.tier(Budget|Standard|Premium)$/,
  /^(generate|history)\.prompt$/,
  /^statement\.(asPdf|monthCsv|ofKind)$/,
  /^overview\.lot$/,
  /^shell\.brand$/,
  /^topUp\.customExample$/,
  /^legal\.facts\.register$/,
  /^legal\.privacy\.cookiesTitle$/,
  /^secondFactor\.passCode$/,
];

const english = new Map(textsOf(catalogue.en));

test.each(LOCALES.filter((locale) => locale !== 'en'))(
  '%s has every text that English has, and no other',
  (locale) => {
    const keys = [...textsOf(catalogue[locale])].map(([key]) => key);
    expect(keys.sort()).toEqual([...english.keys()].sort());
  },
);

test.each(LOCALES)('no text in %s is empty, and none has space at its ends', (locale) => {
  const wrong = [...textsOf(catalogue[locale])].filter(
    ([, text]) => text.trim() === '' || text.trim() !== text,
  );
  expect(wrong).toEqual([]);
});

test('every German text takes the values and the tags that its English one takes', () => {
  const differing = [...textsOf(catalogue.de)].filter(
    ([key, text]) =>
      JSON.stringify(argumentsOf(text)) !== JSON.stringify(argumentsOf(english.get(key) ?? '')),
  );
  expect(differing.map(([key]) => key)).toEqual([]);
});

test('no German text is the English one, but names and the like', () => {
  const same = [...textsOf(catalogue.de)]
    .filter(([key, text]) => english.get(key) === text)
    .map(([key]) => key);
  expect(same.filter((key) => !SAME_IN_GERMAN.some((pattern) => pattern.test(key)))).toEqual([]);
  const needless = SAME_IN_GERMAN.filter((pattern) => !same.some((key) => pattern.test(key)));
  expect(needless).toEqual([]);
});

test('German is formal and writes its own quotes', () => {
  const texts = [...textsOf(catalogue.de)];
  const informal = /\b(du|dein\w*|dir|dich|euch|euer\w*)\b/iu;
  expect(texts.filter(([, text]) => informal.test(text))).toEqual([]);
  expect(texts.filter(([, text]) => /["“][^"„]*["”]/.test(text.replace(/„[^“]*“/g, '')))).toEqual([]);
});

test('the glossary is kept: a word of the ledger has one German word', () => {
  const texts = [...textsOf(catalogue.de)];
  // README, "German": held is reserviert, available verfügbar, a job an Auftrag.
  const refused =
    /\b(zurückgehalten\w*|gehalten\w*|Saldo|Wallet|Kredit(?!-| ?karte)\w*|Zertifikat\w*|Gebühr\w*|Lot|Lots|Grant\w*)\b/u;
  expect(texts.filter(([, text]) => refused.test(text)).map(([key, text]) => `${key}: ${text}`)).toEqual([]);
});

test('what a message takes is found in plurals and tags as well', () => {
  expect(argumentsOf('{count, plural, one {# of {all}} other {#}} <link>{name}</link>')).toEqual([
    '<link>',
    'all',
    'count plural',
    'name',
  ]);
  expect(argumentsOf('{months, number} months')).toEqual(['months number']);
});
