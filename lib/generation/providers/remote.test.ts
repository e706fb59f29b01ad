import { generateImage } from 'ai';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AspectRatio, ImageSize } from '#lib/contracts/image-choices.ts';
import { type ProviderServer, providerServer, type Reply, type Seen } from '#lib/testing/provider-server.ts';
import type { Commission } from '../port.ts';
import { bfl } from './bfl.ts';
import { fal } from './fal.ts';
import { google } from './google.ts';
import { openai } from './openai.ts';
import { mostTextTokens, type RemoteProvider, type RemoteSettings } from './remote.ts';
import { replicate } from './replicate.ts';

// Every provider, spoken to over HTTP. What the stand-in answers is shaped by the provider's reference, which each entry
// names, and read by the schemas of the SDK itself.

const KEY = 'sk-do-not-tell-anyone';
const JOB = '0198f0c2-0000-7000-8000-000000000001';

let server: ProviderServer;
let png: Buffer;
beforeAll(async () => {
  server = await providerServer();
  png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#246' } })
    .png()
    .toBuffer();
});
beforeEach(() => {
  server.seen = [];
});
afterAll(() => server.close());

type Case = {
  name: string;
  open: (settings: RemoteSettings) => RemoteProvider;
  /** What is added to the server's address. */
  path: string;
  model: string;
  imageSize: ImageSize;
  /** The order: what comes after it is not counted. */
  isOrder: (seen: Seen) => boolean;
  /** A picture that was made, whose bytes are given. */
  made: (bytes: Buffer, seen: Seen) => Reply;
  work: bigint;
  refused: (seen: Seen) => Reply;
};

const post = ({ method }: Seen) => method === 'POST';

