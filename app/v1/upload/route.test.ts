import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { LARGEST_UPLOAD_BYTES } from '#lib/contracts/operation-choices.ts';
import { type OperationResult, type UploadResult, uploadResult } from '#lib/contracts/operations.ts';
import type { Problem } from '#lib/contracts/problem.ts';
import { now } from '#lib/core/clock.ts';
import type { Database } from '#lib/db/client.ts';
import { localFileStore } from '#lib/files/file-store.ts';
import { deleteExpiredUploads, keepUpload, MOST_UPLOADS, type Received } from '#lib/files/uploads.ts';
import { APP_URL, ApiApp } from '#lib/testing/api-app.ts';
import { endpointOf, expectDocumented } from '#lib/testing/documented.ts';
import { gifOfFrames } from '#lib/testing/gif-of-frames.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { peakGrowthOf } from '#lib/testing/peak-memory.ts';
import { GET as getFile } from '../../files/[...key]/route.ts';
import { POST as process } from '../process/[operation]/route.ts';
import { POST } from './route.ts';

let app: ApiApp;
let as: PayingCustomer;
let png: Buffer;
/** Where files are received, and nothing else is. */
let scratch: string;
beforeAll(async () => {
  app = await ApiApp.open();
  scratch = mkdtempSync(join(tmpdir(), 'depicta-upload-test-'));
  vi.stubEnv('TMPDIR', scratch);
  as = await payingCustomer(app.db.pool, { at: now(), credit: '10' });
  png = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#c03020' } })
    .png()
    .toBuffer();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  rmSync(scratch, { recursive: true });
  await app.close();
});
afterEach(() => app.stopWorking());

type Answered<Body> = { status: number; body: Body; headers: Headers };
async function send<Body = Problem>(
  body: BodyInit | undefined,
  headers: Record<string, string> = {},
  who: PayingCustomer | null = as,
): Promise<Answered<Body>> {
  const authorization = who === null ? {} : { Authorization: `Bearer ${who.apiKey.secret}` };
  const init = {
    method: 'POST',
    headers: { ...authorization, ...headers },
    ...(body !== undefined && { body, duplex: 'half' }),
  };
  const response = await POST(new Request(`${APP_URL}/v1/upload`, init as RequestInit), {
    params: Promise.resolve({}),
  });
  const { status, headers: told } = response;
  const answer = { status, body: (await response.json()) as Body, headers: told };
  expectDocumented(await endpointOf(POST, {}), answer);
  return answer;
}
function form(bytes: Uint8Array<ArrayBuffer>, field = 'file'): FormData {
  const data = new FormData();
  data.set(field, new Blob([bytes]), 'a picture.png');
  return data;
}
const upload = async (bytes: Uint8Array, who = as) =>
  send<UploadResult>(form(new Uint8Array(bytes)), {}, who);
const download = (url: string) => {
  const { pathname, search } = new URL(url);
  return app.respond(getFile, { path: pathname + search, params: { key: pathname.split('/').slice(2) } });
};
const picturesOf = (folder: string) =>
  readdirSync(folder, { recursive: true }).filter((name) => name.toString().includes('image.'));
const leftovers = () => readdirSync(scratch);

test('a picture that is sent can be downloaded and worked on, and costs nothing by itself', async () => {
  const { status, body, headers } = await upload(png);
  expect(status).toBe(200);
  expect(uploadResult.parse(body)).toEqual(body);
  expect(body).toMatchObject({ width: 60, height: 40, format: 'png' });
  expect(headers.get('X-Request-Id')).toMatch(/^req_/);
  expect(new Date(body.expires_at).getTime() - Date.now()).toBeGreaterThan(3_590_000);
  expect(Buffer.from(await (await download(body.url)).arrayBuffer()).equals(png)).toBe(true);

  await app.startWorking();
  const operation = { as, params: { operation: 'grayscale' }, body: { input_image_url: body.url } };
  const done = await app.call<OperationResult>(process, operation);
  expect(done).toMatchObject({
    status: 200,
    body: { width: 60, cost_eur: '0.001000', balance_eur: '9.999000' },
  });
});

test('what the file is its bytes say, and its sides are those it is shown with', async () => {
  const turned = await sharp(png).jpeg().withMetadata({ orientation: 6 }).toBuffer();
  expect((await upload(turned)).body).toMatchObject({ width: 40, height: 60, format: 'jpeg' });
});

