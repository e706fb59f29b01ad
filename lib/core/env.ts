import { createPrivateKey } from 'node:crypto';
import * as z from 'zod/mini';

/** A setting that is switched on with `1` or `true`. */
const flag = z.pipe(
  z.optional(z.enum(['0', '1', 'true', 'false', ''])),
  z.transform((value) => value === '1' || value === 'true'),
);

const wholeNumber = (fallback: string) =>
  z.pipe(
    z._default(z.string().check(z.regex(/^\d{1,9}$/, 'must be a whole number')), fallback),
    z.transform(Number),
  );

const secret = z.string().check(z.minLength(32, 'must be a secret of at least 32 characters'));
const url = z.string().check(z.refine(URL.canParse, 'must be an absolute URL'));
const postgresUrl = z.string().check(z.regex(/^postgres(ql)?:\/\//, 'must be a postgres:// URL'));

const schema = z
  .object({
    NODE_ENV: z._default(z.enum(['development', 'test', 'production']), 'development'),
    DEPICTA_DEMO: flag,
    APP_URL: url,
    APP_DATABASE_URL: postgresUrl,
    AUTH_SECRET: secret,
    FILES_SECRET: secret,
    SECOND_FACTOR_SECRET: secret,
    PROOF_SIGNING_KEY: z
      .string()
      .check(z.refine(isEd25519, 'must be an Ed25519 private key: PKCS #8, DER, base64')),
    PROOF_PUBLIC_KEYS: z._default(z.string(), ''),
    FILES_DIR: z.string().check(z.minLength(1)),
    PADDLE_ENVIRONMENT: z.union([z.literal('sandbox'), z.literal('production'), url]),
    PADDLE_API_KEY: z.string().check(z.minLength(1)),
    PADDLE_CLIENT_TOKEN: z.string().check(z.minLength(1)),
    PADDLE_WEBHOOK_SECRETS: z.pipe(
      z.string().check(z.minLength(1)),
      z.transform((value) => value.split(',').map((part) => part.trim())),
    ),
    PADDLE_SCRIPT_URL: z.optional(url),
    SMTP_URL: z.string().check(z.regex(/^smtps?:\/\//, 'must be an smtp:// or smtps:// URL')),
    MAIL_FROM: z._default(z.string(), 'Depicta <billing@depicta.example>'),
    MAIL_INBOX_URL: z.optional(url),
    CLOCK_FILE: z.optional(z.string()),
    OPENAI_API_KEY: z.optional(z.string()),
    OPENAI_BASE_URL: z.optional(url),
    GOOGLE_GENERATIVE_AI_API_KEY: z.optional(z.string()),
    GOOGLE_GENERATIVE_AI_BASE_URL: z.optional(url),
    BFL_API_KEY: z.optional(z.string()),
    BFL_BASE_URL: z.optional(url),
    FAL_API_KEY: z.optional(z.string()),
    FAL_BASE_URL: z.optional(url),
    REPLICATE_API_TOKEN: z.optional(z.string()),
    REPLICATE_BASE_URL: z.optional(url),
    WORKER: z._default(z.enum(['inline', 'off']), 'inline'),
    MAX_IN_FLIGHT: wholeNumber('10'),
    POSTS_PER_MINUTE: wholeNumber('60'),
    GETS_PER_MINUTE: wholeNumber('300'),
    CUSTOMER_POSTS_PER_MINUTE: wholeNumber('240'),
    CUSTOMER_GETS_PER_MINUTE: wholeNumber('1200'),
    TRIAL_CREDIT_EUR: z._default(
      z.string().check(z.regex(/^\d{1,6}(\.\d{1,6})?$/, 'must be an amount such as 1.00')),
      '1.00',
    ),
    OPERATOR_NAME: z.optional(z.string()),
    OPERATOR_ADDRESS: z.optional(z.string()),
    OPERATOR_EMAIL: z.optional(z.email('must be an e-mail address')),
    OPERATOR_REGISTER: z.optional(z.string()),
    OPERATOR_VAT_ID: z.optional(z.string()),
    OPERATOR_HOSTING: z.optional(z.string()),
    OPERATOR_LAW: z.optional(z.string()),
    LOG_LEVEL: z._default(z.enum(['debug', 'info', 'warn', 'error', 'silent']), 'info'),
  })
  .check(
    z.refine((v) => !(v.PADDLE_WEBHOOK_SECRETS as string[]).includes(''), {
      path: ['PADDLE_WEBHOOK_SECRETS'],
      message: 'must not hold an empty secret: an empty key would accept every forged webhook',
    }),
    z.refine((v) => v.CLOCK_FILE === undefined || v.DEPICTA_DEMO || v.NODE_ENV !== 'production', {
      path: ['CLOCK_FILE'],
      message: 'is refused in production: time may be moved only in a demo (DEPICTA_DEMO=1) or a test',
    }),
    z.refine((v) => isRealPaddle(v.PADDLE_ENVIRONMENT) || v.DEPICTA_DEMO || v.NODE_ENV !== 'production', {
      path: ['PADDLE_ENVIRONMENT'],
      message: 'names an emulator, which production refuses unless DEPICTA_DEMO=1',
    }),
    z.refine((v) => v.PADDLE_SCRIPT_URL === undefined || !isRealPaddle(v.PADDLE_ENVIRONMENT), {
      path: ['PADDLE_SCRIPT_URL'],
      message:
        "is for an emulator only: with a real Paddle account the checkout comes from Paddle's own host",
    }),
  );

/** Every setting of the app, parsed. `.env.example` explains each. */
export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/**
 * The settings of this process, parsed once at first use. `instrumentation.ts` asks at start, so a wrong or
 * missing setting stops the server before it answers anything.
 *
 * @throws {Error} naming every setting that is missing or wrong, never its value
 */
export function env(): Env {
  parsed ??= parse(process.env);
  return parsed;
}

/** Parses settings without keeping them. @throws {Error} naming each wrong setting */
export function parse(source: Record<string, string | undefined>): Env {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = schema.safeParse(filled);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `  ${name} ${filled[name] === undefined ? 'is missing' : issue.message}`;
  });
  throw new Error(`Depicta cannot start; .env.example explains each setting:\n${lines.join('\n')}`);
}

/** The owner's database URL, for migrations and operator's commands only; the app itself never needs it. */
export function ownerDatabaseUrl(): string {
  const value = process.env.DATABASE_URL;
  if (value === undefined || value === '')
    throw new Error('DATABASE_URL is missing: it names the database to work on');
  return value;
}

/** The app's database URL, where migrating is to give its role a password; undefined leaves the role as it is. */
export function appDatabaseUrl(): string | undefined {
  return process.env.APP_DATABASE_URL || undefined;
}

/**
 * The file that moves the clock of a demo or a test. By itself, because scripts and tests that need no other setting
 * need the time; `env` refuses the setting in production at start.
 */
export function clockFile(): string | undefined {
  const { CLOCK_FILE, DEPICTA_DEMO, NODE_ENV } = process.env;
  const allowed = NODE_ENV !== 'production' || DEPICTA_DEMO === '1' || DEPICTA_DEMO === 'true';
  return allowed && CLOCK_FILE ? CLOCK_FILE : undefined;
}

/**
 * The signing key of the proof and the public keys that came before it, by themselves: an operator's command works with
 * the database alone, and checks less without them.
 */
export function proofSettings(): { signingKey: string | undefined; publicKeys: string[] } {
  const { PROOF_SIGNING_KEY, PROOF_PUBLIC_KEYS = '' } = process.env;
  return {
    signingKey: PROOF_SIGNING_KEY || undefined,
    publicKeys: PROOF_PUBLIC_KEYS.split(',')
      .map((key) => key.trim())
      .filter((key) => key !== ''),
  };
}

const OF_THE_MACHINE = [
  'PATH',
  'HOME',
  'LANG',
  'TMPDIR',
  'LD_LIBRARY_PATH',
  'FONTCONFIG_FILE',
  'FONTCONFIG_PATH',
];

/** What a process that we start to work on strangers' files may know: where programs and fonts are, and nothing secret. */
export function machineEnv(): NodeJS.ProcessEnv {
  const known = OF_THE_MACHINE.filter((name) => process.env[name] !== undefined);
  return Object.fromEntries(known.map((name) => [name, process.env[name]])) as NodeJS.ProcessEnv;
}

/** The image providers over the network, and the key that switches each on. */
const PROVIDER_KEYS = {
  openai: 'OPENAI_API_KEY',
  google: 'GOOGLE_GENERATIVE_AI_API_KEY',
  bfl: 'BFL_API_KEY',
  fal: 'FAL_API_KEY',
  replicate: 'REPLICATE_API_TOKEN',
} as const;

/** The name of an image provider over the network. */
export type RemoteProviderName = keyof typeof PROVIDER_KEYS;

/**
 * The image providers that have a key, by themselves: the price book is chosen by them, and prices are needed where no
 * other setting is.
 */
export function remoteProvidersOn(): RemoteProviderName[] {
  const names = Object.keys(PROVIDER_KEYS) as RemoteProviderName[];
  return names.filter((name) => (process.env[PROVIDER_KEYS[name]] ?? '') !== '');
}

/** The log's level, read by itself because the log must work even where the settings are wrong. */
export function logLevel(): string {
  return process.env.LOG_LEVEL || 'info';
}

function isEd25519(base64: string): boolean {
  try {
    const key = createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' });
    return key.asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

function isRealPaddle(environment: string): boolean {
  return environment === 'production' || environment === 'sandbox';
}
