import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import { headersOf, openApi } from '#lib/contracts/openapi/document.ts';
import { ENDPOINTS, type Endpoint } from '#lib/contracts/openapi/endpoints.ts';
import type { RouteHandler } from '#lib/http/route.ts';
import type { JsonSchema } from './from-schema.ts';

type Json = { [key: string]: unknown };
/** What the document says of one method of one path. */
type Operation = {
  parameters?: { name: string; in: string; schema: JsonSchema }[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, Json>;
};

const document = openApi('http://app.test', 'test') as {
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, Json>; headers: object; schemas: Record<string, Json> };
};
/** Headers of HTTP itself, or of what is not JSON. */
const PLAIN = new Set([
  'content-type',
  'content-length',
  'content-encoding',
  'vary',
  'cache-control',
  'content-disposition',
  'www-authenticate',
  'access-control-allow-origin',
]);

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: 'depicta', components: { schemas: closed(document.components.schemas) } });
const compiled = new Map<string, ValidateFunction>();

/** An answer of the API, read. */
type Answer = { status: number; headers: Headers; body: unknown };

/**
 * Checks an answer against the published document: that its status is foreseen, that its body is exactly as its schema
 * says, with no field beyond, and that each header is named.
 *
 * @param endpoint undefined for what is not published: then only a refusal is checked, for its form
 */
export function expectDocumented(endpoint: Endpoint | undefined, { status, headers, body }: Answer): void {
  const isJson = headers.get('Content-Type')?.startsWith('application/json');
  if (endpoint === undefined) {
    if (status >= 400 && isJson) expectToFit('problem', { $ref: '#/components/schemas/Problem' }, body);
    return;
  }
  const where = `${endpoint.id} ${status}`;
  const reply = endpoint.replies[status];
  expect(reply, `${where} is not in the document`).toBeDefined();
  const named = new Set(headersOf(status, { reply, ...endpoint }).map((name) => name.toLowerCase()));
  const unnamed = [...headers.keys()].filter(
    (name) => !named.has(name) && !PLAIN.has(name.replace(/^x-kept-/, '')),
  );
  expect(unnamed, `${where} has headers that are not in the document`).toEqual([]);
  expect(headers.get('X-Request-Id')).toMatch(/^req_/);
  if (!endpoint.isPublic && status !== 401) expect(headers.get('RateLimit'), where).not.toBeNull();
  if (isJson) expectToFit(where, schemaOf(endpoint, status), body);
  else expect(headers.get('Content-Type'), where).toContain(reply?.orType ?? 'application/json');
}

/**
 * Checks the body of an answer of something that only speaks like the API.
 *
 * @param asked the path with what varies in it filled in
 */
export function expectBodyDocumented(
  asked: { method: string; path: string },
  { status, body }: { status: number; body: unknown },
): void {
  const endpoint = ENDPOINTS.find(
    ({ method, path }) =>
      method === asked.method.toLowerCase() &&
      new RegExp(`^${path.replace('{id}', '[^/]+')}$`).test(asked.path),
  );
  const where = `${asked.method} ${asked.path} ${status}`;
  expect(endpoint?.replies[status], `${where} is not in the document`).toBeDefined();
  expectToFit(where, schemaOf(endpoint!, status), body);
}

function schemaOf({ path, method }: Endpoint, status: number): Json {
  const written = document.paths[path]![method]!.responses[status]!;
  const response = '$ref' in written ? document.components.responses[status]! : written;
  return (response.content as Record<string, { schema: Json }>)['application/json']!.schema;
}

function expectToFit(where: string, schema: Json, body: unknown): void {
  const text = JSON.stringify(schema).replaceAll('"#/', '"depicta#/');
  const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text) as Json);
  compiled.set(text, validate);
  if (!validate(body)) {
    expect.fail(`${where} is not as documented: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(body)}`);
  }
}

/** The same schemas with no room for fields that are not named. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const parts = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in parts && parts.type === 'object' ? { additionalProperties: false, ...parts } : parts;
}

let known: Promise<Map<RouteHandler, Endpoint[]>> | undefined;

/** Which endpoint a handler answers for; the twenty operations share one. */
export async function endpointOf(
  handler: RouteHandler,
  params: Readonly<Record<string, unknown>>,
): Promise<Endpoint | undefined> {
  known ??= handlers();
  const endpoints = (await known).get(handler) ?? [];
  if (endpoints.length < 2) return endpoints[0];
  return endpoints.find(({ path }) => path.endsWith(`/${params.operation}`));
}

async function handlers(): Promise<Map<RouteHandler, Endpoint[]>> {
  const found = new Map<RouteHandler, Endpoint[]>();
  for (const endpoint of ENDPOINTS) {
    const handler = await handlerOf(endpoint);
    found.set(handler, [...(found.get(handler) ?? []), endpoint]);
  }
  return found;
}

/** The route handler that answers for an endpoint. */
export async function handlerOf(endpoint: Endpoint): Promise<RouteHandler> {
  const file = fileURLToPath(new URL(`../../app${folderOf(endpoint)}/route.ts`, import.meta.url));
  const module = (await import(/* @vite-ignore */ file)) as Record<string, RouteHandler>;
  return module[endpoint.method.toUpperCase()]!;
}

/** The folder of an endpoint's route below `app`, as Next writes what varies in a path. */
export function folderOf({ path }: Endpoint): string {
  return path.replace(/^\/v1\/process\/.*/, '/v1/process/[operation]').replace('{id}', '[id]');
}

/** What the document says of the requests of an endpoint. */
export function publishedOperation({ path, method }: Endpoint): Operation {
  return document.paths[path]![method]!;
}

/** The schemas that it refers to. */
export function publishedSchemas(): Record<string, JsonSchema> {
  return document.components.schemas;
}
