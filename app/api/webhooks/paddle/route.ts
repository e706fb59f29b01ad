import { after } from 'next/server';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { configuredWebhooks } from '#lib/paddle/configured.ts';
import { answerWebhook } from '#lib/paddle/webhook.ts';

/** Paddle's webhooks: stored, answered, then handled. Who may call is decided by the signature alone. */
export function POST(request: Request): Promise<Response> {
  return answerWebhook(database().prisma, configuredWebhooks(), request, { now, later: after });
}
