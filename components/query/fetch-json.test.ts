import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type FetchJsonOptions, fetchJson } from './fetch-json.ts';
import { mayRetry, ProblemError } from './problem-error.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serverThat(answers: RequestListener): Promise<string> {
  server = createServer(answers);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/balance`;
}

async function problemOf(url: string, options?: FetchJsonOptions): Promise<ProblemError> {
  const error: unknown = await fetchJson(url, options).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProblemError);
  return error as ProblemError;
}

describe('fetchJson', () => {
  it('sends JSON and gives back the answer', async () => {
    const url = await serverThat((request, response) => {
      let text = '';
      request.on('data', (chunk) => {
        text += chunk;
      });
      request.on('end', () => {
        const type = request.headers['content-type'];
        response.end(JSON.stringify({ method: request.method, type, got: JSON.parse(text) }));
      });
    });
    expect(await fetchJson(url, { method: 'POST', body: { amount_eur: '5.00' } })).toEqual({
      method: 'POST',
      type: 'application/json',
      got: { amount_eur: '5.00' },
    });
  });

  it('throws the code, message, details, request id and delay of a refusal, which is not worth a retry', async () => {
    const url = await serverThat((_, response) => {
      response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '7' });
      response.end(
        JSON.stringify({
          error: 'rate_limited',
          message: 'Ten at a time.',
          details: { limit: 10 },
          request_id: 'req_1',
        }),
      );
    });
    const problem = await problemOf(url);
    expect(problem).toMatchObject({
      code: 'rate_limited',
      message: 'Ten at a time.',
      details: { limit: 10 },
      requestId: 'req_1',
      retryAfterSeconds: 7,
      status: 429,
    });
    expect(mayRetry(problem)).toBe(false);
  });

  it('keeps the request id of an answer that is not one of ours', async () => {
    const url = await serverThat((_, response) => {
      response.writeHead(502, { 'content-type': 'text/html', 'x-request-id': 'req_2' });
      response.end('<h1>Bad gateway</h1>');
    });
    const problem = await problemOf(url);
    expect(problem).toMatchObject({ code: 'unexpected', requestId: 'req_2', status: 502 });
    expect(mayRetry(problem)).toBe(true);
  });

  it('does not take a page for data', async () => {
    const url = await serverThat((_, response) => response.end('<!doctype html>'));
    expect(await problemOf(url)).toMatchObject({ code: 'unexpected', status: 200 });
  });

  it('says so when nobody answers', async () => {
    const url = await serverThat((request) => request.socket.destroy());
    const problem = await problemOf(url);
    expect(problem).toMatchObject({ code: 'unreachable', status: 0 });
    expect(mayRetry(problem)).toBe(true);
  });

  it('gives up after its time', async () => {
    const url = await serverThat(() => undefined);
    expect(await problemOf(url, { timeoutMs: 30 })).toMatchObject({ code: 'timeout', status: 0 });
  });

  it("hands on the caller's own stop as it is", async () => {
    const url = await serverThat(() => undefined);
    await expect(fetchJson(url, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
