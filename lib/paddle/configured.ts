import { missingSettings } from '#lib/contracts/operator.ts';
import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import type { WebhookSource } from '#lib/inbox/source.ts';
import { type PaddleClient, paddleClient } from './client.ts';
import { checkPaddle, type SelfCheck, webhookUrlOf } from './self-check.ts';
import { operatorFacts } from './seller.ts';
import { paddleWebhooks } from './source.ts';

let client: PaddleClient | undefined;

/** Paddle as this process's settings name it. */
export function configuredPaddle(): PaddleClient {
  const { PADDLE_API_KEY, PADDLE_ENVIRONMENT } = env();
  client ??= paddleClient({ apiKey: PADDLE_API_KEY, environment: PADDLE_ENVIRONMENT });
  return client;
}

/** Whether payments will work with this process's settings. */
export function checkConfiguredPaddle(): Promise<SelfCheck[]> {
  const { APP_URL, PADDLE_API_KEY, PADDLE_CLIENT_TOKEN, PADDLE_ENVIRONMENT, PADDLE_WEBHOOK_SECRETS } = env();
  const settings = {
    environment: PADDLE_ENVIRONMENT,
    apiKey: PADDLE_API_KEY,
    clientToken: PADDLE_CLIENT_TOKEN,
    webhookSecrets: PADDLE_WEBHOOK_SECRETS,
    webhookUrl: webhookUrlOf(APP_URL),
    missingFacts: missingSettings(operatorFacts()),
  };
  return checkPaddle(configuredPaddle(), settings, now);
}

/** Paddle's webhooks as this process's settings name them. Simulated events are refused by every production build. */
export function configuredWebhooks(): WebhookSource {
  const { NODE_ENV, PADDLE_ENVIRONMENT, PADDLE_WEBHOOK_SECRETS } = env();
  return paddleWebhooks({
    secrets: PADDLE_WEBHOOK_SECRETS,
    acceptSimulated: NODE_ENV !== 'production' && PADDLE_ENVIRONMENT !== 'production',
  });
}
