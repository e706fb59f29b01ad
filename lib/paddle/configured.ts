import { env } from '#lib/core/env.ts';
import type { WebhookSource } from '#lib/inbox/source.ts';
import { type PaddleClient, paddleClient } from './client.ts';
import { paddleWebhooks } from './source.ts';

let client: PaddleClient | undefined;

/** Paddle as this process's settings name it. */
export function configuredPaddle(): PaddleClient {
  const { PADDLE_API_KEY, PADDLE_ENVIRONMENT } = env();
  client ??= paddleClient({ apiKey: PADDLE_API_KEY, environment: PADDLE_ENVIRONMENT });
  return client;
}

/** Paddle's webhooks as this process's settings name them. Simulated events are refused by every production build. */
export function configuredWebhooks(): WebhookSource {
  const { NODE_ENV, PADDLE_ENVIRONMENT, PADDLE_WEBHOOK_SECRETS } = env();
  return paddleWebhooks({
    secrets: PADDLE_WEBHOOK_SECRETS,
    acceptSimulated: NODE_ENV !== 'production' && PADDLE_ENVIRONMENT !== 'production',
  });
}
