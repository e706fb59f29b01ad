import { mkdtempSync, readdirSync, readlinkSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { download } from './download.ts';
import { localFileStore } from './file-store.ts';
import { type FileAccess, signedUrl, verifySignedUrl } from './signed-url.ts';

const folder = mkdtempSync(join(tmpdir(), 'depicta-files-test-'));
const files = localFileStore(folder);
afterAll(() => rmSync(folder, { recursive: true }));

const secret = 'a-secret-of-more-than-thirty-two-characters';
const at = new Date('2026-11-22T12:00:00.000Z');
const later = new Date('2026-11-22T13:00:00.123Z');
const access: FileAccess = { key: 'generations/ab/1/image.png', expiresAt: later };
const signed = (of = access) => new URL(signedUrl(of, { base: 'https://app.example', secret }));
const keyOf = (url: URL) => url.pathname.slice('/files/'.length);
const ask = (
  url: URL,
  now = at,
  method = 'GET',
  headers: Record<string, string> = {},
  signal?: AbortSignal,
) =>
  download(files, {
    ...{ key: keyOf(url), query: url.searchParams, method, headers: new Headers(headers), secret, at: now },
    ...(signal && { signal }),
  });
/** How many files of the store this process has open. */
const openFiles = () =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder);
    } catch {
      return false;
    }
  }).length;

