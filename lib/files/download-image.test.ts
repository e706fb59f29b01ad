import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TEST_TLS } from '#lib/testing/tls.ts';
import { DownloadError, type DownloadRules, downloadImage } from './download-image.ts';
import { isPublicAddress } from './public-address.ts';

const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(2_000, 7)]);

let folder: string;
let path: string;
/** Stands for a stranger's public server: on an address of its own that the rules of a test allow. */
let stranger: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
/** Counts every connection to this machine's private side. */
let victim: ReturnType<typeof createTcpServer>;
let visits = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'depicta-download-'));
  stranger = createServer(TEST_TLS, (request, response) => answer(request, response));
  victim = createTcpServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.2', resolve));
  await new Promise<void>((resolve) => victim.listen(port(stranger), '127.0.0.1', resolve));
  return () => {
    stranger.closeAllConnections();
    stranger.close();
    victim.close();
    rmSync(folder, { recursive: true, force: true });
  };
});
beforeEach(() => {
  path = join(folder, 'picture');
  answer = (_request, response) => response.end(PNG);
});
afterEach(() => {
  expect(visits).toBe(0);
  rmSync(path, { force: true });
});

const port = (server: { address(): unknown }) => (server.address() as AddressInfo).port;
/** As in production, but the stranger's server is public, and has a port of its own. */
const rules = (over: Partial<DownloadRules> = {}): Partial<DownloadRules> => ({
  isAllowed: (address) => address === '127.0.0.2' || isPublicAddress(address),
  resolve: async (host) => (host.endsWith('.example') ? ['127.0.0.2'] : []),
  ports: [String(port(stranger)), ''],
  ca: TEST_TLS.cert,
  ...over,
});
const fetched = (url: string, over: Partial<DownloadRules> = {}) => downloadImage(url, path, rules(over));
const here = (rest = '') => `https://pictures.example:${port(stranger)}/${rest}`;
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(DownloadError);
  // Nothing of it stays.
  expect(existsSync(path)).toBe(false);
  return (error as DownloadError).reason;
};

test('a picture is fetched whole, and what it is its bytes say', async () => {
  answer = (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(PNG);
  expect(await fetched(here())).toEqual({ type: 'png', bytes: PNG.byteLength });
  expect(readFileSync(path).equals(PNG)).toBe(true);
});

test('a redirect to another public address is followed, three times and no more', async () => {
  answer = (request, response) => {
    const left = Number(request.url!.slice(1));
    if (left === 0) response.end(PNG);
    else response.writeHead(302, { location: `https://other.example:${port(stranger)}/${left - 1}` }).end();
  };
  expect((await fetched(here('3'))).type).toBe('png');
  rmSync(path);
  expect(await refusal(fetched(here('4')))).toBe('too_many_redirects');
});

/** Ways to write an address of this machine, or of a network that is nobody's but ours. */
const PRIVATE = [
  ...[
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '127.255.255.254',
    '127.0.0.1.',
    '2130706433',
    '0x7f000001',
    '0x7F.0x0.0x0.0x1',
  ],
  ...['0177.0.0.1', '0177.0.0.01', '017700000001', '0x7f.1', '0x7f.0.1', '127.0.0.0x1', '00000177.0.0.1'],
  ...[
    '%31%32%37.0.0.1',
    '127%2e0%2e0%2e1',
    '１２７.０.０.１',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '127．0．0．1',
    '127｡0｡0｡1',
    '𝟏𝟐𝟕.𝟎.𝟎.𝟏',
  ],
  ...['0', '0.0.0.0', '0x0', '00', '0.0', '0.0.0', '[::]', '[0:0:0:0:0:0:0:0]', '[::0]'],
  ...[
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[0000::0001]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::FFFF:127.0.0.1]',
  ],
  ...[
    '[0:0:0:0:0:ffff:127.0.0.1]',
    '[0:0:0:0:0:ffff:7f00:0001]',
    '[::127.0.0.1]',
    '[::7f00:1]',
    '[::ffff:0:127.0.0.1]',
  ],
  ...[
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    '[2002:7f00:0001::1]',
  ],
  ...[
    '[2001:0:7f00:1::]',
    '[2001:0:0:0:0:0:80ff:fffe]',
    '[2001:db8::1]',
    '[100::1]',
    '[fe80::1]',
    '[febf::1]',
    '[fec0::1]',
  ],
  ...[
    '[fc00::1]',
    '[fd00::1]',
    '[fdff:ffff::1]',
    '[fd00:ec2::254]',
    '[ff02::1]',
    '[ff0e::1]',
    '[::ffff:169.254.169.254]',
  ],
  ...[
    '[::ffff:a9fe:a9fe]',
    '[::ffff:10.0.0.1]',
    '[::ffff:192.168.0.1]',
    '[::ffff:0.0.0.0]',
    '[64:ff9b::a9fe:a9fe]',
    '[64:ff9b::10.0.0.1]',
  ],
  ...[
    '169.254.169.254',
    '2852039166',
    '0xa9fea9fe',
    '0251.0376.0251.0376',
    '0xa9.0xfe.0xa9.0xfe',
    '169.254.43518',
    '169.16689662',
  ],
  ...[
    '169.254.0.1',
    '169.254.170.2',
    '10.0.0.1',
    '10.1',
    '10.255.255.255',
    '167772161',
    '0xa000001',
    '012.0.0.1',
  ],
  ...[
    '172.16.0.1',
    '172.31.255.255',
    '172.16.1',
    '0xac100001',
    '192.168.0.1',
    '192.168.1',
    '192.168.257',
    '3232235521',
    '0xc0a80001',
  ],
  ...[
    '100.64.0.1',
    '100.127.255.255',
    '100.100.100.200',
    '198.18.0.1',
    '198.19.255.255',
    '192.0.0.1',
    '192.0.0.192',
    '192.0.2.1',
  ],
  ...[
    '198.51.100.1',
    '203.0.113.1',
    '192.88.99.1',
    '224.0.0.1',
    '239.255.255.250',
    '240.0.0.1',
    '255.255.255.255',
    '0xffffffff',
    '4294967295',
  ],
  ...[
    '0xA9FEA9FE',
    '0xC0A80101',
    '0300.0250.0.1',
    '0xc0.0xa8.0.1',
    '0xac.0x10.0.1',
    '0254.020.0.1',
    '0x0a.0.0.1',
  ],
  ...[
    '[::ffff:c0a8:1]',
    '[::ffff:100.64.0.1]',
    '[2002:c0a8:1::]',
    '[2002:a00:1::]',
    '0x64.0x40.0.1',
    '0306.022.0.1',
  ],
];

