import * as z from 'zod/mini';
import {
  ENDPOINTS,
  type Endpoint,
  HEADERS,
  type HeaderName,
  NAMED,
  OPERATION_OF,
  PROBLEMS,
  type Reply,
  type Schema,
} from './endpoints.ts';
import { PARAMETER_WORDS, parameterWords, wordsOf } from './field-words.ts';
import { INTRODUCTION } from './words.ts';

type Json = Record<string, unknown>;

/** Patterns that only spell out what a `format` says. */
const SPELLED_OUT = new Set(['date-time', 'date', 'uuid', 'uri']);
const TAGS: Readonly<Record<Endpoint['tag'], string>> = {
  Generate: 'Pictures from words.',
  Process: 'Twenty operations on pictures that are there, at flat prices.',
  Jobs: 'What was ordered, and what came of it.',
  Credit: 'What you have, where it came from, where it went, and the proof of it.',
  Prices: 'What things cost, and what your balance allows.',
  Account: 'Who you are.',
  Service: 'Whether we are well.',
};
const COUNTED: readonly HeaderName[] = ['RateLimit-Policy', 'RateLimit'];

const names = new Map(Object.entries(NAMED).map(([name, schema]) => [schema, name]));

/**
 * The API as an OpenAPI 3.1 document, made from the very schemas that parse its requests and type its answers.
 *
 * @param server the address that the paths begin at, such as `https://app.depicta.example`
 */
export function openApi(server: string, version: string): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Depicta API',
      version,
      description: INTRODUCTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: server }],
    security: [{ apiKey: [] }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths: paths(),
    components: {
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key: `dpct_` and 43 letters and digits.',
        },
      },
      headers: mapped(HEADERS, (description, name) => ({
        description,
        schema: { type: name === 'Retry-After' ? 'integer' : 'string' },
      })),
      responses: mapped(PROBLEMS, (reply, status) => answered(reply, headersOf(Number(status), { reply }))),
      schemas: schemas(),
    },
  };
}

function paths(): Json {
  const found: Record<string, Json> = {};
  for (const endpoint of ENDPOINTS) {
    found[endpoint.path] = { ...found[endpoint.path], [endpoint.method]: described(endpoint) };
  }
  return found;
}

function described(endpoint: Endpoint): Json {
  const { id, tag, summary, description, isPublic, replies } = endpoint;
  const parameters = parametersOf(endpoint);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...(isPublic && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...bodyOf(endpoint),
    responses: mapped(replies, (reply, status) =>
      reply === PROBLEMS[Number(status)] && !isPublic
        ? { $ref: `#/components/responses/${status}` }
        : answered(reply, headersOf(Number(status), { reply, isPublic })),
    ),
  };
}

function answered(reply: Reply, headers: readonly HeaderName[]): Json {
  const { description, schema, orSchema, orType } = reply;
  const json = schema && (orSchema ? { oneOf: [reference(schema), reference(orSchema)] } : reference(schema));
  return {
    description,
    headers: Object.fromEntries(headers.map((name) => [name, { $ref: `#/components/headers/${name}` }])),
    content: {
      ...(json && { 'application/json': { schema: json } }),
      ...(orType && { [orType]: { schema: { type: 'string' } } }),
    },
  };
}

/** The headers that an answer may carry, beside those of HTTP. */
export function headersOf(
  status: number,
  { reply, isPublic }: { reply: Reply | undefined; isPublic?: boolean | undefined },
): HeaderName[] {
  const isCounted = !isPublic && status !== 401;
  return ['X-Request-Id', ...(isCounted ? COUNTED : []), ...(reply?.headers ?? [])];
}

function bodyOf({ body, upload }: Endpoint): Json {
  if (upload !== undefined) {
    const schema = {
      type: 'object',
      properties: {
        [upload]: {
          ...{ type: 'string', contentMediaType: 'application/octet-stream' },
          description: wordsOf('', upload),
        },
      },
      required: [upload],
    };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } };
  }
  if (body === undefined) return {};
  const { schema, example } = body;
  return {
    requestBody: { required: true, content: { 'application/json': { schema: reference(schema), example } } },
  };
}

function parametersOf({ path, query, isOrder, isRepeatable, upload }: Endpoint): Json[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    ...{ name, in: 'path', required: true, description: PARAMETER_WORDS[name!], schema: { type: 'string' } },
  }));
  const { properties = {} } = (query === undefined ? {} : inline(query)) as { properties?: Json };
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: 'query', description: PARAMETER_WORDS[name], schema },
  }));
  const schema = { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]{1,255}$' };
  const key = { ...{ name: 'Idempotency-Key', in: 'header', schema }, description: 'Makes repeating safe.' };
  const prefer = {
    ...{ name: 'Prefer', in: 'header', schema: { type: 'string', examples: ['respond-async'] } },
    description: '`respond-async` does not wait for the picture.',
  };
  const inHeaders = [...(isOrder || isRepeatable || upload ? [key] : []), ...(isOrder ? [prefer] : [])];
  return [...inPath, ...inQuery, ...inHeaders];
}

function schemas(): Json {
  return Object.fromEntries(
    [...names].map(([schema, name]) => {
      const { $id: _, ...whole } = inline(schema);
      return [name, worded(whole, (field) => meaning(name, field))];
    }),
  );
}

/** What a field of a named schema means. */
function meaning(schema: string, field: string): string | undefined {
  const operation = OPERATION_OF.get(schema);
  return (operation && parameterWords(operation, field)) ?? wordsOf(schema, field);
}

/** The same schema, in which each field says what it means. */
function worded(node: unknown, words: (field: string) => string | undefined): unknown {
  if (Array.isArray(node)) return node.map((each) => worded(each, words));
  if (node === null || typeof node !== 'object') return node;
  return mapped(node as Json, (value, key) => {
    const inner = worded(value, words);
    if (key !== 'properties') return inner;
    return mapped(inner as Json, (schema, field) => ({ description: words(field), ...(schema as Json) }));
  });
}

function reference(schema: Schema): Json {
  const name = names.get(schema);
  return name === undefined ? inline(schema) : { $ref: `#/components/schemas/${name}` };
}

/** A schema as JSON Schema, in which those with a name are referred to. */
function inline(schema: Schema): Json {
  const { $schema: _, ...whole } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      const name = zodSchema === schema ? undefined : names.get(zodSchema);
      const written = jsonSchema as Json;
      if (name !== undefined) {
        for (const key of Object.keys(written)) delete written[key];
        written.$ref = `#/components/schemas/${name}`;
        return;
      }
      const { precision } = zodSchema._zod.def as { precision?: number };
      // Without its seconds a time is no `date-time`: there the pattern says what it is.
      if (precision === -1) delete written.format;
      if (SPELLED_OUT.has(String(written.format))) delete written.pattern;
      if (written.multipleOf === 1) {
        delete written.multipleOf;
        written.type = 'integer';
      }
    },
  });
  return whole;
}

function mapped<In, Out>(record: Readonly<Record<string, In>>, change: (value: In, key: string) => Out) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
