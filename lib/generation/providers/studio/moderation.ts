import { ContentRejectedError, type RejectionReason } from '../errors.ts';
import { fold, wordsOf } from './grammar/fold.ts';

/** How a prompt is judged: `normal` is safe for brands, `liberal` refuses only what is refused everywhere. */
export type Strictness = 'normal' | 'liberal';

/**
 * What is refused however liberal the judgement, as beginnings of folded words. A phrase matches its words in order.
 */
const ALWAYS: Readonly<Record<RejectionReason, readonly string[]>> = {
  sexual: [
    'porn',
    'hentai',
    'explicit sex',
    'sex act',
    'child abuse',
    'child porn',
    'rape',
    'vergewaltig',
    'kinderporno',
  ],
  violence: [
    'gore',
    'beheading',
    'beheaded',
    'decapitat',
    'dismember',
    'disembowel',
    'mutilat',
    'torture',
    'enthaupt',
    'verstuemmel',
    'folter',
  ],
  hate: ['swastika', 'hakenkreuz', 'nazi propaganda', 'lynching'],
  'self-harm': ['suicide', 'self harm', 'selbstmord', 'suizid'],
};

/** What is refused besides, unless the caller asks for a liberal judgement. */
const NORMALLY: Readonly<Record<RejectionReason, readonly string[]>> = {
  sexual: ['nude', 'nudity', 'naked', 'nsfw', 'erotic', 'topless', 'sexual', 'nackt', 'erotisch', 'sexuell'],
  violence: ['corpse', 'bloody', 'blood soaked', 'massacre', 'slaughter', 'leiche', 'blutig', 'massaker'],
  hate: [],
  'self-harm': [],
};

function breaks(words: readonly string[], term: string): boolean {
  const parts = term.split(' ');
  return words.some((_, start) => parts.every((part, i) => words[start + i]?.startsWith(part) === true));
}

/**
 * Lets a prompt pass or refuses it, as a provider's moderation does: by a short, documented list of words.
 *
 * @param prompt The prompt as the customer wrote it.
 * @param strictness `normal` by default.
 * @throws {ContentRejectedError} With the rule that it breaks.
 */
export function moderate(prompt: string, strictness: Strictness = 'normal'): void {
  const words = wordsOf(fold(prompt));
  const lists = strictness === 'liberal' ? [ALWAYS] : [ALWAYS, NORMALLY];
  for (const list of lists) {
    for (const [reason, terms] of Object.entries(list) as [RejectionReason, readonly string[]][]) {
      if (terms.some((term) => breaks(words, term))) throw new ContentRejectedError(reason);
    }
  }
}
