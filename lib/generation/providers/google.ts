import { createGoogleGenerativeAI } from '@ai-sdk/google';
import type { ImageSize } from '#lib/contracts/image-choices.ts';
import { ContentRejectedError } from './errors.ts';
import {
  type Ask,
  broken,
  counted,
  MOST_REFERENCES,
  mostTextTokens,
  pixelsWithin,
  type RemoteProvider,
  type RemoteSettings,
  remoteProvider,
} from './remote.ts';
import { transport } from './transport.ts';

const BASE_URL = 'https://generativelanguage.googleapis.com/v1beta';

/**
 * Google's prices of a token of input, of text it writes or thinks, and of picture, as they stand to each other (the first
 * is one unit of work); the tokens of a picture of each size; and the most text beside it, which we set as a limit.
 */
type Model = {
  units: { text: number; image: number };
  imageTokens: Readonly<Partial<Record<ImageSize, number>>>;
  thoughtTokens: number;
};

const MODELS: Readonly<Record<string, Model>> = {
  'gemini-3.1-flash-lite-image': {
    units: { text: 6, image: 120 },
    imageTokens: { '1K': 1_120 },
    thoughtTokens: 2_976,
  },
  'gemini-3.1-flash-image': {
    units: { text: 6, image: 120 },
    imageTokens: { '1K': 1_120, '2K': 1_680, '4K': 2_520 },
    thoughtTokens: 8_192,
  },
  'gemini-3-pro-image': {
    units: { text: 6, image: 60 },
    imageTokens: { '1K': 1_120, '2K': 1_120, '4K': 2_000 },
    thoughtTokens: 8_192,
  },
};

const REFERENCE_TOKENS = 1_120;
const AREA_PX: Readonly<Record<ImageSize, number>> = { '1K': 1024 ** 2, '2K': 2048 ** 2, '4K': 4096 ** 2 };

/** Harms that Google can be asked to judge less strictly; the worst it always refuses. */
const HARMS = [
  'HARM_CATEGORY_HATE_SPEECH',
  'HARM_CATEGORY_DANGEROUS_CONTENT',
  'HARM_CATEGORY_HARASSMENT',
  'HARM_CATEGORY_SEXUALLY_EXPLICIT',
] as const;

/** Finish reasons that the SDK does not count as moderation, and are. */
const REFUSALS = ['IMAGE_PROHIBITED_CONTENT', 'IMAGE_RECITATION'];

/**
 * Google's Gemini image models, by `generateContent`. They are asked as the language models that they are, which is what the
 * SDK's image model does as well, because only so can the tokens be limited and told apart.
 */
export function google({ apiKey, baseUrl = BASE_URL }: RemoteSettings): RemoteProvider {
  const fetch = transport({ name: 'google', baseUrl, isRepeatable: false });
  const sdk = createGoogleGenerativeAI({ apiKey, baseURL: baseUrl, fetch });
  return remoteProvider({
    name: 'google',
    isRepeatable: false,
    pixels: (imageSize, aspectRatio) => pixelsWithin(AREA_PX[imageSize], aspectRatio, 16),
    mostWork: (id, imageSize) => {
      const { units, imageTokens, thoughtTokens } = MODELS[id]!;
      const input = mostTextTokens(true) + MOST_REFERENCES * REFERENCE_TOKENS;
      return BigInt(input + units.image * imageTokens[imageSize]! + units.text * thoughtTokens);
    },
    ask: async (id, ask) => {
      const { imageTokens, thoughtTokens, units } = MODELS[id]!;
      const most = imageTokens[ask.imageSize]!;
      const { content, finishReason, usage, providerMetadata } = await sdk.languageModel(id).doGenerate({
        ...promptOf(ask),
        maxOutputTokens: most + thoughtTokens,
        providerOptions: {
          google: {
            responseModalities: ['IMAGE'],
            imageConfig: { aspectRatio: ask.aspectRatio, imageSize: ask.imageSize },
            ...(ask.strictness === 'liberal' && {
              safetySettings: HARMS.map((category) => ({ category, threshold: 'BLOCK_ONLY_HIGH' })),
            }),
          },
        },
      });
      const images = content.flatMap((part) =>
        // What it draws while it thinks is not the picture.
        part.type === 'file' &&
        part.mediaType.startsWith('image/') &&
        part.providerMetadata?.google?.thought !== true
          ? [part.data]
          : [],
      );
      if (images.length === 0) {
        if (finishReason.unified === 'content-filter' || REFUSALS.includes(finishReason.raw ?? ''))
          throw new ContentRejectedError();
        throw broken(`google made no picture (${finishReason.unified}).`);
      }
      const output = counted(usage.outputTokens.total, 'google');
      const picture = Math.min(output, imageTokensOf(providerMetadata) ?? most);
      const work =
        counted(usage.inputTokens.total, 'google') + units.image * picture + units.text * (output - picture);
      return { images, work };
    },
    isRefusal: () => false,
  });
}

function promptOf({ prompt, files = [], abortSignal, headers }: Ask) {
  return {
    prompt: [
      {
        role: 'user' as const,
        content: [{ type: 'text' as const, text: prompt }, ...files],
      },
    ],
    headers,
    ...(abortSignal && { abortSignal }),
  };
}

/** The tokens of the picture, where Google tells them apart (`UsageMetadata.candidatesTokensDetails`). */
function imageTokensOf(metadata: Record<string, Record<string, unknown>> | undefined): number | undefined {
  const usage = metadata?.google?.usageMetadata as
    | { candidatesTokensDetails?: { modality: string; tokenCount: number }[] | null }
    | null
    | undefined;
  return usage?.candidatesTokensDetails?.find(({ modality }) => modality === 'IMAGE')?.tokenCount;
}