const cases: Case[] = [
  {
    // https://developers.openai.com/api/reference/resources/images: ImagesResponse; the guide's moderation error.
    name: 'openai',
    open: openai,
    path: '/v1',
    model: 'gpt-image-2.5-flare',
    imageSize: '1K',
    isOrder: post,
    made: (bytes) => ({
      json: {
        created: 1_800_000_000,
        output_format: 'png',
        data: [{ b64_json: bytes.toString('base64') }],
        usage: {
          input_tokens: 21,
          output_tokens: 439,
          total_tokens: 460,
          input_tokens_details: { text_tokens: 21, image_tokens: 0 },
        },
      },
    }),
    work: 5n * 21n + 30n * 439n,
    refused: () => ({
      status: 400,
      json: {
        error: {
          message: `Your request was rejected by the safety system: ${PROMPT}`,
          type: 'image_generation_user_error',
          param: null,
          code: 'moderation_blocked',
        },
      },
    }),
  },
  {
    // https://ai.google.dev/api/generate-content: GenerateContentResponse, UsageMetadata, FinishReason.
    name: 'google',
    open: google,
    path: '/v1beta',
    model: 'gemini-3.1-flash-image',
    imageSize: '1K',
    isOrder: post,
    made: (bytes) => ({
      json: {
        candidates: [
          {
            content: {
              role: 'model',
              parts: [{ inlineData: { mimeType: 'image/png', data: bytes.toString('base64') } }],
            },
            finishReason: 'STOP',
          },
        ],
        usageMetadata: {
          promptTokenCount: 12,
          candidatesTokenCount: 1_120,
          thoughtsTokenCount: 200,
          totalTokenCount: 1_332,
          candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: 1_120 }],
        },
      },
    }),
    work: 12n + 120n * 1_120n + 6n * 200n,
    refused: () => ({
      json: {
        candidates: [{ content: { parts: [] }, finishReason: 'IMAGE_SAFETY' }],
        usageMetadata: { promptTokenCount: 12, totalTokenCount: 12 },
      },
    }),
  },
  {
    // https://docs.bfl.ai/api_integration/integration_guidelines and /errors: submit, polling_url, result.sample.
    name: 'bfl',
    open: bfl,
    path: '/v1',
    model: 'flux-2-pro',
    imageSize: '1K',
    isOrder: post,
    made: (bytes, { method, path }) => {
      if (method === 'POST')
        return {
          json: {
            id: 'o1',
            polling_url: `${server.url}/v1/get_result?id=o1`,
            cost: 3,
            output_mp: 0.98,
            input_mp: 0,
          },
        };
      if (path.startsWith('/picture')) return { bytes };
      return {
        json: { id: 'o1', status: 'Ready', result: { sample: `${server.url}/picture.png`, seed: 1 } },
      };
    },
    work: 2n,
    refused: (seen) =>
      seen.method === 'POST'
        ? { json: { id: 'o1', polling_url: `${server.url}/v1/get_result?id=o1` } }
        : { json: { id: 'o1', status: 'Request Moderated', result: null, details: { reasons: [PROMPT] } } },
  },
  {
    // https://fal.ai/models/fal-ai/flux/schnell/api#schema-output; https://fal.ai/docs/documentation/model-apis/errors.
    name: 'fal',
    open: fal,
    path: '',
    model: 'fal-flux-schnell',
    imageSize: '1K',
    isOrder: post,
    made: (bytes, { method }) =>
      method === 'POST'
        ? {
            json: {
              images: [
                { url: `${server.url}/picture.png`, width: 992, height: 992, content_type: 'image/png' },
              ],
              seed: 1,
              has_nsfw_concepts: [false],
              prompt: PROMPT,
            },
          }
        : { bytes },
    work: 1n,
    refused: () => ({
      status: 422,
      json: {
        detail: [
          {
            loc: ['body', 'prompt'],
            msg: 'The content was flagged by a content checker.',
            type: 'content_policy_violation',
            url: 'https://docs.fal.ai/errors#content_policy_violation',
            input: PROMPT,
          },
        ],
      },
    }),
  },
  {
    // https://replicate.com/docs/reference/http#predictions.create: a prediction, under way or ended.
    name: 'replicate',
    open: replicate,
    path: '/v1',
    model: 'replicate-flux-schnell',
    imageSize: '1K',
    isOrder: post,
    made: (bytes, { method, path }) => {
      const urls = { get: `${server.url}/v1/predictions/p1` };
      if (method === 'POST')
        return { status: 201, json: { id: 'p1', status: 'processing', output: null, urls } };
      return path.startsWith('/picture')
        ? { bytes }
        : { json: { id: 'p1', status: 'succeeded', output: [`${server.url}/picture.png`], urls } };
    },
    work: 1n,
    refused: () => ({
      status: 201,
      json: {
        id: 'p1',
        status: 'failed',
        output: null,
        error: 'NSFW content detected. Try running it again, or try a different prompt.',
        input: { prompt: PROMPT },
        urls: {},
      },
    }),
  },
];

const PROMPT = 'a lighthouse nobody may read about';

function draw(
  { name, open, path, model, imageSize }: Case,
  more: {
    images?: Uint8Array[];
    descriptions?: (string | null)[];
    aspectRatio?: AspectRatio;
    timeoutMs?: number;
  } = {},
) {
  const { images, descriptions = [], aspectRatio = '1:1', timeoutMs = 10_000 } = more;
  const provider = open({ apiKey: KEY, baseUrl: `${server.url}${path}` });
  const { width, height } = provider.pixels(imageSize, aspectRatio);
  const commission: Commission = { jobId: JOB, imageSize, strictness: 'normal', descriptions };
  const drawing = generateImage({
    model: provider.model(model),
    prompt: images === undefined ? PROMPT : { text: PROMPT, images },
    size: `${width}x${height}`,
    aspectRatio: aspectRatio as `${number}:${number}`,
    maxRetries: 2,
    abortSignal: AbortSignal.timeout(timeoutMs),
    providerOptions: { [name]: commission },
  });
  return { provider, drawing };
}

/** What a failure says, all of it: nothing in it may be a secret or the customer's. */
async function failureOf({ drawing }: ReturnType<typeof draw>): Promise<Error> {
  const error = await drawing.then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  expect(error).toBeInstanceOf(Error);
  const all = JSON.stringify(error, Object.getOwnPropertyNames(error)) + String(error);
  expect(all).not.toContain(KEY);
  expect(all).not.toContain('nobody may read');
  return error!;
}

