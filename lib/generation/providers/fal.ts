import { createFal } from '@ai-sdk/fal';
import { ContentRejectedError } from './errors.ts';
import {
  broken,
  callOf,
  counted,
  pixelsWithin,
  type RemoteProvider,
  type RemoteSettings,
  remoteProvider,
} from './remote.ts';
import { transport } from './transport.ts';

const BASE_URL = 'https://fal.run';

/** The models by their ids in the price book. All are billed by the begun megapixel, which is a unit of work. */
const MODELS: Readonly<Record<string, string>> = {
  'fal-flux-schnell': 'fal-ai/flux/schnell',
  'fal-flux-dev': 'fal-ai/flux/dev',
};

const AREA_PX = 1_000_000;

/** Models that fal runs, by its synchronous address: an order is answered when its picture is there to be fetched. */
export function fal({ apiKey, baseUrl = BASE_URL }: RemoteSettings): RemoteProvider {
  const fetch = transport({ name: 'fal', baseUrl, isRepeatable: false });
  const sdk = createFal({ apiKey, baseURL: baseUrl, fetch });
  return remoteProvider({
    name: 'fal',
    isRepeatable: false,
    pixels: (_, aspectRatio) => pixelsWithin(AREA_PX, aspectRatio, 16),
    mostWork: () => 1n,
    ask: async (id, ask) => {
      const { images, providerMetadata } = await sdk.image(MODELS[id]!).doGenerate({
        ...callOf(ask),
        size: ask.size,
        providerOptions: { fal: { outputFormat: 'png', enableSafetyChecker: true } },
      });
      const [told] = (providerMetadata?.fal?.images ?? []) as {
        width?: number;
        height?: number;
        nsfw?: boolean;
      }[];
      // What its checker does not like, fal paints over.
      if (told?.nsfw === true) throw new ContentRejectedError();
      if (told?.width == null || told.height == null) throw broken('fal reported no work.');
      return { images, work: counted(Math.ceil((told.width * told.height) / AREA_PX), 'fal') };
    },
    isRefusal: (status, body) => status === 422 && body.includes('"content_policy_violation"'),
  });
}