describe('a private address', () => {
  test(`written in any of ${PRIVATE.length} ways is refused, and nobody is connected to`, async () => {
    expect(new Set(PRIVATE).size).toBeGreaterThanOrEqual(120);
    for (const host of PRIVATE) {
      for (const at of [`https://${host}/`, `https://${host}:${port(stranger)}/a.png`])
        expect([host, await refusal(fetched(at))]).toEqual([
          host,
          expect.stringMatching(/^(not_public|not_https|unknown_host)$/),
        ]);
    }
  });

  test('behind a redirect is refused in each of them, too', async () => {
    for (const host of PRIVATE) {
      const location = Buffer.from(`https://${host}:${port(stranger)}/`).toString('latin1');
      answer = (_request, response) => response.writeHead(307, { location }).end();
      expect([host, await refusal(fetched(here()))]).toEqual([
        host,
        expect.stringMatching(/^(not_public|not_https|unknown_host|not_found)$/),
      ]);
    }
  });

  test('behind a name is refused, also where the name has a public address besides', async () => {
    const named = (addresses: string[]) => refusal(fetched(here(), { resolve: async () => addresses }));
    for (const private_ of ['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', 'fd00::1', '::ffff:127.0.0.1'])
      for (const addresses of [[private_], ['127.0.0.2', private_], [private_, '8.8.8.8']])
        expect(await named(addresses)).toBe('not_public');
    expect(
      await refusal(
        fetched(`https://localhost:${port(stranger)}/`, { resolve: async () => ['127.0.0.1', '::1'] }),
      ),
    ).toBe('not_public');
  });

  test('that a name takes on after it was asked for once is never connected to', async () => {
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return asked === 1 ? ['127.0.0.2'] : ['127.0.0.1'];
    };
    expect((await fetched(here(), { resolve })).type).toBe('png');
    expect(asked).toBe(1);
  });
});

describe('what is refused', () => {
  test.each([
    'http://pictures.example/',
    'ftp://pictures.example/',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'https://user@pictures.example/',
    'https://user:secret@pictures.example/',
    'https://pictures.example:8080/',
    'https://',
    '//pictures.example/',
    'pictures.example',
    '',
  ])('is %s: https alone, and plain', async (url) => {
    expect(await refusal(fetched(url))).toBe('not_https');
  });

  test('is what is no picture, whatever it calls itself, and what is shorter than any', async () => {
    for (const body of [
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      '<!doctype html>',
      '%PDF-1.7 and more of it',
      'GIF8',
      '',
    ]) {
      answer = (_request, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(body);
      expect(await refusal(fetched(here('a.png')))).toBe('not_an_image');
    }
  });

  test('is what is too large, announced or not, and it is not read to its end', async () => {
    answer = (_request, response) => response.writeHead(200, { 'content-length': '60000000' }).end(PNG);
    expect(await refusal(fetched(here()))).toBe('too_large');
    let sent = 0;
    answer = (_request, response) => {
      response.write(PNG);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536;
      };
      response.on('drain', more);
      more();
    };
    expect(await refusal(fetched(here(), { maxBytes: 1_000_000 }))).toBe('too_large');
    expect(sent).toBeLessThan(20_000_000);
  });

  test('is what takes too long, before it answers, while it does, or because its name is looked up for ever', async () => {
    answer = () => {};
    expect(await refusal(fetched(here(), { timeoutMs: 100 }))).toBe('too_slow');
    answer = (_request, response) => void response.write(PNG);
    expect(await refusal(fetched(here(), { timeoutMs: 100 }))).toBe('too_slow');
    const resolve = () => new Promise<never>(() => {});
    expect(await refusal(fetched('https://slow.example/a.png', { timeoutMs: 100, resolve }))).toBe(
      'too_slow',
    );
  });

  test('is an answer that is none, a broken one, a certificate that nobody vouches for, and a host that does not exist', async () => {
    for (const status of [204, 206, 304, 404, 500]) {
      answer = (_request, response) => response.writeHead(status).end();
      expect(await refusal(fetched(here()))).toBe('not_found');
    }
    answer = (_request, response) => response.writeHead(302).end();
    expect(await refusal(fetched(here()))).toBe('not_found');
    answer = (request) => request.socket.destroy();
    expect(await refusal(fetched(here()))).toBe('unreachable');
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '90000' }).write(PNG);
      setTimeout(() => response.destroy(), 20);
    };
    expect(await refusal(fetched(here()))).toBe('unreachable');
    expect(await refusal(fetched(here(), { ca: undefined }))).toBe('unreachable');
    expect(await refusal(fetched('https://nowhere.invalid/'))).toBe('unknown_host');
    expect(await refusal(downloadImage('https://nowhere.invalid/', path))).toBe('unknown_host');
  });
});
