import sharp, { type Create } from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { now } from '#lib/core/clock.ts';
import { signedUrl } from '#lib/files/signed-url.ts';
import { JobBench } from '#lib/testing/job-bench.ts';
import { operator } from '#lib/testing/operator.ts';
import { toFailure } from './answer.ts';
import { order } from './order.ts';
import { createStudio } from './providers/studio/studio.ts';
import { runJob } from './run.ts';
import { findJob } from './store.ts';

const own = { appUrl: 'https://app.test', secret: 'a secret of the test' };
const never = new AbortController().signal;

let bench: JobBench;
let workshop: ReturnType<JobBench['workshop']>;
beforeAll(async () => {
  bench = await JobBench.open();
  // Strangers' hosts do not exist here: what is fetched has an address of ours.
  workshop = { ...bench.workshop(), operator: operator(bench.files, own, { resolve: async () => [] }) };
});
afterAll(() => bench.close());

const picture = (change: Partial<Create> = {}) =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#c21', ...change } });

/** A file of ours and its address. */
async function shown(bytes: Uint8Array, name = 'shown'): Promise<string> {
  await bench.files.write(`uploads/${name}.png`, bytes);
  const expiresAt = new Date(now().getTime() + 60_000);
  return signedUrl({ key: `uploads/${name}.png`, expiresAt }, { base: own.appUrl, secret: own.secret });
}

function ordered(...references: { url: string; description?: string }[]) {
  return bench.accepted('0.06', order({ prompt: 'a house', model: 'sketch', reference_images: references }));
}

test('references are fetched, made upright and moderate, and shown with what they are', async () => {
  workshop.maker.calls = [];
  const turned = await picture({ width: 3000, height: 1500 })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const clear = await picture({ channels: 4, background: '#0000' }).png().toBuffer();
  const job = await ordered(
    { url: await shown(turned, 'turned'), description: 'the house' },
    { url: await shown(clear, 'clear') },
  );
  await runJob(workshop, job.jobId, never);
  expect(await bench.stands(job)).toMatchObject({ status: 'completed', cost: '0.010000' });
  const [call] = workshop.maker.calls;
  expect(call).toMatchObject({
    prompt: 'a house',
    providerOptions: { studio: { descriptions: ['the house', null] } },
  });
  const files = call!.files!.map((file) => (file.type === 'file' ? file : expect.fail('a file')));
  expect(files.map(({ mediaType }) => mediaType)).toEqual(['image/jpeg', 'image/png']);
  expect(await sharp(files[0]!.data as Uint8Array).metadata()).toMatchObject({ width: 500, height: 1000 });
  expect((await sharp(files[0]!.data as Uint8Array).metadata()).exif).toBeUndefined();
});

test.each<[string, () => Promise<string>, RegExp]>([
  [
    'whose host does not exist',
    async () => 'https://nowhere.example/a.png',
    /names a host that does not exist/,
  ],
  ['that is private', async () => 'https://127.0.0.1/a.png', /must lead to a public address/],
  [
    'of ours that was cut short',
    async () => (await shown(await picture().png().toBuffer())).slice(0, -3),
    /is not an address that we made: copy it whole/,
  ],
  ['that is no picture', () => shown(Buffer.from('words')), /cannot be read/],
  ['that is torn', async () => shown((await picture().png().toBuffer()).subarray(0, 60)), /cannot be read/],
])('a reference %s fails the job at no cost and is named', async (_, address, why) => {
  workshop.maker.calls = [];
  const good = await shown(await picture().png().toBuffer(), 'good');
  const job = await ordered({ url: good }, { url: await address() });
  await runJob(workshop, job.jobId, never);
  expect(await bench.stands(job)).toEqual({
    status: 'failed',
    cost: '0.000000',
    error: 'validation_error',
    available: '10.000000',
    held: '0.000000',
  });
  expect(workshop.maker.calls).toHaveLength(0);
  const failure = toFailure((await findJob(bench.db.pool, job.customer.customerId, job.jobId))!, {
    isRepeat: false,
  });
  expect(failure.message).toMatch(/^reference_images\.1\.url .* You were not charged\.$/);
  expect(failure.details).toMatchObject({
    fields: [{ field: 'reference_images.1.url', message: expect.stringMatching(why) }],
    cost_eur: '0.000000',
  });
});

test('the studio takes its colours from what it is shown', async () => {
  const studio = { ...workshop, providers: { studio: createStudio() } };
  const hashOf = async (...references: { url: string }[]) => {
    const job = await ordered(...references);
    await runJob(studio, job.jobId, never);
    expect(await bench.stands(job)).toMatchObject({ status: 'completed' });
    const { picture: made } = (await findJob(bench.db.pool, job.customer.customerId, job.jobId))!;
    return made && 'formats' in made ? made.formats.png.sha256 : expect.fail('a picture');
  };
  const red = await shown(await picture().png().toBuffer(), 'red');
  const plain = await hashOf();
  expect(await hashOf({ url: red })).not.toBe(plain);
  expect(await hashOf({ url: red })).toBe(await hashOf({ url: red }));
});

test('an order without references is stored as before', () => {
  expect(order({ prompt: 'a house', reference_images: [] }).order).toEqual({
    prompt: 'a house',
    imageSize: '1K',
    aspectRatio: '1:1',
    strictness: 'normal',
  });
});
