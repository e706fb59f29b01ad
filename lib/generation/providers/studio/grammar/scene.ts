import type { Rgb } from '../paint/colour.ts';

/** Subjects that are a landscape of their own; beside a thing they become the place where it stands. */
export const SCENERIES = [
  'abstract',
  'aurora',
  'city',
  'desert',
  'field',
  'forest',
  'garden',
  'island',
  'moon',
  'mountain',
  'planet',
  'river',
  'sea',
  'street',
  'sun',
  'village',
  'volcano',
  'waterfall',
] as const;

/** Subjects that are things, beings and buildings, drawn into a place. */
export const THINGS = [
  'airplane',
  'apple',
  'astronaut',
  'balloon',
  'bear',
  'bicycle',
  'bird',
  'boat',
  'books',
  'bridge',
  'bus',
  'butterfly',
  'cactus',
  'cake',
  'campfire',
  'candle',
  'car',
  'castle',
  'cat',
  'coffee',
  'cow',
  'deer',
  'dog',
  'elephant',
  'ferris-wheel',
  'figure',
  'fish',
  'flower',
  'fox',
  'fruit',
  'guitar',
  'gull',
  'horse',
  'house',
  'jellyfish',
  'lighthouse',
  'mushroom',
  'owl',
  'penguin',
  'piano',
  'portrait',
  'pyramid',
  'rabbit',
  'robot',
  'rocket',
  'ship',
  'snowman',
  'swan',
  'temple',
  'tent',
  'train',
  'tree',
  'turtle',
  'umbrella',
  'whale',
  'windmill',
] as const;

/** A landscape subject. */
export type SceneryId = (typeof SCENERIES)[number];

/** A thing, being or building. */
export type ThingId = (typeof THINGS)[number];

/** Anything that can be the subject of a picture. */
export type SubjectId = SceneryId | ThingId;

/** Where a thing stands. */
export type PlaceId =
  | 'beach'
  | 'city'
  | 'desert'
  | 'forest'
  | 'hills'
  | 'interior'
  | 'lake'
  | 'meadow'
  | 'mountains'
  | 'sea'
  | 'sky'
  | 'snow'
  | 'space'
  | 'street'
  | 'underwater';

/** The time of day, which is the light. */
export type TimeOfDay = 'dawn' | 'day' | 'dusk' | 'night';

/** The weather. */
export type Weather = 'clear' | 'cloudy' | 'fog' | 'rain' | 'snow' | 'storm';

/** The season, where the prompt names one. */
export type Season = 'spring' | 'summer' | 'autumn' | 'winter';

/** Something rare in the sky. */
export type Wonder = 'aurora' | 'rainbow' | 'fireworks' | 'stars' | 'moon' | 'sun' | 'birds';

/** How the picture is made: its palette and its finish. */
export type StyleId =
  | 'plain'
  | 'watercolour'
  | 'oil'
  | 'neon'
  | 'pastel'
  | 'monochrome'
  | 'minimalist'
  | 'vintage'
  | 'pixel'
  | 'pencil';

/** A subject and how many of it. */
export type Mention<Id extends SubjectId = SubjectId> = { readonly subject: Id; readonly count: number };

/** What a prompt asks for, read into the studio's own words. */
export type Scene = {
  readonly main: Mention;
  /** Up to two more things, drawn smaller. */
  readonly companions: readonly Mention<ThingId>[];
  readonly time: TimeOfDay;
  readonly weather: Weather;
  readonly season: Season | undefined;
  /** The place asked for, or one that suits the subject. */
  readonly place: PlaceId;
  readonly style: StyleId;
  readonly wonders: ReadonlySet<Wonder>;
  /** The colour asked for the subject itself. */
  readonly accent: Rgb | undefined;
  /** The colour asked for the sky or for the picture as a whole. */
  readonly tint: Rgb | undefined;
  /** The prompt's words, folded (lower case, no accents): a subject looks here for its own variants. */
  readonly words: ReadonlySet<string>;
  /** Seeds the layout: the prompt without colour words, so that "a red car" and "a blue car" differ in colour only. */
  readonly layoutKey: string;
};