test('whatever is no picture is refused, with the field, and nothing of it stays', async () => {
  const refused = async (body: BodyInit | undefined, headers: Record<string, string> = {}) => {
    const answer = await send(body, headers);
    return [answer.status, answer.body.error, answer.body.message];
  };
  const text = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>');
  expect(await refused(form(text))).toEqual([
    422,
    'validation_error',
    expect.stringMatching(/^file is not a PNG/),
  ]);
  expect(await refused(form(new Uint8Array(png.subarray(0, 30))))).toEqual([
    422,
    'validation_error',
    expect.stringMatching(/^file cannot be read/),
  ]);
  expect(await refused(form(new Uint8Array(0)))).toEqual([
    422,
    'validation_error',
    expect.stringContaining('file: is empty'),
  ]);
  expect(await refused(new FormData())).toEqual([
    422,
    'validation_error',
    expect.stringContaining('file: is missing'),
  ]);
  expect(await refused(form(new Uint8Array(png), 'picture'))).toEqual([
    422,
    'validation_error',
    expect.stringContaining('picture: is not known here; file: is missing'),
  ]);
  const words = new FormData();
  words.set('file', 'a.png');
  expect(await refused(words)).toEqual([
    422,
    'validation_error',
    expect.stringMatching(/\bfile: must be sent as a file, with a file name\.?$/),
  ]);
  const twice = form(new Uint8Array(png));
  twice.append('file', new Blob([new Uint8Array(png)]), 'b.png');
  expect(await refused(twice)).toEqual([
    422,
    'validation_error',
    expect.stringContaining('file: is there more than once'),
  ]);
  expect(await refused(JSON.stringify({ file: 'a' }), { 'Content-Type': 'application/json' })).toEqual([
    400,
    'bad_request',
    expect.stringContaining('multipart/form-data'),
  ]);
  expect(await refused(undefined)).toEqual([
    400,
    'bad_request',
    expect.stringContaining('multipart/form-data'),
  ]);
  const cut = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc';
  expect(await refused(cut, TYPE)).toEqual([400, 'bad_request', expect.stringContaining('not complete')]);
  expect(leftovers()).toEqual([]);
});

/** How a form begins that has a file in it. */
const HEAD = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n';
const TYPE = { 'Content-Type': 'multipart/form-data; boundary=x' };

test('what is broken off half-way leaves nothing behind, and ends', async () => {
  const gone = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(HEAD)),
    async pull(controller) {
      controller.enqueue(new Uint8Array(300_000));
      await sleep(50);
      controller.error(new Error('aborted'));
    },
  });
  expect(await send(gone, TYPE)).toMatchObject({ status: 400, body: { error: 'bad_request' } });
  expect(leftovers()).toEqual([]);
});

test('few are received at once: one more is refused before it is read, and let in when one has ended', async () => {
  const customers = await Promise.all(
    Array.from({ length: 5 }, () => payingCustomer(app.db.pool, { at: now() })),
  );
  const [who, ...others] = customers as [PayingCustomer, ...PayingCustomer[]];
  const stall = (by: PayingCustomer) => {
    const end = new AbortController();
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(HEAD));
        end.signal.addEventListener('abort', () => controller.error(new Error('aborted')));
      },
    });
    return { end: () => end.abort(), answer: send(body, TYPE, by) };
  };
  const refused = async (by: PayingCustomer) => {
    const { status, body, headers } = await send(form(new Uint8Array(png)), {}, by);
    expect(headers.get('Retry-After')).toBe(status === 429 ? '5' : null);
    return status === 429 ? (body.details as { rule: string }).rule : undefined;
  };
  const first = [1, 2, 3, 4].map(() => stall(who));
  await vi.waitFor(() => expect(leftovers()).toHaveLength(4));
  expect(await refused(who)).toBe('uploads_at_once');
  expect(await refused(others[0]!)).toBeUndefined();

  const rest = others.slice(0, 3).flatMap((other) => [1, 2, 3, 4].map(() => stall(other)));
  await vi.waitFor(() => expect(leftovers()).toHaveLength(16));
  expect(await refused(others[3]!)).toBe('uploads_busy');
  first[0]!.end();
  expect(await first[0]!.answer).toMatchObject({ status: 400 });
  expect(await refused(others[3]!)).toBeUndefined();
  expect(await refused(who)).toBeUndefined();
  for (const { end } of [...first, ...rest]) end();
  await Promise.all([...first, ...rest].map(({ answer }) => answer));
  expect(leftovers()).toEqual([]);
});

