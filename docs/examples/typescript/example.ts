// From a key to a processed picture and its explained charge. `npm run types -- $DEPICTA_API_URL/v1/openapi.json -o depicta.d.ts`
// makes the types; Node 24 runs it as it is.
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import createClient from 'openapi-fetch';
import type { paths } from './depicta.d.ts';

const { DEPICTA_API_URL = '', DEPICTA_API_KEY = '' } = process.env;
const depicta = createClient<paths>({
  baseUrl: DEPICTA_API_URL,
  headers: { Authorization: `Bearer ${DEPICTA_API_KEY}` },
});
/** A key of our own makes it safe to send an order again when its answer is lost. */
const once = () => ({ header: { 'Idempotency-Key': randomUUID() } });

const quoted = await depicta.POST('/v1/quote', { body: { model: 'sketch' } });
if (quoted.data?.allowed !== true) throw new Error(JSON.stringify(quoted.data?.refusal ?? quoted.error));

const drawn = await depicta.POST('/v1/generate/image', {
  body: { prompt: 'a lighthouse at dusk', model: 'sketch' },
  params: once(),
});
if (drawn.data === undefined) throw new Error(JSON.stringify(drawn.error));
if (!('formats' in drawn.data)) throw new Error(`Still under way: ${drawn.data.poll_url}`);

const small = await depicta.POST('/v1/process/resize', {
  body: { input_image_url: drawn.data.formats.png.url, width: 300 },
  params: once(),
});
if (small.data === undefined) throw new Error(JSON.stringify(small.error));
if (!('image_url' in small.data)) throw new Error(`Still under way: ${small.data.poll_url}`);
await writeFile('lighthouse.png', new Uint8Array(await (await fetch(small.data.image_url)).arrayBuffer()));

const statement = await depicta.GET('/v1/statement', { params: { query: { limit: '10' } } });
const page = statement.data;
if (typeof page !== 'object' || !('data' in page)) throw new Error(JSON.stringify(statement.error));
const charges = page.data.filter((row) => row.kind === 'charge');
console.log(JSON.stringify({ hold_eur: quoted.data.hold_eur, charges, balance_eur: small.data.balance_eur }));
