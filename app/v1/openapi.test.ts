import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ApiApp } from '#lib/testing/api-app.ts';
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
});