test.each([
  'multipart/form-data; xboundary=x',
  `multipart/form-data; boundary=${'b'.repeat(300)}`,
  'multipart/form-data; boundary=',
])('a type that names no boundary of a form (%.40s) is a bad request', async (type) => {
  const answer = await send('--x--\r\n', { 'Content-Type': type });
  expect(answer).toMatchObject({ status: 400, body: { error: 'bad_request' } });
  expect(leftovers()).toEqual([]);
});

test('a part without a name is told as one', async () => {
  const answer = await send('--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n', TYPE);
  expect(answer.status).toBe(422);
  expect(answer.body.message).not.toContain('undefined');
});

test('more than 50 MB are refused, before they are read where their size is told', async () => {
  let sent = 0;
  const endless = () =>
    new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(HEAD)),
      pull(controller) {
        if (sent > LARGEST_UPLOAD_BYTES) {
          controller.enqueue(new TextEncoder().encode('\r\n--x--\r\n'));
          controller.close();
          return;
        }
        sent += 1_000_000;
        controller.enqueue(new Uint8Array(1_000_000));
      },
    });
  expect(await send(endless(), TYPE)).toMatchObject({
    status: 413,
    body: { error: 'payload_too_large', message: 'The file is larger than 50 MB.' },
  });
  sent = 0;
  const told = await send(endless(), { ...TYPE, 'Content-Length': '60000000' });
  expect(told.status).toBe(413);
  expect(sent).toBeLessThan(5_000_000);
  expect(leftovers()).toEqual([]);
});

test('an animation of millions of frames is looked at in another process', { timeout: 60_000 }, async () => {
  const gif = form(gifOfFrames(50_000_000));
  const grown = await peakGrowthOf(async () => {
    // Refused where that takes long.
    expect([200, 422]).toContain((await send(gif)).status);
  });
  expect(grown).toBeLessThan(200_000_000);
  expect(leftovers()).toEqual([]);
});

test('only a verified customer with a key may send', async () => {
  expect(await send(form(new Uint8Array(png)), {}, null)).toMatchObject({
    status: 401,
    body: { error: 'auth_invalid' },
  });
  const unverified = await payingCustomer(app.db.pool, { at: now(), emailVerified: false });
  expect(await upload(png, unverified)).toMatchObject({
    status: 403,
    body: { error: 'auth_email_not_verified' },
  });
});

test('after its hour an upload is gone: for downloads, for operations, and from the disk', async () => {
  const { body } = await upload(png);
  await app.given.ownerPool.query(
    "UPDATE upload SET created_at = created_at - interval '2 hours', expires_at = expires_at - interval '2 hours' WHERE id = $1",
    [body.id],
  );
  const key = new URL(body.url).pathname.replace('/files/', '');
  const files = localFileStore(app.folder);
  expect(await files.read(key)).toBeDefined();
  expect(await deleteExpiredUploads(app.db, files)).toBe(1);
  expect(await deleteExpiredUploads(app.db, files)).toBe(0);
  expect(await files.read(key)).toBeUndefined();
  expect((await download(body.url)).status).toBe(410);
  await app.startWorking();
  const operation = { as, params: { operation: 'grayscale' }, body: { input_image_url: body.url } };
  expect(await app.call<Problem>(process, operation)).toMatchObject({
    status: 422,
    body: { message: 'input_image_url could be downloaded for one hour and is gone. You were not charged.' },
  });
});

