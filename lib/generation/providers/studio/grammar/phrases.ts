/**
 * Groups of words that mean something else than their parts, replaced before the words are read. Longer first.
 */
const PHRASES: readonly (readonly [pattern: RegExp, word: string])[] = [
  [/\bhot[ -]air balloons?\b/g, 'balloon'],
  [/\b(northern|southern|polar) lights?\b/g, 'aurora'],
  [/\bstill[ -]li(fe|ves)\b/g, 'stilllife'],
  [/\b(golden|blue) hour\b/g, 'goldenhour'],
  [/\bpalm(s| trees?)?\b/g, 'palm'],
  [/\bcherry blossoms?( trees?)?\b/g, 'spring cherrytree'],
  [/\bcherry tree(s?)\b/g, 'cherrytree$1'],
  [/\b(apple|peach|pear|plum) tree(s?)\b/g, 'tree$2'],
  [/\bchristmas tree\b/g, 'christmas pine'],
  [/\btree ?house\b/g, 'treehouse'],
  [/\bsnow ?(man|men)\b/g, 'snowman'],
  [/\bferris wheel\b/g, 'ferris'],
  [/\b(street|oil|table) lamps?\b/g, 'lamp'],
  [/\bouter space\b/g, 'space'],
  [/\bspace ?(ship|craft|shuttle)s?\b/g, 'spaceship'],
  [/\bsolar system\b/g, 'planet'],
  [/\bblack and white\b|\bschwarz[ -]?weiss\b/g, 'monochrome'],
  [/\bwater ?colou?rs?\b/g, 'watercolour'],
  [/\b(low[ -]?poly|cubist|abstract art)\b/g, 'abstract'],
  [/\boil (painting|on canvas|paint)\b/g, 'oelbild'],
  [/\bvan gogh\b/g, 'vangogh'],
  [/\bpixel art\b|\b(8|16)[ -]?bit\b/g, 'pixelart'],
  [/\bline art\b/g, 'lineart'],
  [/\bold[ -]fashioned\b/g, 'vintage'],
  [/\bmilky way\b/g, 'milkyway'],
  [/\bfull moon\b/g, 'moon'],
  [/\bteddy bears?\b/g, 'teddy'],
  [/\bsteam (train|engine)s?\b/g, 'steamtrain'],
  [/\b(sail|sailing|fishing|rowing|row|paddle|narrow|house)[ -]?(boat|ship)(s?)\b/g, 'boat$3'],
  [/\brain forests?\b/g, 'rainforest'],
  [/\bpolar bears?\b/g, 'bear arctic'],
  [/\bguinea pigs?\b/g, 'hamster'],
  [/\b(am|der|dem|den|im|ein|einem|einen|zum|stiller|blauer|klarer) see\b/g, '$1 lake'],
  [/\bseen? (mit|in den|im|bei|am)\b/g, 'lake $1'],
  [/\blight house(s?)\b/g, 'lighthouse$1'],
  [/\bwind ?(mill|turbine)s?\b/g, 'windmill'],
  [/\bat sea\b/g, 'offshore'],
  [/\bice ?bergs?\b/g, 'iceberg'],
];

/**
 * Replaces the known groups of words in a folded prompt.
 *
 * @param folded A prompt as `fold` gives it.
 */
export function joinPhrases(folded: string): string {
  return PHRASES.reduce((text, [pattern, word]) => text.replace(pattern, word), folded);
}
