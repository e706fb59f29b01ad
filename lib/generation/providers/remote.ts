import { APICallError, type ImageModelV4, type ImageModelV4CallOptions } from '@ai-sdk/provider';
import { type GenerateImageResult, RetryError } from 'ai';
import type { AspectRatio, ImageSize } from '#lib/contracts/image-choices.ts';
import { now } from '#lib/core/clock.ts';
import type { Commission, ImageProvider } from '../port.ts';
import { ContentRejectedError, ProviderFailedError } from './errors.ts';
import { sides } from './studio/dimensions.ts';

/** What a provider over the network is opened with. */
export type RemoteSettings = {
  apiKey: string;
  /** Where it is reached; its public address by default. */
  baseUrl?: string | undefined;
};

/** A provider over the network. */
export type RemoteProvider = ImageProvider & {
  /** The most work that a picture can take, references and the longest prompt included. Its price is what is held. */
  mostWork(id: string, imageSize: ImageSize, aspectRatio: AspectRatio): bigint;
};

/** A reference. Its bytes were fetched before: no provider fetches anything for a customer. */
type File = { type: 'file'; data: Uint8Array; mediaType: string };

/** One picture as it is asked of a provider's SDK. */
export type Ask = Commission & {
  /** The customer's words, and below them what each reference shows. */
  prompt: string;
  aspectRatio: AspectRatio;
  size: `${number}x${number}`;
  files: File[] | undefined;
  abortSignal: AbortSignal | undefined;
  headers: Record<string, string | undefined>;
};

/** What came of it: pictures, and the work in the units that the price book prices. */
type Answer = { images: (string | Uint8Array)[]; work: number };

type Remote = {
  name: string;
  isRepeatable: boolean;
  pixels: ImageProvider['pixels'];
  mostWork: RemoteProvider['mostWork'];
  /** Asks the provider's SDK. Rejections and failures that only it can tell are thrown as such. */
  ask(id: string, ask: Ask): Promise<Answer>;
  /** Whether an answer of the provider's API, by its status and body, is a refusal by moderation. */
  isRefusal(status: number, body: string): boolean;
};

/** The most tokens of a text: a token has a byte at least, and a character of 4000 has four at most; with room for the frame around. */
const PROMPT_TOKENS = 16_100;
/** The same of five descriptions: 1000 units of UTF-16 have 3000 bytes at most. */
const DESCRIPTION_TOKENS = 5 * 3_050;
/** The pictures that a customer may show (lib/contracts/image.ts). */
export const MOST_REFERENCES = 5;

/** The most tokens of words that go with an order. */
export function mostTextTokens(takesReferences: boolean): number {
  return PROMPT_TOKENS + (takesReferences ? DESCRIPTION_TOKENS : 0);
}

/**
 * A provider behind generation's port. Its models report their work as output tokens, as the studio's do; what they throw
 * names the provider and a status and nothing of the request, so that neither a key nor the customer's words reach a log.
 */
export function remoteProvider(remote: Remote): RemoteProvider {
  const { name, isRepeatable, pixels, mostWork } = remote;
  return {
    isRepeatable,
    pixels,
    mostWork,
    model: (id): ImageModelV4 => ({
      specificationVersion: 'v4',
      provider: name,
      modelId: id,
      maxImagesPerCall: 1,
      async doGenerate(call) {
        call.abortSignal?.throwIfAborted();
        const { prompt = '', size, aspectRatio, abortSignal, headers = {}, providerOptions } = call;
        const commission = providerOptions[name] as unknown as Commission;
        try {
          const { images, work } = await remote.ask(id, {
            ...commission,
            prompt: described(prompt, commission.descriptions),
            aspectRatio: aspectRatio as AspectRatio,
            size: size!,
            files: filesOf(call),
            abortSignal,
            headers,
          });
          if (images.length === 0) throw broken(`${name} made no picture.`);
          return {
            images: images.map((image) => (typeof image === 'string' ? Buffer.from(image, 'base64') : image)),
            warnings: [],
            usage: { inputTokens: undefined, outputTokens: work, totalTokens: work },
            response: { timestamp: now(), modelId: id, headers: undefined },
          };
        } catch (error) {
          abortSignal?.throwIfAborted();
          throw told(error, remote);
        }
      },
    }),
    workUnits: (result) => BigInt(reported(result, name)),
    isRejection: (error) =>
      (RetryError.isInstance(error) ? error.lastError : error) instanceof ContentRejectedError,
  };
}

/** An order in the form of the SDKs' image models, without what each of them words in its own way. */
export function callOf({ prompt, files, abortSignal, headers }: Ask) {
  return {
    prompt,
    n: 1,
    size: undefined,
    aspectRatio: undefined,
    seed: undefined,
    files,
    mask: undefined,
    headers,
    ...(abortSignal && { abortSignal }),
  };
}

/** The largest width and height within an area that have a ratio, as nearly as whole steps allow. */
export function pixelsWithin(areaPx: number, aspectRatio: AspectRatio, stepPx: number) {
  const { across, down } = sides(aspectRatio);
  const ratio = Math.max(across, down) / Math.min(across, down);
  const long = Math.floor(Math.sqrt(areaPx * ratio) / stepPx) * stepPx;
  const nearest = Math.round(long / ratio / stepPx) * stepPx;
  const short = long * nearest > areaPx ? nearest - stepPx : nearest;
  return across >= down ? { width: long, height: short } : { width: short, height: long };
}

/** An error that nobody repeats. */
export function broken(message: string): ProviderFailedError {
  return new ProviderFailedError(message, { retryable: false });
}

/** @throws {ProviderFailedError} for what is no count of work */
export function counted(work: number | null | undefined, name: string): number {
  if (work == null || !Number.isSafeInteger(work) || work < 0) throw broken(`${name} reported no work.`);
  return work;
}

function reported({ calls }: GenerateImageResult, name: string): number {
  // Calls that made no picture are not the customer's.
  const work = counted(calls.find(({ images }) => images.length > 0)?.usage?.outputTokens, name);
  if (work === 0) throw broken(`${name} reported no work.`);
  return work;
}

function filesOf({ files }: ImageModelV4CallOptions): File[] | undefined {
  return files?.map((file) => {
    if (file.type === 'url') throw broken('A reference is bytes, not an address.');
    const { data, mediaType } = file;
    return { type: 'file', data: typeof data === 'string' ? Buffer.from(data, 'base64') : data, mediaType };
  });
}

function described(prompt: string, descriptions: Commission['descriptions']): string {
  const lines = descriptions.flatMap((text, i) =>
    text === null ? [] : [`Reference image ${i + 1}: ${text}`],
  );
  return lines.length === 0 ? prompt : `${prompt}\n\n${lines.join('\n')}`;
}

function told(error: unknown, { name, isRefusal }: Remote): unknown {
  if (error instanceof ContentRejectedError || error instanceof ProviderFailedError) return error;
  // Not the cause either: it may hold the request, and with it the customer's words.
  if (!APICallError.isInstance(error)) return broken(`${name} failed (${(error as Error)?.name}).`);
  const { statusCode, responseBody = '', responseHeaders, isRetryable } = error;
  if (isRefusal(statusCode ?? 0, responseBody)) return new ContentRejectedError();
  return new APICallError({
    message: statusCode === undefined ? `${name} could not be reached.` : `${name} answered ${statusCode}.`,
    url: new URL(error.url).origin,
    requestBodyValues: {},
    isRetryable,
    ...(statusCode !== undefined && { statusCode }),
    ...(responseHeaders !== undefined && { responseHeaders }),
  });
}
