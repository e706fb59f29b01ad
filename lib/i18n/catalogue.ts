import type { Locale } from './locales.ts';
import { de } from './messages/de.ts';
import { en } from './messages/en.ts';

/** The English catalogue decides which keys exist and which values each message takes. */
export type Messages = typeof en;

/** The same keys, with any text: what another language must supply in full. */
export type Translation<Source> = Source extends string
  ? string
  : { readonly [Key in keyof Source]: Translation<Source[Key]> };

/** Every language's messages. A language without a key does not compile. */
export const catalogue: Record<Locale, Translation<Messages>> = { en, de };
