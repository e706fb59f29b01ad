// From a key to a processed picture and its explained charge. `npm run types -- $DEPICTA_API_URL/v1/openapi.json -o depicta.d.ts`
// makes the types; Node 24 runs it as it is.
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import createClient from 'openapi-fetch';
import type { paths } from './depicta.d.ts';

const { DEPICTA_API_URL = '', DEPICTA_API_KEY = '' } = process.env;
const depicta = createClient<paths>({
  baseUrl: DEPICTA_API_URL,
  headers: { Authorization: `Bearer ${DEPICTA_API_KEY}` },
  fetch: again,
});
/** A key of our own makes it safe to send an order again when its answer is lost. */
const once = () => ({ header: { 'Idempotency-Key': randomUUID() } });

/** Asks, again where the answer is lost. */
async function again(request: Request): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fetch(request.clone());
    } catch (lost) {
      if (attempt === 4) throw lost;
      await sleep(500 * 2 ** attempt);
    }
  }
}

/** The result of a job that takes longer than its order's answer waits: asks until it is over. */
async function resultOf(id: string) {
  for (;;) {
    const { data: job, error } = await depicta.GET('/v1/jobs/{id}', { params: { path: { id } } });
    if (job === undefined) throw new Error(JSON.stringify(error));
    if (job.status === 'failed') throw new Error(JSON.stringify(job.error));
    if (job.result !== null) return job.result;
    await sleep(2_000);
  }
}

const quoted = await depicta.POST('/v1/quote', { body: { model: 'sketch' } });
if (quoted.data?.allowed !== true) throw new Error(JSON.stringify(quoted.data?.refusal ?? quoted.error));

const drawn = await depicta.POST('/v1/generate/image', {
  body: { prompt: 'a lighthouse at dusk', model: 'sketch' },
  params: once(),
});
if (drawn.data === undefined) throw new Error(JSON.stringify(drawn.error));
const image = 'poll_url' in drawn.data ? await resultOf(drawn.data.job_id) : drawn.data;
if (!('formats' in image)) throw new Error(`No image: ${JSON.stringify(image)}`);

const small = await depicta.POST('/v1/process/resize', {
  body: { input_image_url: image.formats.png.url, width: 300 },
  params: once(),
});
if (small.data === undefined) throw new Error(JSON.stringify(small.error));
const picture = 'poll_url' in small.data ? await resultOf(small.data.job_id) : small.data;
if (!('image_url' in picture)) throw new Error(`No picture: ${JSON.stringify(picture)}`);
await writeFile('lighthouse.png', new Uint8Array(await (await fetch(picture.image_url)).arrayBuffer()));

const statement = await depicta.GET('/v1/statement', { params: { query: { limit: '10' } } });
const page = statement.data;
if (typeof page !== 'object' || !('data' in page)) throw new Error(JSON.stringify(statement.error));
const charges = page.data.filter((row) => row.kind === 'charge');
console.log(JSON.stringify({ hold_eur: quoted.data.hold_eur, charges, balance_eur: picture.balance_eur }));
