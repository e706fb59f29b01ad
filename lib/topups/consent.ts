import type { Messages } from '#lib/i18n/catalogue.ts';

/**
 * The version of the text that a customer agrees to before paying. The words of each version that was ever shown stay in
 * the message catalogue under `consent`; a changed text is a new version, and the receipt repeats the one agreed to.
 *
 * EU consumer law asks for it where digital content is delivered at once: without it the right of withdrawal would not
 * end with use. Product rules, section 2.
 */
export const CURRENT_CONSENT: keyof Messages['consent'] = 'v1';
