import { account } from './de/account.ts';
import { apiKeys } from './de/api-keys.ts';
import { balance } from './de/balance.ts';
import { closing } from './de/closing.ts';
import { consent } from './de/consent.ts';
import { crash } from './de/crash.ts';
import { desk } from './de/desk.ts';
import { docs } from './de/docs.ts';
import { errors } from './de/errors.ts';
import { failures } from './de/failures.ts';
import { generate } from './de/generate.ts';
import { history } from './de/history.ts';
import { landing } from './de/landing.ts';
import { legal } from './de/legal.ts';
import { mail } from './de/mail.ts';
import { models } from './de/models.ts';
import { notes } from './de/notes.ts';
import { operations } from './de/operations.ts';
import { overview } from './de/overview.ts';
import { parameters } from './de/parameters.ts';
import { pricing } from './de/pricing.ts';
import { problems } from './de/problems.ts';
import { process } from './de/process.ts';
import { refunds } from './de/refunds.ts';
import { rules } from './de/rules.ts';
import { secondFactor } from './de/second-factor.ts';
import { settings } from './de/settings.ts';
import { shell } from './de/shell.ts';
import { statement } from './de/statement.ts';
import { support } from './de/support.ts';
import { topUp } from './de/top-up.ts';
import { words } from './de/words.ts';

/** All German messages, the same files and keys as the English ones. Formal, in the words of the glossary in the README. */
export const de = {
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
};
