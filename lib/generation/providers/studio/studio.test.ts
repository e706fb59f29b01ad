import { createHash } from 'node:crypto';
import { type GenerateImageResult, generateImage } from 'ai';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { ASPECT_RATIOS } from '#lib/contracts/image-choices.ts';
import { ContentRejectedError, ProviderFailedError } from '../errors.ts';
import { pixelSize } from './dimensions.ts';
import { STUDIO_MODELS } from './models.ts';
import { createStudio, type PictureReport, predictWork } from './studio.ts';

const studio = createStudio();
const faulty = createStudio({ faults: true });

type Ask = Omit<Parameters<typeof generateImage>[0], 'model' | 'prompt'> & {
  model?: string;
  of?: typeof studio;
};
const ask = (
  prompt: Parameters<typeof generateImage>[0]['prompt'],
  { model = 'sketch', of = studio, ...rest }: Ask = {},
) => generateImage({ model: of.imageModel(model), prompt, ...rest });
const reports = (result: GenerateImageResult): PictureReport[] =>
  result.providerMetadata.studio?.images as unknown as PictureReport[];
const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** How long something takes to be refused, and why. */
async function refusalOf(promise: Promise<unknown>): Promise<{ error: unknown; afterMs: number }> {
  const startMs = performance.now();
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, afterMs: performance.now() - startMs };
}

describe('through generateImage', () => {
  test.each(STUDIO_MODELS.map(({ id }) => id))(
    '%s makes a PNG of the size asked for and says what it did',
    async (model) => {
      const result = await ask('a lighthouse at dusk', { model, aspectRatio: '3:2' });
      expect(result.image.mediaType).toBe('image/png');
      const { format, width, height, hasAlpha } = await sharp(result.image.uint8Array).metadata();
      expect({ format, width, height, hasAlpha }).toEqual({
        format: 'png',
        width: 1024,
        height: 683,
        hasAlpha: false,
      });
      const [report] = reports(result);
      expect(report).toMatchObject({ subject: 'lighthouse', width: 1024, height: 683 });
      expect(report!.workUnits).toBeLessThanOrEqual(report!.maxWorkUnits);
      expect(result.usage).toEqual({
        inputTokens: 0,
        outputTokens: report!.workUnits,
        totalTokens: report!.workUnits,
      });
      expect(studio.workUnits(result)).toBe(BigInt(report!.workUnits));
      expect(predictWork(model, 'a lighthouse at dusk', { imageSize: '1K', aspectRatio: '3:2' })).toBe(
        report!.workUnits,
      );
      expect(result.warnings).toEqual([]);
      expect(result.responses[0]).toMatchObject({ modelId: model });
    },
  );

  test.each(ASPECT_RATIOS)('draws %s at 1K, whether asked by ratio or by pixels', async (aspectRatio) => {
    const { width, height } = pixelSize('1K', aspectRatio);
    const byRatio = await ask('a tree', { aspectRatio: aspectRatio as `${number}:${number}` });
    const meta = await sharp(byRatio.image.uint8Array).metadata();
    expect([meta.width, meta.height]).toEqual([width, height]);
    const byPixels = await ask('a tree', { size: `${width}x${height}` });
    expect(hash(byPixels.image.uint8Array)).toBe(hash(byRatio.image.uint8Array));
  });

  test('draws 2K and 4K when asked as generation asks', async () => {
    for (const imageSize of ['2K', '4K'] as const) {
      const { width, height } = pixelSize(imageSize, '21:9');
      const result = await ask('a calm sea, minimalist', {
        size: `${width}x${height}`,
        aspectRatio: '21:9',
        providerOptions: { studio: { imageSize } },
      });
      const meta = await sharp(result.image.uint8Array).metadata();
      expect([meta.width, meta.height]).toEqual([width, height]);
    }
  });

  test('several pictures of one prompt differ, are counted each, and the first is the only one asked alone', async () => {
    const result = await ask('a cat', { n: 2, aspectRatio: '21:9' });
    const [first, second] = result.images.map((image) => hash(image.uint8Array));
    expect(first).not.toBe(second);
    const alone = await ask('a cat', { aspectRatio: '21:9' });
    expect(hash(alone.image.uint8Array)).toBe(first);
    const again = await ask('a cat', { aspectRatio: '21:9', seed: 1 });
    expect(hash(again.image.uint8Array)).toBe(second);
    expect(result.usage.outputTokens).toBe(
      reports(result).reduce((sum, report) => sum + report.workUnits, 0),
    );
  });
});

describe('the same request', () => {
  const bytesOf = (prompt: string, model: string) =>
    ask(prompt, { model, aspectRatio: '21:9' }).then(({ image }) => hash(image.uint8Array));

  test.each([
    ['atelier', 'a forest in autumn fog'],
    ['scene', 'watercolour of a boat'],
    ['sketch', 'oil painting of a tree'],
    ['sketch', 'pencil drawing of a dog'],
    ['sketch', 'pixel art of a rocket'],
  ])('to %s for "%s" gives the same bytes, however it is typed', async (model, prompt) => {
    expect(await bytesOf(`  ${prompt.toUpperCase()} `, model)).toBe(await bytesOf(prompt, model));
  });

  test('with another word, or to another model, gives others', async () => {
    const prompts = ['a dog', 'a dog and birds', 'a cat'];
    const hashes = [
      ...(await Promise.all(prompts.map((prompt) => bytesOf(prompt, 'sketch')))),
      await bytesOf('a dog', 'scene'),
    ];
    expect(new Set(hashes).size).toBe(4);
  });
});