describe.each(cases)('$name', (one) => {
  const orders = () => server.seen.filter(one.isOrder);
  const replying = (reply: (orders: number, seen: Seen) => Reply) => {
    server.reply = (seen) => (one.isOrder(seen) ? reply(orders().length, seen) : one.made(png, seen));
  };

  test('makes a picture and tells the work that the provider reports', async () => {
    replying((_, seen) => one.made(png, seen));
    const { provider, drawing } = draw(one);
    const result = await drawing;
    expect(Buffer.from(result.image.uint8Array)).toEqual(png);
    expect(provider.workUnits(result)).toBe(one.work);
    expect(orders()).toHaveLength(1);
  });

  test('a refusal by moderation is one, is not asked again, and keeps the words to itself', async () => {
    server.reply = one.refused;
    const { provider, drawing } = draw(one);
    const error = await failureOf({ provider, drawing });
    expect(provider.isRejection(error)).toBe(true);
    expect(orders()).toHaveLength(1);
  });

  test('when it is told to come back later it does, after the time that was named', async () => {
    replying((count, seen) =>
      count === 1
        ? { status: 429, headers: { 'retry-after': '4' }, json: { error: { message: KEY } } }
        : one.made(png, seen),
    );
    const beganMs = performance.now();
    const { provider, drawing } = draw(one);
    expect(provider.workUnits(await drawing)).toBe(one.work);
    expect(orders()).toHaveLength(2);
    // Not told, it would have waited for half of that.
    expect(performance.now() - beganMs).toBeGreaterThanOrEqual(3_900);
  });

  test('a provider that stays busy is asked three times', async () => {
    replying(() => ({ status: 503, headers: { 'retry-after': '0' }, json: { error: { message: KEY } } }));
    const { provider, drawing } = draw(one);
    expect(provider.isRejection(await failureOf({ provider, drawing }))).toBe(false);
    expect(orders()).toHaveLength(3);
  });

  test.each([500, 502, 504, 524])(
    'an answer of %s leaves the order open, and never makes a second bill',
    async (status) => {
      replying((count, seen) =>
        count === 1 ? { status, headers: { 'retry-after': '0' } } : one.made(png, seen),
      );
      const { provider, drawing } = draw(one);
      if (provider.isRepeatable) await drawing;
      else await failureOf({ provider, drawing });
      expect(orders()).toHaveLength(provider.isRepeatable ? 2 : 1);
    },
  );

  test('a wrong key is not tried again, and not told', async () => {
    replying(() => ({ status: 401, json: { error: { message: `Incorrect API key provided: ${KEY}` } } }));
    await failureOf(draw(one));
    expect(orders()).toHaveLength(1);
  });

  test('a slow provider is left when the time is over', async () => {
    replying((_, seen) => ({ ...(one.made(png, seen) as object), delayMs: 5_000 }));
    expect((await failureOf(draw(one, { timeoutMs: 100 }))).name).toBe('TimeoutError');
    expect(orders()).toHaveLength(1);
  });

  test.each(['drops', 'drops half-way'] as const)(
    'a connection that %s never makes a second bill',
    async (how) => {
      replying((count, seen) => (count === 1 ? how : one.made(png, seen)));
      const { provider, drawing } = draw(one);
      if (provider.isRepeatable) {
        expect(provider.workUnits(await drawing)).toBe(one.work);
        expect(orders()).toHaveLength(2);
        expect(new Set(orders().map(({ headers }) => headers['idempotency-key']))).toEqual(new Set([JOB]));
      } else {
        await failureOf({ provider, drawing });
        expect(orders()).toHaveLength(1);
      }
    },
  );

  test('bytes that are no picture are handed on as they are, to be found out when they are stored', async () => {
    const broken = Buffer.from('no picture at all');
    server.reply = (seen) => one.made(broken, seen);
    const { drawing } = draw(one);
    expect(Buffer.from((await drawing).image.uint8Array)).toEqual(broken);
  });
});

