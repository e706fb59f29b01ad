import { type Rgb, rgb } from '../paint/colour.ts';
import { SCENERY_PLACES } from './habits.ts';
import type { PlaceId, SceneryId, Season, StyleId, SubjectId, TimeOfDay, Weather, Wonder } from './scene.ts';
import {
  COLOUR_WORDS,
  COUNT_WORDS,
  PLACE_WORDS,
  SEASON_WORDS,
  STYLE_WORDS,
  TIME_WORDS,
  WEATHER_WORDS,
  WONDER_WORDS,
} from './words-setting.ts';
import { SUBJECT_WORDS } from './words-subjects.ts';

/** All that one word may mean at once: "snowy" is a weather and a season. */
export type Meaning = {
  readonly subject?: SubjectId;
  readonly time?: TimeOfDay;
  readonly weather?: Weather;
  readonly season?: Season;
  readonly place?: PlaceId;
  readonly style?: StyleId;
  readonly wonder?: Wonder;
  readonly colour?: Rgb;
  readonly count?: number;
  /** The word stood in the plural. */
  readonly plural?: boolean;
};

const LEXICON = new Map<string, Meaning>();

function enter(kind: keyof Meaning, table: Readonly<Record<string, string>>): void {
  for (const [value, words] of Object.entries(table)) {
    for (const word of words.split(/\s+/)) {
      const known = LEXICON.get(word) ?? {};
      if (known[kind] === undefined) {
        LEXICON.set(word, { ...known, [kind]: kind === 'colour' ? rgb(value) : value });
      }
    }
  }
}

enter('subject', SUBJECT_WORDS);
enter('time', TIME_WORDS);
enter('weather', WEATHER_WORDS);
enter('season', SEASON_WORDS);
enter('place', PLACE_WORDS);
enter('style', STYLE_WORDS);
enter('wonder', WONDER_WORDS);
enter('colour', COLOUR_WORDS);
for (const [word, count] of Object.entries(COUNT_WORDS)) LEXICON.set(word, { ...LEXICON.get(word), count });

const IRREGULAR: Readonly<Record<string, string>> = {
  mice: 'mouse',
  geese: 'goose',
  women: 'woman',
  men: 'man',
  children: 'child',
  leaves: 'leaf',
  wolves: 'wolf',
  rehe: 'reh',
  wale: 'wal',
  rote: 'rot',
  roter: 'rot',
  rotes: 'rot',
  roten: 'rot',
  zuege: 'zug',
  maenner: 'mann',
  voegel: 'vogel',
  calves: 'calf',
};

/** Endings to take off, with the shortest stem that may remain and whether what remains was a plural. */
const ENDINGS: readonly (readonly [
  ending: string,
  replacement: string,
  shortest: number,
  plural: boolean,
])[] = [
  ['ies', 'y', 3, true],
  ['ves', 'f', 3, true],
  ['s', '', 3, true],
  ['es', '', 3, true],
  ['ern', '', 4, true],
  ['er', '', 4, true],
  ['en', '', 4, true],
  ['n', '', 4, true],
  ['e', '', 4, true],
  ['em', '', 4, false],
];

const withoutUmlaut = (word: string): string => word.replace(/ae|oe|ue/, (pair) => pair[0]!);

function entry(word: string): Meaning | undefined {
  return LEXICON.get(word) ?? LEXICON.get(withoutUmlaut(word));
}

function inflected(word: string): Meaning | undefined {
  const direct = LEXICON.get(word);
  if (direct !== undefined) return direct;
  const irregular = IRREGULAR[word];
  if (irregular !== undefined) return { ...LEXICON.get(irregular), plural: true };
  const mutated = LEXICON.get(withoutUmlaut(word));
  if (mutated !== undefined) return { ...mutated, plural: true };
  for (const [ending, replacement, shortest, plural] of ENDINGS) {
    const stem = word.slice(0, word.length - ending.length);
    if (!word.endsWith(ending) || stem.length < shortest) continue;
    const found = entry(stem + replacement);
    if (found !== undefined) return plural ? { ...found, plural } : found;
  }
  return undefined;
}

/** What the first part of a compound adds: a landscape is where the thing stands, or the subject if none follows. */
function asModifier(modifier: Meaning | undefined, head: Meaning): Meaning {
  const { subject, colour, count, plural, ...setting } = modifier ?? {};
  if (subject === undefined) return setting;
  if (head.subject === undefined) return { ...setting, subject };
  const place = SCENERY_PLACES[subject as SceneryId];
  return place === undefined ? setting : { ...setting, place };
}

/** Words that mean something only at the end of a compound: by itself "see" is what the English do. */
const LAST_PARTS: Readonly<Record<string, Meaning>> = { see: { place: 'lake' }, seen: { place: 'lake' } };

/** German compounds: the last part says what it is, the first part where, when or how. */
function compound(word: string): Meaning | undefined {
  for (let cut = 3; cut <= word.length - 3; cut += 1) {
    const head = inflected(word.slice(cut)) ?? LAST_PARTS[word.slice(cut)];
    if (head === undefined) continue;
    const front = word.slice(0, cut);
    const modifier = inflected(front) ?? inflected(front.replace(/(?:s|n|en|er|e)$/, ''));
    if (modifier === undefined && word.length - cut < 4) continue;
    return { ...asModifier(modifier, head), ...head };
  }
  return undefined;
}

/**
 * What a folded word means.
 *
 * @param word One word as `wordsOf` gives it. Plurals, German endings and German compounds are understood.
 * @returns Its meaning, or `undefined` for a word that the studio does not know.
 */
export function lookup(word: string): Meaning | undefined {
  const count = /^\d{1,4}$/.test(word) ? Number(word) : undefined;
  if (count !== undefined) return count > 0 && count < 1000 ? { count } : undefined;
  return inflected(word) ?? (word.length >= 7 ? compound(word) : undefined);
}
