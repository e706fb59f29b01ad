import { setTimeout as sleep } from 'node:timers/promises';
import { createReplicate } from '@ai-sdk/replicate';
import { ContentRejectedError } from './errors.ts';
import {
  broken,
  callOf,
  pixelsWithin,
  type RemoteProvider,
  type RemoteSettings,
  remoteProvider,
} from './remote.ts';
import { transport } from './transport.ts';

const BASE_URL = 'https://api.replicate.com/v1';
const POLLING_MS = 1_000;

/** The models by their ids in the price book. All are billed by the picture, which is a unit of work. */
const MODELS: Readonly<Record<string, `${string}/${string}`>> = {
  'replicate-flux-schnell': 'black-forest-labs/flux-schnell',
  'replicate-flux-dev': 'black-forest-labs/flux-dev',
  'replicate-flux-1.1-pro': 'black-forest-labs/flux-1.1-pro',
};

/** Models that Replicate runs: a queue. An order that is not done within a minute is polled for. */
export function replicate({ apiKey, baseUrl = BASE_URL }: RemoteSettings): RemoteProvider {
  const send = transport({ name: 'replicate', baseUrl, isRepeatable: false });
  const sdk = createReplicate({
    apiToken: apiKey,
    baseURL: baseUrl,
    fetch: async (input, init) => {
      const answer = await send(input, init);
      return init?.method === 'POST' && answer.ok ? await finished(answer, send, init) : answer;
    },
  });
  return remoteProvider({
    name: 'replicate',
    isRepeatable: false,
    pixels: (_, aspectRatio) => pixelsWithin(1_000_000, aspectRatio, 16),
    mostWork: () => 1n,
    ask: async (id, ask) => {
      const { images } = await sdk.image(MODELS[id]!).doGenerate({
        ...callOf(ask),
        aspectRatio: ask.aspectRatio,
        providerOptions: { replicate: { output_format: 'png' } },
      });
      return { images, work: images.length };
    },
    isRefusal: () => false,
  });
}

type Prediction = { status?: string; error?: string | null; urls?: { get?: string } };

/**
 * A prediction that has ended: the SDK takes one that is still under way for a failure.
 * (https://replicate.com/docs/reference/http#predictions.create)
 */
async function finished(
  first: Response,
  send: ReturnType<typeof transport>,
  { headers, signal }: RequestInit,
): Promise<Response> {
  let answer = first;
  for (;;) {
    const { status, error, urls } = (await answer.clone().json()) as Prediction;
    if (status === 'failed' || status === 'canceled') {
      if (/nsfw|sensitive|safety/i.test(error ?? '')) throw new ContentRejectedError();
      throw broken('replicate failed to make the picture.');
    }
    if ((status !== 'starting' && status !== 'processing') || urls?.get === undefined) return answer;
    await sleep(POLLING_MS, undefined, signal ? { signal } : {});
    answer = await send(urls.get, { headers: headers ?? {}, signal: signal ?? null });
  }
}
