import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ENDPOINTS } from '#lib/contracts/openapi/endpoints.ts';
import type { Problem } from '#lib/contracts/problem.ts';
import type { RouteHandler } from '#lib/http/route.ts';
import { ApiApp } from '#lib/testing/api-app.ts';
import { folderOf } from '#lib/testing/documented.ts';
import { GET as getJson } from './openapi.json/route.ts';
import { GET as getYaml } from './openapi.yaml/route.ts';

let app: ApiApp;
beforeAll(async () => {
  app = await ApiApp.open();
});
afterAll(() => app.close());

test('the document is for everybody, as JSON and as YAML, with the address of this installation', async () => {
  const json = await app.call<{ openapi: string; servers: object[] }>(getJson);
  expect(json.body).toMatchObject({ openapi: '3.1.1', servers: [{ url: 'http://app.test' }] });
  const yaml = await app.call<string>(getYaml);
  expect(yaml.headers.get('Content-Type')).toBe('application/yaml; charset=utf-8');
  expect(parse(yaml.body)).toEqual(json.body);
  // Readers of YAML 1.1 take a bare 16:9 for a number.
  expect(parse(yaml.body, { version: '1.1' })).toEqual(json.body);
});

test.each([
  ['gzip', true],
  ['br, gzip;q=0.5', true],
  ['*', true],
  ['br', false],
  ['gzip;q=0, identity', false],
  ['gzip; q=0.000', false],
  ['gzip;q=0, *', false],
  ['*;q=0.5, gzip ; Q=0', false],
  ['*;q=0, gzip', true],
  ['xgzip', false],
])('to whoever takes %s the document is compressed: %s', async (accepted, isPacked) => {
  for (const handler of [getJson, getYaml]) {
    const plain = await app.respond(handler);
    const sent = await app.respond(handler, { headers: { 'Accept-Encoding': accepted } });
    for (const { headers } of [plain, sent]) expect(headers.get('Vary')).toBe('Accept-Encoding');
    expect(sent.headers.get('Content-Encoding')).toBe(isPacked ? 'gzip' : null);
    const bytes = Buffer.from(await sent.arrayBuffer());
    expect(sent.headers.get('Content-Length')).toBe(bytes.length.toString());
    expect((isPacked ? gunzipSync(bytes) : bytes).toString()).toBe(await plain.text());
  }
});

test.each(ENDPOINTS.map((endpoint) => [endpoint.path, endpoint] as const))(
  '%s tells which method it takes to whoever tries another',
  async (template, endpoint) => {
    const path = template.replace('{id}', 'a');
    const module = (await import(`..${folderOf(endpoint)}/route.ts`)) as Record<string, RouteHandler>;
    const own = endpoint.method.toUpperCase();
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      if (method === own) continue;
      const answer = await app.call<Problem>(module[method]!, { method, path });
      expect(answer).toMatchObject({ status: 405, body: { error: 'method_not_allowed' } });
      expect(answer.body.message).toBe(
        `${path} takes ${own}, and not ${method}. The documentation lists all paths.`,
      );
      expect(answer.headers.get('Allow')).toMatch(own === 'GET' ? /^GET, HEAD, OPTIONS$/ : /^POST, OPTIONS$/);
      expect(answer.headers.get('X-Request-Id')).toBe(answer.body.request_id);
    }
    const options = await app.respond(module.OPTIONS!, { method: 'OPTIONS', path });
    expect([options.status, options.headers.get('Allow')?.split(', ')[0]]).toEqual([204, own]);
  },
);
