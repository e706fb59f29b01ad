import { createBlackForestLabs } from '@ai-sdk/black-forest-labs';
import type { AspectRatio, ImageSize } from '#lib/contracts/image-choices.ts';
import { ContentRejectedError } from './errors.ts';
import {
  type Ask,
  broken,
  callOf,
  counted,
  MOST_REFERENCES,
  pixelsWithin,
  type RemoteProvider,
  type RemoteSettings,
  remoteProvider,
} from './remote.ts';
import { transport } from './transport.ts';

const BASE_URL = 'https://api.bfl.ai/v1';
/** Beyond what generation waits for: it is that which ends the waiting. */
const POLLING_MS = 600_000;

/**
 * What is billed: a picture, or, where `byMegapixel`, one unit for the order and one for each begun megapixel drawn or
 * shown. Models of the first kind choose the pixels themselves.
 */
const MODELS: Readonly<Record<string, { byMegapixel: boolean }>> = {
  'flux-2-pro': { byMegapixel: true },
  'flux-kontext-pro': { byMegapixel: false },
  'flux-pro-1.1-ultra': { byMegapixel: false },
};

const MEGAPIXELS: Readonly<Record<ImageSize, number>> = { '1K': 1, '2K': 4, '4K': 4 };

/** What BFL's guide says of 0 to 6: 0 the strictest. With references 2 is the most that some models take. */
const TOLERANCE = { normal: 2, liberal: 4 };

/** Black Forest Labs' FLUX models: a queue. A picture is ordered, polled for and fetched. */
export function bfl({ apiKey, baseUrl = BASE_URL }: RemoteSettings): RemoteProvider {
  const send = transport({ name: 'bfl', baseUrl, isRepeatable: false, ownDomain: '.bfl.ai' });
  const sdk = createBlackForestLabs({
    apiKey,
    baseURL: baseUrl,
    pollTimeoutMillis: POLLING_MS,
    fetch: async (input, init) => judged(await send(input, init)),
  });
  return remoteProvider({
    name: 'bfl',
    isRepeatable: false,
    pixels,
    mostWork: (id, imageSize) =>
      BigInt(MODELS[id]!.byMegapixel ? 1 + MEGAPIXELS[imageSize] + MOST_REFERENCES : 1),
    ask: async (id, ask) => {
      const { images, providerMetadata } = await sdk.image(id).doGenerate({
        ...callOf(ask),
        ...(MODELS[id]!.byMegapixel ? { size: ask.size } : { aspectRatio: ask.aspectRatio }),
        providerOptions: { blackForestLabs: { outputFormat: 'png', safetyTolerance: toleranceOf(ask) } },
      });
      if (!MODELS[id]!.byMegapixel) return { images, work: 1 };
      const told = providerMetadata?.blackForestLabs?.images[0] as
        | { inputMegapixels?: number; outputMegapixels?: number }
        | undefined;
      const drawn = counted(Math.ceil(told?.outputMegapixels ?? Number.NaN), 'bfl');
      const shown = counted(Math.ceil(told?.inputMegapixels ?? 0), 'bfl');
      return { images, work: 1 + drawn + shown };
    },
    isRefusal: () => false,
  });
}

function pixels(imageSize: ImageSize, aspectRatio: AspectRatio) {
  return pixelsWithin(MEGAPIXELS[imageSize] * 1_000_000, aspectRatio, 16);
}

function toleranceOf({ strictness, files }: Ask): number {
  return files === undefined ? TOLERANCE[strictness] : TOLERANCE.normal;
}

/**
 * An answer, unless it says that the order came to nothing: statuses that the SDK does not know, or waits on for ever
 * (https://docs.bfl.ai/api_integration/errors).
 */
async function judged(answer: Response): Promise<Response> {
  if (!answer.headers.get('content-type')?.includes('json')) return answer;
  const { status } = (await answer
    .clone()
    .json()
    .catch(() => ({}))) as { status?: unknown };
  if (status === 'Request Moderated' || status === 'Content Moderated') throw new ContentRejectedError();
  if (status === 'Task not found') throw broken('bfl lost the order.');
  return answer;
}
