import type { Rgb } from '../paint/colour.ts';
import { digest, openRng, pick } from '../paint/prng.ts';
import { fold, wordsOf } from './fold.ts';
import { FALLBACKS, FLATTERING, HOMES, PLACE_SUBJECTS, SCENERY_PLACES } from './habits.ts';
import { lookup, type Meaning } from './lookup.ts';
import { joinPhrases } from './phrases.ts';
import {
  type Mention,
  type PlaceId,
  SCENERIES,
  type Scene,
  type SceneryId,
  type SubjectId,
  type ThingId,
  type TimeOfDay,
  type Wonder,
} from './scene.ts';
import { LIGHT_NOUNS } from './words-setting.ts';

/** A picture shows at most this many of its subject. */
const MOST_OF_A_KIND = 12;

const NEGATIONS = new Set(['no', 'without', 'not', 'ohne', 'kein', 'keine', 'keinen']);
const ARTICLES = new Set([
  'a',
  'an',
  'any',
  'the',
  'ein',
  'eine',
  'einen',
  'einem',
  'einer',
  'der',
  'die',
  'das',
  'den',
  'dem',
]);
const PORTRAIT_WORDS = ['portrait', 'face', 'headshot', 'selfie', 'gesicht'];
/** Sceneries that step back when another is named: "a mountain under the moon" is a mountain. */
const WEAK = new Set<SceneryId>(['sun', 'moon', 'aurora', 'abstract']);
const PLURAL_COUNT = 3;

type Token = { readonly word: string; readonly meaning: Meaning };

function isScenery(subject: SubjectId): subject is SceneryId {
  return (SCENERIES as readonly string[]).includes(subject);
}

function readTokens(words: readonly string[]): Token[] {
  return words.map((word, index) => {
    const before = ARTICLES.has(words[index - 1] ?? '') ? index - 2 : index - 1;
    const denied = NEGATIONS.has(words[before] ?? '');
    return { word, meaning: denied ? {} : (lookup(word) ?? {}) };
  });
}

function first<K extends keyof Meaning>(tokens: readonly Token[], kind: K): Meaning[K] | undefined {
  return tokens.find((token) => token.meaning[kind] !== undefined)?.meaning[kind];
}

type Named = Mention & { readonly index: number; readonly accent?: Rgb };

/** The colour that follows a subject and belongs to it: "a field of lavender", "a car in red". */
function after(tokens: readonly Token[], index: number): Rgb | undefined {
  const next = tokens.slice(index + 1, index + 4);
  const at = next.findIndex(({ meaning }) => meaning.colour !== undefined);
  if (at < 0) return undefined;
  const others = tokens.slice(index + 1, index + at + 4);
  const claimed = others.some(({ word, meaning }) => meaning.subject !== undefined || LIGHT_NOUNS.has(word));
  return claimed ? undefined : next[at]!.meaning.colour;
}

/** The subjects in the order of the prompt, each once, with the number and the colour that go with it. */
function readMentions(tokens: readonly Token[]): Named[] {
  const mentions: Named[] = [];
  tokens.forEach(({ meaning, word }, index) => {
    if (meaning.subject === undefined || mentions.some(({ subject }) => subject === meaning.subject)) return;
    const before = tokens.slice(Math.max(0, index - 3), index);
    const stop = before.findLastIndex((token) => token.meaning.subject !== undefined);
    const own = before.slice(stop + 1);
    const counted = own.findLast((token) => token.meaning.count !== undefined)?.meaning.count;
    const count = Math.min(MOST_OF_A_KIND, counted ?? (meaning.plural === true ? PLURAL_COUNT : 1));
    const colour =
      own.findLast((token) => token.meaning.colour !== undefined)?.meaning.colour ?? after(tokens, index);
    const accent = LIGHT_NOUNS.has(word) ? undefined : (colour ?? meaning.colour);
    mentions.push({ subject: meaning.subject, count, index, ...(accent === undefined ? {} : { accent }) });
  });
  return mentions;
}

/** The colour of the light or of the whole picture: one before a word for light, or one that belongs to no subject. */
function readTint(tokens: readonly Token[], mentions: readonly Named[]): Rgb | undefined {
  for (const [index, { meaning }] of tokens.entries()) {
    if (meaning.colour === undefined) continue;
    const ahead = tokens.slice(index + 1, index + 3).some(({ word }) => LIGHT_NOUNS.has(word));
    const owned = mentions.some(
      (mention) =>
        (mention.index >= index && mention.index - index <= 3) ||
        after(tokens, mention.index) === meaning.colour,
    );
    if (ahead || !owned) return meaning.colour;
  }
  return undefined;
}

function chooseMain(
  mentions: readonly Named[],
  tokens: readonly Token[],
  placed: boolean,
): Named | undefined {
  const things = mentions.filter(({ subject }) => !isScenery(subject));
  const person = things.find(({ subject }) => subject === 'portrait' || subject === 'figure');
  const main = things.find((thing) => thing !== person) ?? person;
  if (main === undefined) {
    return mentions.find(({ subject }) => !WEAK.has(subject as SceneryId)) ?? mentions[0];
  }
  const asked = tokens.some(({ word }) => PORTRAIT_WORDS.includes(word));
  if (
    main.subject === 'portrait' &&
    !asked &&
    (placed || mentions.some(({ subject }) => isScenery(subject)))
  ) {
    return { ...main, subject: 'figure' };
  }
  return main;
}

