import type { Database } from '#lib/db/client.ts';
import type { Locale } from '#lib/i18n/locales.ts';

/** What a form's flow needs of the world, and what is known of the browser that sent it. */
export type Visit = {
  db: Database;
  /** The setting `AUTH_SECRET`. */
  secret: string;
  /** From `addressBlock`. */
  addressBlock: string;
  /** The browser's own description. */
  userAgent: string;
  /** The language in which it shows the form; letters to a new account are in it. */
  locale: Locale;
  at: Date;
};