describe('the most that can be reported', () => {
  const most = mostTextTokens(true);

  test.each<[string, (settings: RemoteSettings) => RemoteProvider, string, string, unknown]>([
    [
      'openai',
      openai,
      '/v1',
      'gpt-image-2.5-sunburst',
      {
        data: [{ b64_json: 'aGk=' }],
        usage: {
          input_tokens: most + 10_000,
          output_tokens: 1_756,
          input_tokens_details: { text_tokens: most, image_tokens: 10_000 },
        },
      },
    ],
    [
      'google',
      google,
      '/v1beta',
      'gemini-3-pro-image',
      {
        candidates: [
          {
            content: { parts: [{ inlineData: { mimeType: 'image/png', data: 'aGk=' } }] },
            finishReason: 'STOP',
          },
        ],
        usageMetadata: {
          promptTokenCount: most + 5_600,
          candidatesTokenCount: 1_120,
          thoughtsTokenCount: 8_192,
        },
      },
    ],
  ])('%s: is the work that is held for', async (name, open, path, model, json) => {
    server.reply = () => ({ json });
    const one = { ...cases[0]!, name, open, path, model };
    const { provider, drawing } = draw(one);
    expect(provider.workUnits(await drawing)).toBe(provider.mostWork(model, '1K', '1:1'));
  });

  test('a picture without a report of its work is not given away', async () => {
    server.reply = () => ({ json: { data: [{ b64_json: 'aGk=' }] } });
    expect((await failureOf(draw(cases[0]!))).message).toBe('openai reported no work.');
    expect(server.seen).toHaveLength(1);
  });
});

