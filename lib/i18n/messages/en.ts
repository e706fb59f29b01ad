import { account } from './en/account.ts';
import { consent } from './en/consent.ts';
import { errors } from './en/errors.ts';
import { landing } from './en/landing.ts';
import { mail } from './en/mail.ts';
import { models } from './en/models.ts';
import { operations } from './en/operations.ts';
import { pricing } from './en/pricing.ts';
import { shell } from './en/shell.ts';
import { words } from './en/words.ts';

/** All English messages, one file an area. ICU message syntax; `as const`, so that the compiler knows the values. */
export const en = {
  account,
  mail,
  consent,
  errors,
  landing,
  models,
  operations,
  pricing,
  shell,
  words,
} as const;
