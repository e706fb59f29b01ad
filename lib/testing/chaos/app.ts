import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { GET as file } from '#app/files/[...key]/route.ts';
import { GET as health } from '#app/health/route.ts';
import { POST as generate } from '#app/v1/generate/image/route.ts';
import { GET as job } from '#app/v1/jobs/[id]/route.ts';
import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import { log } from '#lib/core/log.ts';
import { database } from '#lib/db/client.ts';
import type { RouteHandler } from '#lib/http/route.ts';
import { startWorker } from '#lib/jobs/worker.ts';
import { configuredWebhooks } from '#lib/paddle/configured.ts';
import { answerWebhook } from '#lib/paddle/webhook.ts';
import { workToKill } from './work.ts';

// The app without Next, for tests that kill it often: its own route handlers on a plain server, and its worker in the
// same process. It starts in a second, and what it does with money is what the app does.

const webhook: RouteHandler = (request) =>
  answerWebhook(database().prisma, configuredWebhooks(), request, {
    now,
    // As Next does with what is left to do after an answer: what goes wrong there is logged.
    later: (work) => void work().catch((error: unknown) => log.error({ err: error }, 'after the answer')),
  });

const routes: { method: string; path: RegExp; handler: RouteHandler }[] = [
  { method: 'GET', path: /^\/health$/, handler: health },
  { method: 'POST', path: /^\/v1\/generate\/image$/, handler: generate },
  { method: 'GET', path: /^\/v1\/jobs\/(?<id>[^/]+)$/, handler: job },
  { method: 'GET', path: /^\/files\/(?<key>.+)$/, handler: file },
  { method: 'POST', path: /^\/api\/webhooks\/paddle$/, handler: webhook },
];

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const url = new URL(incoming.url ?? '/', env().APP_URL);
  const route = routes.find(({ method, path }) => method === incoming.method && path.test(url.pathname));
  if (route === undefined) {
    outgoing.writeHead(404).end();
    return;
  }
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const request = new Request(url, {
    method: incoming.method!,
    headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
    signal: gone.signal,
    ...(incoming.method === 'POST' && { body: Buffer.concat(chunks) }),
  });
  const params = Promise.resolve({ ...route.path.exec(url.pathname)?.groups });
  const response = await route.handler(request, { params });
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) outgoing.end();
  else Readable.fromWeb(response.body as ReadableStream).pipe(outgoing);
}

await startWorker(workToKill(database()));
createServer((incoming, outgoing) => {
  answer(incoming, outgoing).catch(() => outgoing.destroy());
}).listen(Number(new URL(env().APP_URL).port), '127.0.0.1');
