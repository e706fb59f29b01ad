import type { PlaceId, Season, StyleId, TimeOfDay, Weather, Wonder } from './scene.ts';

/** The words for each time of day, English and German, folded as in `fold.ts`. */
export const TIME_WORDS: Readonly<Record<TimeOfDay, string>> = {
  dawn: `dawn sunrise morning daybreak sunup early morgen morgens morgengrauen morgendaemmerung sonnenaufgang
    morgenrot frueh`,
  day: `day noon midday daylight sunny sunlit sunshine afternoon bright tag tags mittag mittags sonnig nachmittag
    tageslicht hell`,
  dusk: `dusk sunset evening twilight sundown golden-hour goldenhour nightfall abend abends daemmerung
    abenddaemmerung sonnenuntergang abendrot zwielicht feierabend`,
  night: `night midnight nighttime starry moonlit moonlight starlight nocturnal nacht nachts mitternacht sternklar
    mondlicht mondschein naechtlich sternenhimmel nachthimmel dark dunkel`,
};

/** The words for each weather. */
export const WEATHER_WORDS: Readonly<Record<Weather, string>> = {
  clear: `clear cloudless klar wolkenlos heiter`,
  cloudy: `cloud cloudy overcast wolke wolkig bewoelkt bedeckt`,
  fog: `fog foggy mist misty haze hazy smoky dunst dunstig nebel neblig nebelig morgennebel`,
  rain: `rain rainy raining drizzle shower wet monsoon regen regnerisch verregnet nass schauer niesel`,
  snow: `snow snowfall snowing snowy blizzard snowstorm schnee schneefall schneesturm verschneit schneit schneebedeckt`,
  storm: `storm stormy thunder thunderstorm lightning tempest hurricane tornado gewitter sturm stuermisch blitz donner
    unwetter orkan`,
};

/** The words for each season. */
export const SEASON_WORDS: Readonly<Record<Season, string>> = {
  spring: `spring springtime april may blossoming fruehling lenz fruehjahr`,
  summer: `summer summery july august sommer sommerlich`,
  autumn: `autumn autumnal fall october november herbst herbstlich halloween`,
  winter: `winter wintry wintery christmas frost frozen ice icy december winterlich weihnachten eis eisig gefroren
    snow snowy snowfall schnee verschneit schneefall schneebedeckt`,
};

/** The words for each place. */
export const PLACE_WORDS: Readonly<Record<PlaceId, string>> = {
  beach: `beach seaside seashore shoreline sandy strand`,
  city: `urban rooftop urban staedtisch daecher`,
  desert: `arid savanna savannah steppe savanne`,
  forest: `clearing lichtung`,
  hills: `hill hilly hillside countryside huegel huegelig landschaft landscape`,
  interior: `interior indoors inside room kitchen table vase livingroom bedroom study window sofa couch shelf desk
    restaurant zimmer kueche tisch wohnzimmer schlafzimmer fenster regal schreibtisch drinnen stube kamin`,
  lake: `lake lakeside loch pond reflection reflecting lagoon teich spiegelung ufer`,
  meadow: `meadow grass lawn clover wiese gras rasen blumenwiese`,
  mountains: `alpine highlands hochland`,
  sea: `offshore seas cliff klippe steilkueste harbour harbor port hafen`,
  sky: `sky flying airborne heaven himmel fliegend fliegen luft`,
  snow: `arctic antarctic antarctica tundra icefield iceberg arktis antarktis eisberg`,
  space: `space orbit stars outer weltraum weltall orbit`,
  street: `street road sidewalk parked highway strasse gasse`,
  underwater: `underwater undersea seabed deep reef submerged unterwasser meeresgrund tiefsee`,
};

/** The words for each style. */
export const STYLE_WORDS: Readonly<Record<Exclude<StyleId, 'plain'>, string>> = {
  watercolour: `watercolour watercolor aquarelle gouache aquarell wasserfarbe`,
  oil: `oil impressionist impressionism impasto expressionist vangogh monet brushstroke oelgemaelde oelbild
    impressionistisch gemaelde painterly`,
  neon: `neon cyberpunk synthwave vaporwave retrowave glowing futuristic leuchtend futuristisch`,
  pastel: `pastel soft dreamy kawaii cute pastellig pastell zart vertraeumt niedlich`,
  monochrome: `monochrome monochromatic grayscale greyscale noir schwarzweiss einfarbig monochrom blackwhite`,
  minimalist: `minimalist minimal minimalism simple flat minimalistisch schlicht`,
  vintage: `vintage retro nostalgic antique sepia old-fashioned seventies polaroid postcard poster nostalgisch
    altmodisch postkarte plakat`,
  pixel: `pixel pixelart 8bit 16bit voxel pixelig pixelkunst`,
  pencil: `pencil sketch drawing charcoal ink engraving etching lineart bleistift zeichnung skizze kohle radierung
    tusche bleistiftzeichnung`,
};

