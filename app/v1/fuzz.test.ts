import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JobAccepted } from '#lib/contracts/image.ts';
import { ENDPOINTS, type Endpoint } from '#lib/contracts/openapi/endpoints.ts';
import { now } from '#lib/core/clock.ts';
import { ApiApp } from '#lib/testing/api-app.ts';
import { handlerOf, publishedOperation, publishedSchemas } from '#lib/testing/documented.ts';
import { fits, type JsonSchema, nearly } from '#lib/testing/from-schema.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { POST as generate } from './generate/image/route.ts';

/** For each method of each path. */
const RUNS = Number(process.env.FUZZ_RUNS ?? '300');
/** So that the time is the machine's, not the database's way back and forth. */
const AT_A_TIME = 10;

let app: ApiApp;
let as: PayingCustomer;
let job: string;
beforeAll(async () => {
  app = await ApiApp.open({ MAX_IN_FLIGHT: '1000000' });
  app.fetching = { resolve: async () => ['127.0.0.1'] };
  as = await payingCustomer(app.db.pool, { at: now(), credit: '1000' });
  const order = { as, body: { prompt: 'a ship' }, headers: { Prefer: 'respond-async' } };
  job = (await app.call<JobAccepted>(generate, order)).body.job_id;
});
afterAll(() => app.close());

type Sent = { query: string; body: unknown; headers: Record<string, string>; id: string };

function requests(endpoint: Endpoint): fc.Arbitrary<Sent> {
  const { parameters = [], requestBody } = publishedOperation(endpoint);
  const named = publishedSchemas();
  const queried = parameters.filter((each) => each.in === 'query');
  const query = fc.record(
    Object.fromEntries(queried.map(({ name, schema }) => [name, fits(schema, named)])),
    { requiredKeys: [] },
  );
  const json = requestBody?.content['application/json']?.schema;
  return fc.record({
    query: mostly(query).map(toQuery),
    body: endpoint.upload ? form : json === undefined ? fc.constant(undefined) : bodies(json, named),
    headers: fc.tuple(fc.option(keys), fc.boolean()).map(([key, isForm]) => ({
      // Nobody waits for a picture here: accepting and refusing is what is tried.
      Prefer: 'respond-async',
      ...(key !== null && { 'Idempotency-Key': key }),
      ...(endpoint.upload && isForm && { 'Content-Type': 'multipart/form-data; boundary=b' }),
    })),
    id: fc.oneof(fc.constant(job), fc.uuid(), fc.string()),
  });
}

const mostly = (valid: fc.Arbitrary<unknown>) =>
  fc.oneof({ arbitrary: valid, weight: 2 }, { arbitrary: nearly(valid), weight: 1 });
const bodies = (schema: JsonSchema, named: Record<string, JsonSchema>) =>
  fc.oneof(
    { arbitrary: mostly(fits(schema, named)), weight: 9 },
    { arbitrary: fc.constantFrom('', '{', '[]', 'null', '"a"', '{"a":1}}', '\ufeff{}'), weight: 1 },
  );
const keys = fc.oneof(
  fc.constantFrom('again', 'and again'),
  fc.stringMatching(/^[\x21-\x7e]{1,255}$/),
  fc.stringMatching(/^[\x20-\x7e]{0,300}$/),
);
const form = fc
  .tuple(fc.constantFrom('file', 'File', '', 'other'), fc.string(), fc.boolean(), fc.nat({ max: 3 }))
  .map(([field, content, isFile, times]) => {
    const part = `--b\r\nContent-Disposition: form-data; name="${field}"${isFile ? '; filename="a.png"' : ''}\r\n\r\n${content}\r\n`;
    return `${part.repeat(times)}--b--\r\n`;
  });

function toQuery(query: unknown): string {
  const fields = Object.entries((query ?? {}) as Record<string, unknown>).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
  ]);
  return new URLSearchParams(fields as [string, string][]).toString();
}

test.each(ENDPOINTS.map((endpoint) => [endpoint.id, endpoint] as const))(
  '%s answers whatever it is sent as the document says, and never with 500',
  { timeout: 600_000 },
  async (_id, endpoint) => {
    const handler = await handlerOf(endpoint);
    const statuses = new Map<number, number>();
    const send = async ({ query, body, headers, id }: Sent) => {
      const operation = /^\/v1\/process\/(.*)/.exec(endpoint.path)?.[1];
      const path = `${endpoint.path.replace('{id}', encodeURIComponent(id))}${query && `?${query}`}`;
      const method = endpoint.method.toUpperCase();
      const params = operation === undefined ? { id } : { operation };
      const answer = await app.call(handler, { as, path, method, params, headers, body });
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(requests(endpoint), { minLength: AT_A_TIME, maxLength: AT_A_TIME }), (all) =>
        Promise.all(all.map(send)).then(() => undefined),
      ),
      { numRuns: Math.ceil(RUNS / AT_A_TIME) },
    );
    expect(
      [...statuses.keys()].some((status) => status < 300),
      JSON.stringify([...statuses]),
    ).toBe(endpoint.upload === undefined);
  },
);
