import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { jobAccepted } from '#lib/contracts/image.ts';
import { job } from '#lib/contracts/job.ts';
import { PICTURES, resultAt } from '../../cli/test/api/depicta.ts';
import {
  type Asked,
  loseTheAnswer,
  type Reply,
  startServer,
  type TestServer,
} from '../../cli/test/api/server.ts';

// The examples where the API is slow or an answer is lost; `e2e/examples.spec.ts` runs them against the product.

const EXAMPLES = fileURLToPath(new URL('../../docs/examples/', import.meta.url));
const DRAW = 'POST /v1/generate/image';
const MONEY = { hold_eur: '0.010000', balance_eur: '0.990000' };

let api: TestServer;
let folder: string;
/** The key of each order that was accepted, in turn: the job's id says which. */
let orders: string[];
let error: { error: string; message: string } | null;

beforeEach(async () => {
  orders = [];
  error = null;
  folder = mkdtempSync(join(tmpdir(), 'depicta-example-'));
  api = await startServer(answer);
});
afterEach(async () => {
  await api.close();
  rmSync(folder, { recursive: true });
});

function answer({ path, method, headers }: Asked, url: string): Reply {
  if (path === '/files/png') return { status: 200, body: PICTURES.png };
  if (path === '/v1/quote') return { status: 200, body: { allowed: true, hold_eur: MONEY.hold_eur } };
  if (path === '/v1/statement')
    return { status: 200, body: { data: [{ kind: 'charge' }], next_cursor: null } };
  if (method === 'GET') return { status: 200, body: jobAt(Number(path.split('-').at(-1)), url) };
  const key = String(headers['idempotency-key']);
  if (!orders.includes(key)) orders.push(key);
  const id = `job-${orders.indexOf(key)}`;
  const body = { job_id: id, poll_url: `${url}/v1/jobs/${id}`, status: 'pending', ...MONEY };
  return { status: 202, body: z.parse(jobAccepted, body) };
}

/** A job that is under way when it is asked for first, and then over. */
function jobAt(order: number, url: string): Reply['body'] {
  const isOver = api.askedAt(`GET /v1/jobs/job-${order}`).length > 1;
  const small = {
    ...{
      id: 'x',
      operation: 'resize',
      image_url: `${url}/files/png`,
      content_type: 'image/png',
      size_bytes: 1,
    },
    ...{ width: 300, height: 300, expires_at: '2099-01-01T00:00:00.000Z', cost_eur: '0.001000' },
    balance_eur: '0.990000',
  };
  const result = order === 0 ? resultAt(url) : small;
  return z.parse(job, {
    id: `job-${order}`,
    ...(order === 0
      ? { kind: 'generation', model: 'studio-sketch', prompt: 'a lighthouse at dusk' }
      : { kind: 'operation', operation: 'resize' }),
    status: !isOver ? 'processing' : error === null ? 'completed' : 'failed',
    created_at: '2026-11-22T15:00:00.000Z',
    completed_at: isOver ? '2026-11-22T15:01:00.000Z' : null,
    ...{ ...MONEY, cost_eur: null, price_version: '2026-11-22', api_key: null },
    error: isOver ? error : null,
    result: isOver && error === null ? result : null,
  });
}

function run(
  program: string,
  file: string,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(program, [join(EXAMPLES, file)], {
    cwd: folder,
    env: { NODE_ENV: 'test', PATH: process.env.PATH, DEPICTA_API_URL: api.url, DEPICTA_API_KEY: 'key' },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

const EACH = [
  ['curl', 'sh', 'example.sh'],
  ['python3', 'python3', 'example.py'],
  ['node', process.execPath, 'typescript/example.ts'],
] as const;

describe.each(EACH)('the example with %s', (needed, program, file) => {
  const isThere = spawnSync(needed, ['--version']).status === 0;

  test.runIf(isThere)('asks for jobs that take long until they are over', { timeout: 60_000 }, async () => {
    const { code, stdout, stderr } = await run(program, file);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readFileSync(join(folder, 'lighthouse.png'))).toEqual(PICTURES.png);
    expect(stdout).toMatch(/"balance_eur": ?"0.990000"/);
    expect(api.askedAt('POST /v1/process/resize')[0]?.body).toEqual({
      input_image_url: `${api.url}/files/png`,
      width: 300,
    });
  });

  test.runIf(isThere)('orders once though answers are lost', { timeout: 60_000 }, async () => {
    api.next(DRAW, loseTheAnswer, loseTheAnswer);
    expect(await run(program, file)).toMatchObject({ code: 0 });
    expect(api.askedAt(DRAW)).toHaveLength(3);
    expect(orders).toHaveLength(2);
  });

  test.runIf(isThere)('says why a job has failed', { timeout: 60_000 }, async () => {
    error = { error: 'provider_failed', message: 'No picture came of it.' };
    const { code, stderr } = await run(program, file);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/provider_failed.*No picture came of it/);
    expect(orders).toHaveLength(1);
  });
});
