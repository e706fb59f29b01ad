import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { PAINT_FIRST_HASH, paintFirst } from './paint-first.ts';

const PAGE = Buffer.from(
  [
    '<!DOCTYPE html><html><head><link rel="stylesheet" href="/_next/a.css"/>',
    '<link rel="preload" as="script" fetchPriority="low" nonce="n" href="/_next/b.js"/>',
    '<script src="/_next/c.js" async="" nonce="n"></script><script src="/_next/old.js" noModule="" nonce="n"></script>',
    '</head><body><script>"<b>"</script><script src="/_next/b.js" nonce="n" async=""></script>Grüße',
  ].join(''),
);

/** What a browser gets of an answer. */
async function answerOf(send: (response: ServerResponse) => void): Promise<Buffer> {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    paintFirst(response);
    send(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    return Buffer.from(await (await fetch(`http://127.0.0.1:${port}`)).arrayBuffer());
  } finally {
    server.close();
  }
}

/** Sends parts of a page one after the other, as Next streams them. */
const streamed = (...parts: Uint8Array[]) =>
  answerOf((response) => {
    for (const part of parts) response.write(part);
    response.end();
  });

test('a page begins with what asks for its scripts, and marks them so that no browser fetches them by itself', async () => {
  const html = (await streamed(PAGE)).toString();
  const [, first = ''] =
    /^<!DOCTYPE html><html><head><script>(.*?)<\/script><link rel="stylesheet"/.exec(html) ?? [];
  expect(`sha256-${createHash('sha256').update(first).digest('base64')}`).toBe(PAINT_FIRST_HASH);
  expect(html).toContain('<script type="held" src="/_next/c.js" async="" nonce="n"></script>');
  expect(html).toContain('<script type="held" src="/_next/b.js" nonce="n" async=""></script>Grüße');
  expect(html).toContain('<script src="/_next/old.js" noModule="" nonce="n"></script>');
  expect(html).toContain('<script>"<b>"</script>');
  expect(html).not.toContain('preload');
});

test('a letter that the first part ends in the middle of comes whole, and later parts as they are', async () => {
  const cut = PAGE.indexOf('ü') + 1;
  const later = Buffer.from('<head><script src="/_next/d.js" async=""></script>');
  const html = (await streamed(PAGE.subarray(0, cut), PAGE.subarray(cut), later)).toString();
  expect(html.endsWith(`Grüße${later}`)).toBe(true);
});

test('what is no page, compressed already, or of a length that was said goes as it is', async () => {
  const unlike = (name: string, value: string | number) =>
    answerOf((response) => {
      response.setHeader(name, value);
      response.write(PAGE);
      response.end();
    });
  expect(await unlike('Content-Type', 'text/x-component')).toEqual(PAGE);
  expect(await unlike('Content-Length', PAGE.length)).toEqual(PAGE);
  const compressed = Buffer.from([0x1f, 0x8b, 0xff, 0x00, 0xc3]);
  expect(await streamed(compressed)).toEqual(compressed);
});
