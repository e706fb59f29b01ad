import type { AppliedTaxMode } from './tax/amounts.ts';

/** Everything that can be set about an emulator. */
export type Settings = {
  host: string;
  /** 0 takes a free port. */
  port: number;
  /** The only key the REST interface accepts; null accepts any. */
  apiKey: string | null;
  /** The first notification destination; null starts without one. */
  webhook: { url: string; secret: string } | null;
  /** Where the state is kept; null keeps it in memory. */
  stateFile: string | null;
  /** A JSON file `{"offsetMs": n}` that shifts the time; null for real time. */
  clockFile: string | null;
  /** Between `paid` and `completed`, in milliseconds. */
  completedDelayMs: number;
  /** The page that `checkout.url` points to (Paddle's "default payment link"); null for the emulator's own page. */
  checkoutUrl: string | null;
  /** What `tax_mode: account_setting` and `location` mean. */
  accountTaxMode: AppliedTaxMode;
  /** Wait before the first retry of a webhook; each further wait is half as long again, up to an hour. */
  retryBaseMs: number;
  /** How often a webhook is tried in all before it is `failed`. */
  maxAttempts: number;
  /** How long a destination may take to answer. */
  webhookTimeoutMs: number;
};

export const DEFAULT_SETTINGS: Settings = {
  host: '127.0.0.1',
  port: 0,
  apiKey: null,
  webhook: null,
  stateFile: null,
  clockFile: null,
  completedDelayMs: 1300,
  checkoutUrl: null,
  accountTaxMode: 'external',
  retryBaseMs: 1000,
  maxAttempts: 60,
  webhookTimeoutMs: 5000,
};

/** Thrown when the environment cannot be understood; the message names every wrong setting. */
export class SettingsError extends Error {}

/**
 * Reads the settings from environment variables.
 *
 * @throws SettingsError with one line for each wrong variable
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const problems: string[] = [];
  const text = (name: string): string | null => {
    const value = env[name]?.trim();
    return value === undefined || value === '' ? null : value;
  };
  const whole = (name: string, standard: number, minimum: number, maximum: number): number => {
    const value = text(name);
    if (value === null) return standard;
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= minimum && number <= maximum) return number;
    problems.push(`${name} must be a whole number from ${minimum} to ${maximum}, not "${value}"`);
    return standard;
  };
  const url = (name: string): string | null => {
    const value = text(name);
    if (value === null) return null;
    if (URL.canParse(value) && /^https?:/i.test(value)) return value;
    problems.push(`${name} must be an absolute http(s) URL, not "${value}"`);
    return null;
  };

  const settings: Settings = {
    host: text('HOST') ?? DEFAULT_SETTINGS.host,
    port: whole('PORT', DEFAULT_SETTINGS.port, 0, 65_535),
    apiKey: text('PADDLE_API_KEY'),
    webhook: readWebhook(url('PADDLE_WEBHOOK_URL'), text('PADDLE_WEBHOOK_SECRET'), problems),
    stateFile: text('STATE_FILE'),
    clockFile: text('CLOCK_FILE'),
    completedDelayMs: whole('COMPLETED_DELAY_MS', DEFAULT_SETTINGS.completedDelayMs, 0, 86_400_000),
    checkoutUrl: url('CHECKOUT_URL'),
    accountTaxMode: readTaxMode(text('ACCOUNT_TAX_MODE'), problems),
    retryBaseMs: whole('RETRY_BASE_MS', DEFAULT_SETTINGS.retryBaseMs, 1, 3_600_000),
    maxAttempts: whole('MAX_ATTEMPTS', DEFAULT_SETTINGS.maxAttempts, 1, 1000),
    webhookTimeoutMs: whole('WEBHOOK_TIMEOUT_MS', DEFAULT_SETTINGS.webhookTimeoutMs, 1, 600_000),
  };
  if (problems.length > 0) throw new SettingsError(problems.join('\n'));
  return settings;
}

function readWebhook(url: string | null, secret: string | null, problems: string[]): Settings['webhook'] {
  if (url !== null && secret !== null) return { url, secret };
  if (url !== null)
    problems.push('PADDLE_WEBHOOK_SECRET is missing: PADDLE_WEBHOOK_URL needs the secret that signs for it');
  if (url === null && secret !== null) {
    problems.push('PADDLE_WEBHOOK_URL is missing or wrong: PADDLE_WEBHOOK_SECRET alone names no destination');
  }
  return null;
}

function readTaxMode(text: string | null, problems: string[]): AppliedTaxMode {
  if (text === null) return DEFAULT_SETTINGS.accountTaxMode;
  if (text === 'external' || text === 'internal') return text;
  problems.push(`ACCOUNT_TAX_MODE must be "external" or "internal", not "${text}"`);
  return DEFAULT_SETTINGS.accountTaxMode;
}
