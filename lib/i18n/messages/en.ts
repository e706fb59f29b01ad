import { account } from './en/account.ts';
import { apiKeys } from './en/api-keys.ts';
import { balance } from './en/balance.ts';
import { closing } from './en/closing.ts';
import { consent } from './en/consent.ts';
import { crash } from './en/crash.ts';
import { desk } from './en/desk.ts';
import { docs } from './en/docs.ts';
import { errors } from './en/errors.ts';
import { failures } from './en/failures.ts';
import { generate } from './en/generate.ts';
import { history } from './en/history.ts';
import { landing } from './en/landing.ts';
import { legal } from './en/legal.ts';
import { mail } from './en/mail.ts';
import { models } from './en/models.ts';
import { notes } from './en/notes.ts';
import { operations } from './en/operations.ts';
import { overview } from './en/overview.ts';
import { parameters } from './en/parameters.ts';
import { pricing } from './en/pricing.ts';
import { problems } from './en/problems.ts';
import { process } from './en/process.ts';
import { refunds } from './en/refunds.ts';
import { rules } from './en/rules.ts';
import { secondFactor } from './en/second-factor.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { statement } from './en/statement.ts';
import { support } from './en/support.ts';
import { topUp } from './en/top-up.ts';
import { words } from './en/words.ts';

/** All English messages, one file an area. ICU message syntax; `as const`, so that the compiler knows the values. */
export const en = {
  account,
  apiKeys,
  balance,
  mail,
  closing,
  consent,
  crash,
  desk,
  docs,
  errors,
  failures,
  landing,
  legal,
  models,
  notes,
  operations,
  pricing,
  problems,
  refunds,
  rules,
  secondFactor,
  settings,
  shell,
  history,
  overview,
  parameters,
  process,
  statement,
  support,
  topUp,
  generate,
  words,
} as const;