/** The words for what is rare in a sky. */
export const WONDER_WORDS: Readonly<Record<Wonder, string>> = {
  aurora: `aurora polarlights polarlicht nordlicht`,
  rainbow: `rainbow regenbogen`,
  fireworks: `firework feuerwerk`,
  stars: `star starry milkyway constellation stern sternklar sternenhimmel milchstrasse`,
  moon: `moon moonlit moonlight mond vollmond mondlicht mondschein`,
  sun: `sun sonne`,
  birds: `seagull gull bird flock moewe vogel`,
};

/** The words for colours. */
export const COLOUR_WORDS: Readonly<Record<string, string>> = {
  '#d1332e': `red crimson scarlet ruby cherry-red vermilion rot knallrot scharlachrot rubinrot`,
  '#8c2438': `maroon burgundy wine weinrot bordeaux`,
  '#e87a24': `orange amber tangerine bernstein`,
  '#e8b53a': `golden gold goldenen goldgelb`,
  '#f2cf3d': `yellow lemon-yellow gelb`,
  '#4f9a44': `green lime gruen`,
  '#1f7a55': `emerald jade smaragd smaragdgruen`,
  '#7d8f4e': `olive sage oliv olivgruen`,
  '#189b97': `teal turquoise cyan aqua tuerkis petrol`,
  '#2f6fc4': `blue azure cobalt sapphire blau azur himmelblau kobaltblau`,
  '#26366f': `navy indigo dunkelblau marineblau`,
  '#7a4bb0': `purple violet lilac lila violett purpur`,
  '#a78ad4': `lavender mauve lavendel flieder`,
  '#e0559a': `magenta fuchsia pink rosa`,
  '#f08a72': `coral salmon peach koralle lachsfarben pfirsichfarben`,
  '#8a5a36': `brown bronze chestnut rust copper braun bronze rost kupfer`,
  '#d9c29a': `beige cream ivory sandy beige creme`,
  '#f4f1ea': `white pale weiss`,
  '#2a2c33': `black ebony schwarz`,
  '#8d949c': `grey gray silver grau silber silbern`,
};

/** Words that a colour word may belong to when it stands before them: the picture's light rather than its subject. */
export const LIGHT_NOUNS: ReadonlySet<string> = new Set(
  `sky skies light sunset sunrise dawn dusk hour glow tone tones palette night evening morning clouds background mood
  colours colors hue hues shades himmel licht sonnenuntergang sonnenaufgang stunde abend morgen nacht farben toene
  hintergrund stimmung wolken fog mist nebel aurora`.split(/\s+/),
);

/** Number words, English and German. */
export const COUNT_WORDS: Readonly<Record<string, number>> = {
  one: 1,
  ein: 1,
  eine: 1,
  einen: 1,
  einer: 1,
  einem: 1,
  single: 1,
  lone: 1,
  lonely: 1,
  einzelner: 1,
  einsamer: 1,
  two: 2,
  zwei: 2,
  both: 2,
  pair: 2,
  couple: 2,
  paar: 2,
  beide: 2,
  twin: 2,
  three: 3,
  drei: 3,
  trio: 3,
  few: 3,
  einige: 3,
  four: 4,
  vier: 4,
  five: 5,
  fuenf: 5,
  several: 5,
  mehrere: 5,
  group: 5,
  gruppe: 5,
  six: 6,
  sechs: 6,
  seven: 7,
  sieben: 7,
  many: 7,
  viele: 7,
  flock: 7,
  herd: 6,
  herde: 6,
  schwarm: 7,
  school: 7,
  fleet: 6,
  flotte: 6,
  eight: 8,
  acht: 8,
  nine: 9,
  neun: 9,
  ten: 10,
  zehn: 10,
  eleven: 11,
  elf: 11,
  dozen: 12,
  dutzend: 12,
  twelve: 12,
  zwoelf: 12,
};
