import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { APP_ROLE } from '#lib/db/app-role.ts';
import type { Secrets } from './secrets.ts';
import { type Service, startService } from './service.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The same database, as the app's own role. */
export function asApp(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = APP_ROLE;
  url.password = password;
  return url.href;
}

/** A company that does not exist, for the legal pages. What a lawyer has to say stays open, so that a gap can be seen. */
const OPERATOR = {
  OPERATOR_NAME: 'Depicta Demo Ltd (made up)',
  OPERATOR_ADDRESS: '1 Example Street, Example Town',
  OPERATOR_EMAIL: 'support@depicta.example',
  OPERATOR_REGISTER: 'None: this company does not exist',
  OPERATOR_VAT_ID: 'None: this company does not exist',
  OPERATOR_HOSTING: 'Your own machine. Mail goes to the inbox of the demo, and nothing leaves it.',
};

/** Every setting of the app, as `.env.example` explains them. */
export function settingsOfApp(parts: {
  appUrl: string;
  appDatabaseUrl: string;
  paddleUrl: string;
  smtpUrl: string;
  mailUrl: string;
  dataDir: string;
  clockFile: string;
  secrets: Secrets;
}): Record<string, string> {
  const { secrets } = parts;
  return {
    DEPICTA_DEMO: '1',
    APP_URL: parts.appUrl,
    APP_DATABASE_URL: parts.appDatabaseUrl,
    AUTH_SECRET: secrets.authSecret,
    NEXTAUTH_URL: parts.appUrl,
    NEXTAUTH_SECRET: secrets.authSecret,
    PADDLE_ENVIRONMENT: parts.paddleUrl,
    PADDLE_SCRIPT_URL: `${parts.paddleUrl}/paddle.js`,
    PADDLE_API_KEY: secrets.paddleApiKey,
    PADDLE_CLIENT_TOKEN: secrets.paddleClientToken,
    PADDLE_WEBHOOK_SECRETS: secrets.paddleWebhookSecret,
    SMTP_URL: parts.smtpUrl,
    MAIL_INBOX_URL: parts.mailUrl,
    FILES_DIR: join(parts.dataDir, 'files'),
    FILES_SECRET: secrets.filesSecret,
    SECOND_FACTOR_SECRET: secrets.secondFactorSecret,
    PROOF_SIGNING_KEY: secrets.proofSigningKey,
    CLOCK_FILE: parts.clockFile,
    WORKER: 'inline',
    ...OPERATOR,
  };
}

/** Starts the Paddle emulator; it announces its address when it listens. */
export function startEmulator(
  dataDir: string,
  port: number,
  clockFile: string,
  appUrl: string,
  secrets: Secrets,
): Service {
  return startService({
    name: 'The Paddle emulator',
    program: join(root, 'emulators/paddle/src/main.ts'),
    env: {
      NODE_ENV: 'production',
      PORT: String(port),
      PADDLE_API_KEY: secrets.paddleApiKey,
      PADDLE_WEBHOOK_URL: `${appUrl}/api/webhooks/paddle`,
      PADDLE_WEBHOOK_SECRET: secrets.paddleWebhookSecret,
      STATE_FILE: join(dataDir, 'paddle.json'),
      CLOCK_FILE: clockFile,
    },
    logFile: join(dataDir, 'paddle.log'),
    announces: /Paddle emulator listening on (http:\/\/\S+)/,
  });
}

/** Starts the app's server, from a production build or compiling each page when it is asked for. */
export function startApp(
  mode: 'production' | 'development',
  port: number,
  distDir: string | undefined,
  settings: Record<string, string>,
  dataDir: string,
): Service {
  const {
    // The owner's rights stay out of the app.
    DATABASE_URL: _owner,
    ...inherited
  } = process.env;
  return startService({
    name: 'The app',
    program: join(root, 'node_modules/next/dist/bin/next'),
    args: [
      mode === 'production' ? 'start' : 'dev',
      root,
      '--port',
      String(port),
      // Reachable from elsewhere (out of a container, say) only when asked for: HOST=0.0.0.0.
      '--hostname',
      process.env.HOST || '127.0.0.1',
    ],
    env: {
      ...inherited,
      ...settings,
      NODE_ENV: mode,
      NEXT_TELEMETRY_DISABLED: '1',
      ...(distDir === undefined ? {} : { NEXT_DIST_DIR: distDir }),
    },
    logFile: join(dataDir, 'app.log'),
    shown: mode === 'development',
  });
}