/** A subject for a prompt that names none: from its place, its weather, its season, or by its hash. */
function imagine(tokens: readonly Token[], layoutKey: string): Mention {
  const place = first(tokens, 'place');
  if (place !== undefined) return { subject: PLACE_SUBJECTS[place], count: 1 };
  const weather = first(tokens, 'weather');
  const season = first(tokens, 'season');
  const rng = openRng(layoutKey, 'imagine');
  if (weather === 'rain') return { subject: 'street', count: 1 };
  if (weather === 'storm') return { subject: 'sea', count: 1 };
  if (weather === 'fog') return { subject: 'forest', count: 1 };
  if (season === 'winter') return { subject: 'village', count: 1 };
  if (season === 'autumn') return { subject: 'forest', count: 1 };
  if (season === 'spring') return { subject: 'garden', count: 1 };
  if (season === 'summer') return { subject: 'field', count: 1 };
  const time = first(tokens, 'time');
  if (time === 'night') return { subject: 'moon', count: 1 };
  if (time === 'dusk' || time === 'dawn') return { subject: 'sun', count: 1 };
  return { subject: pick(rng, FALLBACKS), count: 1 };
}

/** Where a thing stands when nothing is said: at home, unless winter, rain or the style ask for another place. */
function homeOf(thing: ThingId, tokens: readonly Token[], key: string): PlaceId {
  const homes = HOMES[thing];
  const weather = first(tokens, 'weather');
  const grassy = homes.some((place) => place === 'meadow' || place === 'hills');
  if (first(tokens, 'style') === 'neon' && grassy) return 'city';
  if (first(tokens, 'season') === 'winter' && homes.includes('meadow')) return 'snow';
  if ((weather === 'rain' || weather === 'storm') && homes[0] === 'beach') return 'street';
  return pick(openRng(key, 'home'), homes);
}

function choosePlace(
  main: SubjectId,
  tokens: readonly Token[],
  mentions: readonly Named[],
  key: string,
): PlaceId {
  const named = first(tokens, 'place');
  if (isScenery(main)) {
    const other = mentions.find(({ subject }) => subject !== main && isScenery(subject))?.subject as
      | SceneryId
      | undefined;
    return (
      named ?? (other === undefined ? undefined : SCENERY_PLACES[other]) ?? SCENERY_PLACES[main] ?? 'hills'
    );
  }
  const around = mentions.map(({ subject }) => (isScenery(subject) ? SCENERY_PLACES[subject] : undefined));
  return named ?? around.find((place) => place !== undefined) ?? homeOf(main, tokens, key);
}

function chooseTime(
  main: SubjectId,
  tokens: readonly Token[],
  wonders: ReadonlySet<Wonder>,
  key: string,
): TimeOfDay {
  const named = first(tokens, 'time');
  if (named !== undefined) return named;
  if (first(tokens, 'style') === 'neon') return 'night';
  if (wonders.has('moon') || wonders.has('stars') || wonders.has('aurora') || wonders.has('fireworks'))
    return 'night';
  return pick(openRng(key, 'time'), FLATTERING[main] ?? ['day', 'dusk', 'dawn', 'day']);
}

/**
 * Reads a prompt into a scene. Every prompt gives a scene: what is not said is chosen, always the same way.
 *
 * @param prompt Free text, English or German.
 * @param seed Changes the layout and what is left open, for another picture of the same prompt; 0 by default.
 */
export function parsePrompt(prompt: string, seed = 0): Scene {
  const words = wordsOf(joinPhrases(fold(prompt)));
  const tokens = readTokens(words);
  const plainWords = tokens.filter(({ meaning }) => meaning.colour === undefined).map(({ word }) => word);
  const layoutKey = digest(`${plainWords.join(' ')}\n${seed}`);
  const mentions = readMentions(tokens);
  const chosen = chooseMain(mentions, tokens, first(tokens, 'place') !== undefined);
  const main: Mention = chosen ?? imagine(tokens, layoutKey);
  const wonders = new Set(tokens.flatMap(({ meaning }) => meaning.wonder ?? []));
  const companions = mentions.filter(
    (mention): mention is Named & Mention<ThingId> =>
      !isScenery(mention.subject) &&
      mention.index !== chosen?.index &&
      mention.subject !== main.subject &&
      !PORTRAIT_WORDS.includes(words[mention.index]!),
  );
  return {
    main: { subject: main.subject, count: main.count },
    companions: companions.slice(0, 2).map(({ subject, count }) => ({
      subject: subject === 'portrait' ? 'figure' : subject,
      count,
    })),
    time: chooseTime(main.subject, tokens, wonders, layoutKey),
    weather: first(tokens, 'weather') ?? 'clear',
    season: first(tokens, 'season'),
    place: choosePlace(main.subject, tokens, mentions, layoutKey),
    style: first(tokens, 'style') ?? 'plain',
    wonders,
    accent: chosen?.accent,
    tint: readTint(tokens, mentions),
    words: new Set(words),
    layoutKey,
  };
}