describe('the local store', () => {
  test('gives back what was written, and the last of it', async () => {
    await files.write('a/b.png', Buffer.from('one'));
    await files.write('a/b.png', Buffer.from('two'));
    expect(Buffer.from((await files.read('a/b.png'))!).toString()).toBe('two');
    expect(await files.read('a/c.png')).toBeUndefined();
    expect(readdirSync(join(folder, 'a'))).toEqual(['b.png']);
  });

  test('tells the SHA-256 of what it wrote', async () => {
    expect(await files.write('a/empty.png', new Uint8Array())).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  test('of two writers at once, one wins whole', async () => {
    const texts = Array.from({ length: 20 }, (_, i) => `${i}`.repeat(100_000));
    await Promise.all(texts.map((text) => files.write('race/x.png', Buffer.from(text))));
    expect(texts).toContain(Buffer.from((await files.read('race/x.png'))!).toString());
  });

  test('removes what was written more than a day ago, and nothing that is kept', async () => {
    const written = async (key: string, hours: number) => {
      await files.write(key, Buffer.from('x'));
      const at = Date.now() / 1000 - hours * 3600;
      utimesSync(join(folder, key, '..'), at, at);
    };
    await written('generations/ab/old/image.png', 25);
    await written('uploads/cd/old/image.png', 25);
    await written('generations/ab/new/image.png', 23);
    await written('generations/ef/new/image.png', 0);
    expect(await files.removeAbandoned()).toBe(2);
    expect(await files.removeAbandoned()).toBe(0);
    expect(await files.read('generations/ab/old/image.png')).toBeUndefined();
    expect(readdirSync(join(folder, 'uploads/cd'))).toEqual([]);
    expect(readdirSync(join(folder, 'generations/ab'))).toEqual(['new']);
    expect(readdirSync(join(folder, 'generations/ef'))).toEqual(['new']);
    expect(await localFileStore(join(folder, 'not-there')).removeAbandoned()).toBe(0);
  });

  test('removes what is below a prefix, half-written files too, and nothing beside it', async () => {
    await files.write('p/1/x.png', Buffer.from('x'));
    await files.write('p/12/x.png', Buffer.from('x'));
    writeFileSync(join(folder, 'p/1/x.png.123456.tmp'), 'half');
    await files.removeAll('p/1/');
    await files.removeAll('p/1/');
    expect(readdirSync(join(folder, 'p'))).toEqual(['12']);
  });

  test.each(['../x.png', '/etc/passwd', 'a/../../x', 'a//b', '', 'A.png', 'a/b.png/..', 'a\0b'])(
    'refuses %j',
    async (key) => {
      await expect(files.read(key)).rejects.toThrow(RangeError);
      await expect(files.write(key, new Uint8Array())).rejects.toThrow(RangeError);
    },
  );
});

describe('a signed address', () => {
  test('is the same each time, and says which file and until when', () => {
    expect(signed().href).toBe(signed().href);
    const url = signed();
    expect(verifySignedUrl(keyOf(url), url.searchParams, secret)).toEqual(access);
  });

  test('opens its file, as a picture and nothing else, until its time', async () => {
    await files.write(access.key, Buffer.from('bytes'));
    const response = await ask(signed());
    expect(await response.text()).toBe('bytes');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': '5',
      'accept-ranges': 'bytes',
      'content-disposition': 'inline; filename="depicta-1-image.png"',
      'cache-control': 'private, max-age=3600, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect((await ask(signed(), new Date(later.getTime() - 1))).status).toBe(200);
    await expect(ask(signed(), later)).rejects.toMatchObject({ code: 'gone' });
  });

  test('sends a file as it is taken, and closes it when nobody takes it any more', async () => {
    const large = { ...access, key: 'generations/ab/3/image.png' };
    await files.write(large.key, Buffer.alloc(30_000_000, 'x'));
    const { arrayBuffers } = process.memoryUsage();
    const response = await ask(signed(large));
    const reader = response.body!.getReader();
    expect((await reader.read()).value!.byteLength).toBeLessThan(1_000_000);
    expect(process.memoryUsage().arrayBuffers - arrayBuffers).toBeLessThan(10_000_000);
    expect(openFiles()).toBe(1);
    await reader.cancel();
    await vi.waitFor(() => expect(openFiles()).toBe(0));
    const whole = await (await ask(signed(large))).arrayBuffer();
    expect(whole.byteLength).toBe(30_000_000);
    await vi.waitFor(() => expect(openFiles()).toBe(0));
  });

  test('closes a file that is never taken, because the asker went before or after it was opened', async () => {
    await files.write(access.key, Buffer.from('bytes'));
    const gone = await ask(signed(), at, 'GET', {}, AbortSignal.abort());
    expect(gone.status).toBe(200);
    const asker = new AbortController();
    await ask(signed(), at, 'GET', { Range: 'bytes=1-2' }, asker.signal);
    expect(openFiles()).toBe(1);
    asker.abort();
    await vi.waitFor(() => expect(openFiles()).toBe(0));
  });

  test('asked for with HEAD tells the file and does not send it', async () => {
    await files.write(access.key, Buffer.from('bytes'));
    const response = await ask(signed(), at, 'HEAD');
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('content-length')).toBe('5');
    expect(response.body).toBeNull();
    expect((await ask(signed(), at, 'HEAD', { Range: 'bytes=1-2' })).status).toBe(200);
    await vi.waitFor(() => expect(openFiles()).toBe(0));
  });

  test('is not sent again to whoever has the file, and is once it was written anew', async () => {
    await files.write(access.key, Buffer.from('bytes'));
    const tag = (await ask(signed(), at, 'HEAD')).headers.get('etag')!;
    expect(tag).toMatch(/^"[0-9a-f-]+"$/);
    for (const known of [tag, `"other", ${tag}`, `W/${tag}`, '*']) {
      const response = await ask(signed(), at, 'GET', { 'If-None-Match': known });
      expect([known, response.status, response.body]).toEqual([known, 304, null]);
      expect(response.headers.get('etag')).toBe(tag);
    }
    // The disk's clock has steps of milliseconds.
    await sleep(50);
    await files.write(access.key, Buffer.from('other'));
    const response = await ask(signed(), at, 'GET', { 'If-None-Match': tag });
    expect([response.status, await response.text()]).toEqual([200, 'other']);
    await expect(ask(signed(), later, 'GET', { 'If-None-Match': tag })).rejects.toMatchObject({
      code: 'gone',
    });
    await vi.waitFor(() => expect(openFiles()).toBe(0));
  });

  test.each([
    ['bytes=0-0', 'a', 'bytes 0-0/10'],
    ['bytes=2-4', 'cde', 'bytes 2-4/10'],
    ['bytes=7-', 'hij', 'bytes 7-9/10'],
    ['bytes=8-99999999999999999999', 'ij', 'bytes 8-9/10'],
    ['bytes=-3', 'hij', 'bytes 7-9/10'],
    ['bytes=-30', 'abcdefghij', 'bytes 0-9/10'],
    ['BYTES = 2-4', 'abcdefghij', null],
    ['bytes=4-2', 'abcdefghij', null],
    ['bytes=-', 'abcdefghij', null],
    ['bytes=0-1,3-4', 'abcdefghij', null],
    ['lines=0-1', 'abcdefghij', null],
  ])('asked for %s sends %s', async (range, text, contentRange) => {
    await files.write(access.key, Buffer.from('abcdefghij'));
    const response = await ask(signed(), at, 'GET', { Range: range });
    expect([response.status, await response.text()]).toEqual([contentRange === null ? 200 : 206, text]);
    expect(response.headers.get('content-range')).toBe(contentRange);
    expect(response.headers.get('content-length')).toBe(text.length.toString());
    expect(response.headers.get('content-type')).toBe('image/png');
    await vi.waitFor(() => expect(openFiles()).toBe(0));
  });

  test.each(['bytes=10-', 'bytes=10-12', 'bytes=-0'])(
    'asked for %s, which it does not have, tells how long it is',
    async (range) => {
      await files.write(access.key, Buffer.from('abcdefghij'));
      const response = await ask(signed(), at, 'GET', { Range: range });
      expect([response.status, response.body]).toEqual([416, null]);
      expect(response.headers.get('content-range')).toBe('bytes */10');
      await vi.waitFor(() => expect(openFiles()).toBe(0));
    },
  );

  test('is gone on with only while it is the same file, and tells first that it is known', async () => {
    await files.write(access.key, Buffer.from('abcdefghij'));
    const tag = (await ask(signed(), at, 'HEAD')).headers.get('etag')!;
    const asked = async (headers: Record<string, string>) => {
      const response = await ask(signed(), at, 'GET', { Range: 'bytes=7-', ...headers });
      return [response.status, await response.text(), response.headers.get('etag')];
    };
    expect(await asked({ 'If-Range': tag })).toEqual([206, 'hij', tag]);
    const other = [`W/${tag}`, '"other"', 'Sun, 22 Nov 2026 12:00:00 GMT'];
    for (const ifRange of other)
      expect(await asked({ 'If-Range': ifRange })).toEqual([200, 'abcdefghij', tag]);
    expect(await asked({ 'If-None-Match': tag })).toEqual([304, '', tag]);
    await expect(ask(signed(), later, 'GET', { Range: 'bytes=7-' })).rejects.toMatchObject({ code: 'gone' });
    await vi.waitFor(() => expect(openFiles()).toBe(0));
  });

  test('of a file that was deleted answers gone', async () => {
    await expect(ask(signed({ ...access, key: 'generations/ab/2/image.png' }))).rejects.toMatchObject({
      code: 'gone',
    });
  });

  test('changed in any character is not found, whatever the time', async () => {
    const { href } = signed();
    const from = href.indexOf('/files/') + '/files/'.length;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: from, max: href.length - 1 }),
        fc.stringMatching(/^[a-z0-9.]$/),
        async (i, char) => {
          const changed = `${href.slice(0, i)}${char}${href.slice(i + 1)}`;
          fc.pre(changed !== href && URL.canParse(changed));
          const url = new URL(changed);
          const outcome = await ask(url, later).then(
            () => 'opened',
            (error: { code?: string }) => error.code,
          );
          expect(outcome).toBe('not_found');
        },
      ),
    );
  });

  test('has one text: what decodes to the same bytes is not found', async () => {
    const { href } = signed();
    const bytes = Buffer.from(href.split('signature=')[1]!, 'base64url');
    for (const last of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
      const other = new URL(`${href.slice(0, -1)}${last}`);
      if (other.href === href) continue;
      if (Buffer.from(other.searchParams.get('signature')!, 'base64url').equals(bytes))
        await expect(ask(other)).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(ask(new URL(`${href}=`))).rejects.toMatchObject({ code: 'not_found' });
  });

  test.each([
    '',
    '?expires=1',
    '?signature=x',
    '?expires=9999999999.000&signature=',
    '?expires=x&signature=x',
  ])('without its parts (%s) is not found', async (search) => {
    const url = new URL(`https://app.example/files/${access.key}${search}`);
    await expect(ask(url)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is worth nothing with another secret', () => {
    const url = signed();
    expect(verifySignedUrl(keyOf(url), url.searchParams, `${secret}!`)).toBeUndefined();
  });
});
