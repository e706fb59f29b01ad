import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { withReceivedFile } from './receive-file.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const HEAD = encode('--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n');
const sent = (body: BodyInit, signal?: AbortSignal) =>
  new Request('http://app.test/', {
    ...{
      method: 'POST',
      body,
      duplex: 'half',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    },
    ...(signal && { signal }),
  } as RequestInit);
const never = async () => expect.fail('there is no whole file');
const incomplete = { code: 'bad_request', message: expect.stringContaining('not complete') };

test('a sender who says nothing more is given up, one who is slow is not', { timeout: 60_000 }, async () => {
  const expected = { field: 'file', maxBytes: 1_000, silenceMs: 3_000 };
  // As Next's: it is not let go of before its sender is.
  const stalled = new ReadableStream({
    start: (controller) => controller.enqueue(HEAD),
    cancel: () => new Promise(() => {}),
  });
  await expect(withReceivedFile(sent(stalled), expected, never)).rejects.toMatchObject(incomplete);

  async function* slow() {
    yield HEAD;
    for (let i = 0; i < 12; i += 1) {
      await sleep(300);
      yield encode('a');
    }
    yield encode('\r\n--x--\r\n');
  }
  const file = await withReceivedFile(
    sent(Readable.toWeb(Readable.from(slow())) as BodyInit),
    expected,
    async (received) => received,
  );
  expect(file.sizeBytes).toBe(12);
  expect(existsSync(file.path)).toBe(false);
});

test('a request that is broken off is received no further', async () => {
  const stop = new AbortController();
  const stalled = new ReadableStream({ start: (controller) => controller.enqueue(HEAD) });
  const receiving = withReceivedFile(sent(stalled, stop.signal), { field: 'file', maxBytes: 1_000 }, never);
  setTimeout(() => stop.abort(), 50);
  await expect(receiving).rejects.toMatchObject(incomplete);
});