test('sent again with its key, also at once, it is one upload', async () => {
  const other = await payingCustomer(app.db.pool, { at: now() });
  const key = { 'Idempotency-Key': 'picture-1' };
  const again = () => send<UploadResult>(form(new Uint8Array(png)), key, other);
  const folder = `${app.folder}/uploads`;
  const before = picturesOf(folder).length;
  const answers = await Promise.all(Array.from({ length: 4 }, again));
  answers.push(await again());
  const [{ body }] = answers as [Answered<UploadResult>];
  for (const answer of answers) expect(answer).toMatchObject({ status: 200, body });
  const replayed = answers.map(({ headers }) => headers.get('Idempotent-Replayed'));
  expect(replayed.filter((each) => each === null)).toHaveLength(1);
  expect(replayed.at(-1)).toBe('true');
  expect(picturesOf(folder)).toHaveLength(before + 1);
  const { rows } = await app.given.ownerPool.query('SELECT id FROM upload WHERE customer_id = $1', [
    other.customerId,
  ]);
  expect(rows).toEqual([{ id: body.id }]);

  const turned = await sharp(png).rotate(90).png().toBuffer();
  const mismatch = { status: 422, body: { error: 'idempotency_mismatch' } };
  expect(await send(form(new Uint8Array(turned)), key, other)).toMatchObject(mismatch);
  expect(await send(form(new Uint8Array(turned)), key)).toMatchObject({ status: 200 });
  const wrong = await send(form(new Uint8Array(png)), { 'Idempotency-Key': 'a b' }, other);
  expect(wrong).toMatchObject({ status: 422, body: { error: 'validation_error' } });
});

test('a key is kept for a day', async () => {
  const other = await payingCustomer(app.db.pool, { at: now() });
  const key = { 'Idempotency-Key': 'daily' };
  const { body } = await send<UploadResult>(form(new Uint8Array(png)), key, other);
  const age = (hours: number) =>
    app.given.ownerPool.query(
      `UPDATE upload SET created_at = now() - $2 * interval '1 hour', expires_at = now() - ($2 - 1) * interval '1 hour'
       WHERE id = $1`,
      [body.id, hours],
    );
  await age(23);
  expect((await send<UploadResult>(form(new Uint8Array(png)), key, other)).body.id).toBe(body.id);
  await age(25);
  const anew = await send<UploadResult>(form(new Uint8Array(png)), key, other);
  expect(anew.status).toBe(200);
  expect(anew.body.id).not.toBe(body.id);
  expect((await download(anew.body.url)).status).toBe(200);
});

test('an upload whose recording was done and its answer lost has its file', async () => {
  const other = await payingCustomer(app.db.pool, { at: now() });
  const files = localFileStore(app.folder);
  const lost: Pick<Database, 'prisma'> = {
    prisma: new Proxy(app.db.prisma, {
      get: (prisma, name) =>
        name === '$transaction'
          ? async (work: never) => {
              await prisma.$transaction(work);
              throw Object.assign(new Error('lost'), { code: 'ECONNRESET' });
            }
          : Reflect.get(prisma, name),
    }),
  };
  const path = join(app.folder, 'sent.png');
  writeFileSync(path, png);
  const received: Received = {
    ...{ customerId: other.customerId, path, format: 'png', width: 60, height: 40 },
    ...{ sizeBytes: png.byteLength, sha256: createHash('sha256').update(png).digest('hex') },
    idempotencyKey: 'lost',
  };
  await expect(keepUpload(lost, files, received)).rejects.toThrow('lost');
  const again = await send<UploadResult>(form(new Uint8Array(png)), { 'Idempotency-Key': 'lost' }, other);
  expect(again.status).toBe(200);
  expect((await download(again.body.url)).status).toBe(200);
});

test('a customer may keep a hundred at a time, and is told when there are more', async () => {
  const other = await payingCustomer(app.db.pool, { at: now() });
  await app.given.ownerPool.query(
    `INSERT INTO upload (id, customer_id, format, width, height, size_bytes, sha256, created_at, expires_at)
     SELECT gen_random_uuid(), $1, 'png', 1, 1, 1, '', now(), now() + interval '1 hour' FROM generate_series(1, $2)`,
    [other.customerId, MOST_UPLOADS - 1],
  );
  const one = (key: string) => send(form(new Uint8Array(png)), { 'Idempotency-Key': key }, other);
  const together = await Promise.all(['a', 'b', 'c', 'd'].map(one));
  expect(together.map(({ status }) => status).toSorted()).toEqual([200, 429, 429, 429]);
  // What was kept is answered though there is no room for more.
  const kept = together.findIndex(({ status }) => status === 200);
  expect(await one('abcd'[kept]!)).toMatchObject({ status: 200, body: together[kept]!.body });
  const answer = await send(form(new Uint8Array(png)), {}, other);
  expect(answer).toMatchObject({
    status: 429,
    body: { error: 'rate_limited', details: { max_uploads: 100 } },
  });
  expect(answer.headers.get('Retry-After')).toBe('60');
});