describe('what goes to a provider', () => {
  const [red, blue] = ['#f00', '#00f'].map((background) =>
    sharp({ create: { width: 4, height: 4, channels: 3, background } })
      .png()
      .toBuffer(),
  );
  const shown = async () => ({
    images: [await red!, await blue!],
    descriptions: ['the house', null],
  });
  const of = (name: string) => cases.find((one) => one.name === name)!;

  test('openai: the size, the quality of the model, and references as files of one order', async () => {
    const one = { ...of('openai'), model: 'gpt-image-2.5-sunburst' };
    server.reply = (seen) => one.made(png, seen);
    await draw(one, { aspectRatio: '16:9' }).drawing;
    expect(server.seen[0]).toMatchObject({ path: '/v1/images/generations' });
    expect(server.seen[0]!.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(JSON.parse(server.seen[0]!.body)).toEqual({
      model: 'gpt-image-2.5-sunburst',
      prompt: PROMPT,
      n: 1,
      size: '1360x768',
      quality: 'high',
      output_format: 'png',
    });
    await draw(one, await shown()).drawing;
    const { path, body } = server.seen[1]!;
    expect(path).toBe('/v1/images/edits');
    expect(body).toContain(`${PROMPT}\n\nReference image 1: the house`.replaceAll('\n', '\r\n'));
    expect(body.match(/name="image\[\]"/g)).toHaveLength(2);
  });

  test('google: ratio, size, a limit of tokens, and references beside the words', async () => {
    const one = of('google');
    server.reply = (seen) => one.made(png, seen);
    await draw(one, { ...(await shown()), aspectRatio: '21:9' }).drawing;
    const { path, headers, body } = server.seen[0]!;
    expect(path).toBe('/v1beta/models/gemini-3.1-flash-image:generateContent');
    expect(headers['x-goog-api-key']).toBe(KEY);
    expect(JSON.parse(body)).toMatchObject({
      contents: [
        {
          parts: [
            { text: `${PROMPT}\n\nReference image 1: the house` },
            { inlineData: { mimeType: 'image/png', data: (await red!).toString('base64') } },
            { inlineData: { mimeType: 'image/png', data: (await blue!).toString('base64') } },
          ],
        },
      ],
      generationConfig: {
        responseModalities: ['IMAGE'],
        maxOutputTokens: 9_312,
        imageConfig: { aspectRatio: '21:9', imageSize: '1K' },
      },
    });
  });

  test('google: what it draws while it thinks is not the picture', async () => {
    const one = of('google');
    const image = (data: Buffer, thought: boolean) => ({
      inlineData: { mimeType: 'image/png', data: data.toString('base64') },
      ...(thought && { thought }),
    });
    server.reply = () => ({
      json: {
        candidates: [
          {
            content: { parts: [image(Buffer.from('a sketch'), true), image(png, false)] },
            finishReason: 'STOP',
          },
        ],
        usageMetadata: { promptTokenCount: 12, candidatesTokenCount: 1_120 },
      },
    });
    const { image: made } = await draw(one).drawing;
    expect(Buffer.from(made.uint8Array)).toEqual(png);
  });

  test('google: a prompt that is blocked before anything is drawn is a refusal', async () => {
    server.reply = () => ({ json: { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } } });
    const { provider, drawing } = draw(of('google'));
    expect(provider.isRejection(await failureOf({ provider, drawing }))).toBe(true);
  });

  test('bfl: pixels where the model takes them, the ratio where it does not, references by number', async () => {
    const one = of('bfl');
    server.reply = (seen) => one.made(png, seen);
    await draw(one, await shown()).drawing;
    const [order] = server.seen;
    expect(order).toMatchObject({ path: '/v1/flux-2-pro', headers: { 'x-key': KEY } });
    expect(JSON.parse(order!.body)).toMatchObject({
      width: 992,
      height: 992,
      input_image: (await red!).toString('base64'),
      input_image_2: (await blue!).toString('base64'),
      safety_tolerance: 2,
    });
    server.seen = [];
    await draw({ ...one, model: 'flux-kontext-pro' }, { aspectRatio: '21:9' }).drawing;
    expect(JSON.parse(server.seen[0]!.body)).toMatchObject({ aspect_ratio: '21:9' });
    expect(JSON.parse(server.seen[0]!.body)).not.toHaveProperty('width');
  });

  test.each(['bfl', 'fal', 'replicate'])('%s: a hiccup while fetching does not order again', async (name) => {
    const one = of(name);
    let hiccups = 0;
    server.reply = (seen) => {
      if (seen.method === 'POST') return one.made(png, seen);
      hiccups += 1;
      return hiccups % 2 === 1 ? ('drops' as const) : one.made(png, seen);
    };
    const { provider, drawing } = draw(one);
    expect(provider.workUnits(await drawing)).toBe(one.work);
    expect(server.seen.filter(post)).toHaveLength(1);
  });

  test.each(
    ['bfl', 'fal', 'replicate'].flatMap((name) => [408, 409, 425].map((status) => ({ name, status }))),
  )(
    '$name: what was ordered and is answered with $status is asked for again, and not ordered again',
    async ({ name, status }) => {
      const one = of(name);
      let isFirst = true;
      server.reply = (seen) => {
        if (seen.method === 'POST' || !isFirst) return one.made(png, seen);
        isFirst = false;
        return { status, json: {} };
      };
      const { provider, drawing } = draw(one);
      expect(provider.workUnits(await drawing)).toBe(one.work);
      expect(server.seen.filter(post)).toHaveLength(1);
    },
  );

  test('a key does not follow a picture to another host', async () => {
    const elsewhere = await providerServer();
    elsewhere.reply = () => ({ bytes: png });
    const one = of('fal');
    server.reply = () => ({
      json: { images: [{ url: `${elsewhere.url}/picture.png`, width: 992, height: 992 }] },
    });
    await draw(one).drawing;
    expect(server.seen[0]!.headers.authorization).toBe(`Key ${KEY}`);
    expect(JSON.stringify(elsewhere.seen)).not.toContain(KEY);
    await elsewhere.close();
  });

  test('what fal paints over is a refusal', async () => {
    const one = of('fal');
    server.reply = (seen) =>
      seen.method === 'POST'
        ? {
            json: {
              images: [{ url: `${server.url}/picture.png`, width: 992, height: 992 }],
              has_nsfw_concepts: [true],
            },
          }
        : { bytes: png };
    const { provider, drawing } = draw(one);
    expect(provider.isRejection(await failureOf({ provider, drawing }))).toBe(true);
  });
});
