import type { Env, RemoteProviderName } from '#lib/core/env.ts';
import { bfl } from './bfl.ts';
import { fal } from './fal.ts';
import { google } from './google.ts';
import { openai } from './openai.ts';
import type { RemoteProvider, RemoteSettings } from './remote.ts';
import { replicate } from './replicate.ts';

type Opened = Partial<Record<RemoteProviderName, RemoteProvider>>;
type ProviderKey =
  | 'OPENAI_API_KEY'
  | 'GOOGLE_GENERATIVE_AI_API_KEY'
  | 'BFL_API_KEY'
  | 'FAL_API_KEY'
  | 'REPLICATE_API_TOKEN';
type ProviderUrl =
  | 'OPENAI_BASE_URL'
  | 'GOOGLE_GENERATIVE_AI_BASE_URL'
  | 'BFL_BASE_URL'
  | 'FAL_BASE_URL'
  | 'REPLICATE_BASE_URL';

/** The providers over the network that have a key, by their names in the price book. */
export function providersOn(env: Pick<Env, ProviderKey | ProviderUrl>): Opened {
  return {
    ...open('openai', openai, env.OPENAI_API_KEY, env.OPENAI_BASE_URL),
    ...open('google', google, env.GOOGLE_GENERATIVE_AI_API_KEY, env.GOOGLE_GENERATIVE_AI_BASE_URL),
    ...open('bfl', bfl, env.BFL_API_KEY, env.BFL_BASE_URL),
    ...open('fal', fal, env.FAL_API_KEY, env.FAL_BASE_URL),
    ...open('replicate', replicate, env.REPLICATE_API_TOKEN, env.REPLICATE_BASE_URL),
  };
}

function open(
  name: RemoteProviderName,
  provider: (settings: RemoteSettings) => RemoteProvider,
  apiKey: string | undefined,
  baseUrl: string | undefined,
): Opened {
  return apiKey === undefined ? {} : { [name]: provider({ apiKey, baseUrl }) };
}
