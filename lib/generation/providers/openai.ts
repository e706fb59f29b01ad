import { createOpenAI } from '@ai-sdk/openai';
import type { AspectRatio, ImageSize } from '#lib/contracts/image-choices.ts';
import {
  callOf,
  counted,
  MOST_REFERENCES,
  mostTextTokens,
  pixelsWithin,
  type RemoteProvider,
  type RemoteSettings,
  remoteProvider,
} from './remote.ts';
import { transport } from './transport.ts';

const BASE_URL = 'https://api.openai.com/v1';

/**
 * The models, each drawn in one quality. `gridCells` is how many cells that quality lays along the longer side; a
 * picture's tokens follow from it.
 */
const MODELS: Readonly<
  Record<string, { quality: 'medium' | 'high'; gridCells: number; takesReferences: boolean }>
> = {
  'gpt-image-2.5-flare': { quality: 'medium', gridCells: 24, takesReferences: false },
  'gpt-image-2.5-sunburst': { quality: 'high', gridCells: 48, takesReferences: true },
};

/** A unit of work is a fifth of a token of text; the prices of the three kinds stand 5 : 8 : 30. */
const UNITS = { text: 5, imageIn: 8, imageOut: 30 };
/** The tokens of one reference of at most a megapixel, with room. */
const REFERENCE_TOKENS = 2_000;
/** Custom sizes: sides of whole 16 pixels, 655 360 to 8 294 400 pixels in all, at most three times as long as wide. */
const STEP_PX = 16;
const AREA_PX: Readonly<Partial<Record<ImageSize, number>>> = { '1K': 1024 ** 2, '2K': 2048 ** 2 };

/**
 * OpenAI's image models. A job's id goes along as its idempotency key, so that one asked for again is one job there.
 */
export function openai({ apiKey, baseUrl = BASE_URL }: RemoteSettings): RemoteProvider {
  const fetch = transport({ name: 'openai', baseUrl, isRepeatable: true });
  const sdk = createOpenAI({ apiKey, baseURL: baseUrl, fetch });
  return remoteProvider({
    name: 'openai',
    isRepeatable: true,
    pixels,
    mostWork: (id, imageSize, aspectRatio) => {
      const { takesReferences } = MODELS[id]!;
      return BigInt(
        UNITS.text * mostTextTokens(takesReferences) +
          UNITS.imageIn * (takesReferences ? MOST_REFERENCES * REFERENCE_TOKENS : 0) +
          UNITS.imageOut * outputTokens(id, imageSize, aspectRatio),
      );
    },
    ask: async (id, ask) => {
      const { images, usage, providerMetadata } = await sdk.image(id).doGenerate({
        ...callOf(ask),
        size: ask.size,
        headers: { ...ask.headers, 'Idempotency-Key': ask.jobId },
        providerOptions: {
          openai: {
            quality: MODELS[id]!.quality,
            outputFormat: 'png',
            // Pictures from references know no such choice.
            ...(ask.files === undefined && ask.strictness === 'liberal' && { moderation: 'low' }),
          },
        },
      });
      const details = providerMetadata?.openai?.images[0] as { imageTokens?: number } | undefined;
      const imageIn = counted(details?.imageTokens ?? 0, 'openai');
      const text = counted(counted(usage?.inputTokens, 'openai') - imageIn, 'openai');
      const imageOut = counted(usage?.outputTokens, 'openai');
      return {
        images,
        work: UNITS.text * text + UNITS.imageIn * imageIn + UNITS.imageOut * imageOut,
      };
    },
    isRefusal: (status, body) =>
      status === 400 && /"(moderation_blocked|content_policy_violation)"/.test(body),
  });
}

function pixels(imageSize: ImageSize, aspectRatio: AspectRatio) {
  return pixelsWithin(AREA_PX[imageSize] ?? 2048 ** 2, aspectRatio, STEP_PX);
}

/** The tokens of a picture, by the calculator of OpenAI's guide to image generation. */
function outputTokens(id: string, imageSize: ImageSize, aspectRatio: AspectRatio): number {
  const { width, height } = pixels(imageSize, aspectRatio);
  const { gridCells } = MODELS[id]!;
  const shorter = Math.round((gridCells * Math.min(width, height)) / Math.max(width, height));
  return Math.ceil((gridCells * shorter * (2_000_000 + width * height)) / 4_000_000);
}