describe('references', () => {
  const plain = (r: number, g: number, b: number): Promise<Buffer> =>
    sharp({ create: { width: 40, height: 30, channels: 3, background: { r, g, b } } })
      .jpeg()
      .toBuffer();
  const mean = async (bytes: Uint8Array): Promise<number[]> => {
    const { channels } = await sharp(bytes).stats();
    return channels.map((channel) => channel.mean);
  };

  test('lend their colours, and nothing else: the work stays the same', async () => {
    const [red, green] = [await plain(200, 30, 40), await plain(30, 190, 60)];
    const with_ = (image: Buffer) => ask({ text: 'hills at noon', images: [image] }, { aspectRatio: '21:9' });
    const [inRed, inGreen] = [await with_(red), await with_(green)];
    const [r, g] = [await mean(inRed.image.uint8Array), await mean(inGreen.image.uint8Array)];
    expect(r[0]! - r[1]!).toBeGreaterThan(g[0]! - g[1]! + 20);
    expect(inRed.usage).toEqual(inGreen.usage);
    expect(hash((await with_(red)).image.uint8Array)).toBe(hash(inRed.image.uint8Array));
  });

  test('that are no image end the call; a mask is named as unsupported', async () => {
    const { error } = await refusalOf(ask({ text: 'a tree', images: [Buffer.from('no image')] }));
    expect(error).toMatchObject({ name: 'ProviderFailedError', retryable: false });
    const masked = await ask({ text: 'a tree', images: [await plain(9, 9, 9)], mask: await plain(0, 0, 0) });
    expect(masked.warnings).toEqual([{ type: 'unsupported', feature: 'mask' }]);
  });
});

describe('a call that comes to nothing', () => {
  test('is refused by moderation with an error of its own, at once', async () => {
    const { error } = await refusalOf(ask('a scene of explicit gore'));
    expect(error).toBeInstanceOf(ContentRejectedError);
    expect(studio.isRejection(error)).toBe(true);
    const options = { studio: { strictness: 'liberal' } };
    await expect(
      ask('a naked statue', { aspectRatio: '21:9', providerOptions: options }),
    ).resolves.toBeDefined();
    await expect(ask('a naked statue')).rejects.toBeInstanceOf(ContentRejectedError);
  });

  test.each<[string, Ask]>([
    ['a size that is not drawn', { size: '1000x1000' }],
    ['a ratio that is not drawn', { aspectRatio: '7:1' }],
    ['a size and a ratio that contradict each other', { size: '1024x1024', aspectRatio: '3:2' }],
    ['an image size that does not exist', { providerOptions: { studio: { imageSize: '8K' } } }],
  ])('names %s', async (_, options) => {
    const { error } = await refusalOf(ask('a tree', options));
    expect(error).toBeInstanceOf(ProviderFailedError);
    expect(studio.isRejection(error)).toBe(false);
  });

  test('a model that the studio does not have is not made', () => {
    expect(() => studio.imageModel('studio-oil')).toThrow(ProviderFailedError);
    expect(studio.imageModel('atelier').modelId).toBe('studio-atelier');
  });

  test('an aborted call ends with the reason: before it starts, and in the middle of a 4K picture', async () => {
    await expect(ask('a tree', { abortSignal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow(
      'too late',
    );
    const stop = new AbortController();
    const size = pixelSize('4K', '1:1');
    const running = refusalOf(
      ask('a city', { model: 'scene', size: `${size.width}x${size.height}`, abortSignal: stop.signal }),
    );
    setTimeout(() => stop.abort(new Error('enough')), 50);
    expect((await running).error).toMatchObject({ message: 'enough' });
  });
});

describe('markers', () => {
  test('make a studio with faults fail, wait and spoil the bytes', async () => {
    const failed = await refusalOf(ask('a tree [[fail]]', { of: faulty }));
    expect(failed.error).toMatchObject({ name: 'ProviderFailedError', retryable: false });
    const passing = await refusalOf(ask('a tree [[fail:retryable]]', { of: faulty }));
    expect(passing.error).toMatchObject({ retryable: true });
    const spoilt = await ask('a tree [[malformed]]', { of: faulty });
    await expect(sharp(spoilt.image.uint8Array).metadata()).rejects.toThrow();
    expect(spoilt.usage.outputTokens).toBeGreaterThan(0);
  });

  test('let a slow picture be waited for, and be aborted while it waits', async () => {
    const startMs = performance.now();
    await ask('a tree [[slow:300ms]]', { of: faulty, aspectRatio: '21:9' });
    expect(performance.now() - startMs).toBeGreaterThan(290);
    const slow = ask('a tree [[slow:60s]]', { of: faulty, abortSignal: AbortSignal.timeout(60) });
    const { error, afterMs } = await refusalOf(slow);
    expect(error).toMatchObject({ name: 'TimeoutError' });
    expect(afterMs).toBeLessThan(10_000);
  });

  test('are plain words to a studio without faults', async () => {
    const result = await ask('a tree [[fail]] [[malformed]] [[slow:60s]]', { aspectRatio: '21:9' });
    expect((await sharp(result.image.uint8Array).metadata()).format).toBe('png');
  });
});
