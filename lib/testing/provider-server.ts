import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a provider's stand-in saw it. */
export type Seen = { method: string; path: string; headers: IncomingHttpHeaders; body: string };

/** How it answers: with JSON, bytes or a status, not before a while, or by hanging up. */
export type Reply =
  | {
      status?: number;
      headers?: Record<string, string>;
      json?: unknown;
      bytes?: Uint8Array;
      delayMs?: number;
    }
  | 'drops'
  | 'drops half-way';

/** A provider's stand-in on this machine. `reply` decides; `seen` tells what came. */
export type ProviderServer = {
  url: string;
  seen: Seen[];
  reply: (seen: Seen, count: number) => Reply;
  close(): Promise<void>;
};

/** Starts one. It answers 404 until it is told otherwise. */
export async function providerServer(): Promise<ProviderServer> {
  const http = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const seen = {
      method: request.method!,
      path: request.url!,
      headers: request.headers,
      body: Buffer.concat(parts).toString('latin1'),
    };
    server.seen.push(seen);
    answer(response, server.reply(seen, server.seen.length));
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const server: ProviderServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    seen: [],
    reply: () => ({ status: 404, json: {} }),
    close: async () => {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
  return server;
}

function answer(response: ServerResponse, reply: Reply): void {
  if (reply === 'drops') {
    response.destroy();
    return;
  }
  if (reply === 'drops half-way') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"data":', () => response.destroy());
    return;
  }
  const { status = 200, headers, json, bytes, delayMs = 0 } = reply;
  const type = bytes === undefined ? 'application/json' : 'image/png';
  setTimeout(() => {
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(bytes ?? JSON.stringify(json ?? {}));
  }, delayMs);
}
