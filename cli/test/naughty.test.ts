import { afterAll, beforeAll, expect, test } from 'vitest';
import { NAUGHTY } from '../../lib/testing/naughty.ts';
import { API_KEY, type DepictaApi, job, startDepicta } from './api/depicta.ts';
import { type Built, buildCli } from './built.ts';

// What a customer may have typed comes back from the API: on a terminal it is text on its line, and moves nothing.

let built: Built;
let api: DepictaApi;
beforeAll(async () => {
  built = await buildCli();
  api = await startDepicta();
  return () => api.close();
});
afterAll(() => built.remove());

const run = (...args: string[]) =>
  built.run(args, { env: { DEPICTA_API_URL: api.url, DEPICTA_API_KEY: API_KEY } });

/** No control but the ends of lines and the tabs between columns, and nothing that turns the direction around. */
const UNSAFE = /(?![\n\t])\p{Cc}|[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u2028\u2029]/u;

test('the list of jobs is a line for each, whatever was asked for', async () => {
  api.jobs = NAUGHTY.map((prompt, i) => job('completed', { id: `job-${i}`, prompt }));
  const { code, stdout, stderr } = await run('jobs', 'list', '--limit', 'all');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).not.toMatch(UNSAFE);
  const lines = stdout.slice(0, -1).split('\n');
  expect(lines).toHaveLength(NAUGHTY.length);
  for (const line of lines) expect(line.split('\t')).toHaveLength(lines[0]!.split('\t').length);
});

test('with --json it is what the API sent, escaped as JSON has it', async () => {
  const { stdout } = await run('jobs', 'list', '--limit', 'all', '--json');
  expect(stdout).not.toMatch(/(?!\n)\p{Cc}/u);
  // A lone half of a character cannot be sent as text.
  const prompts = (JSON.parse(stdout) as { data?: { prompt: string }[] }).data ?? JSON.parse(stdout);
  expect(prompts.map((each: { prompt: string }) => each.prompt)).toEqual(NAUGHTY);
});

test('a refusal that quotes it moves nothing on a terminal', { timeout: 60_000 }, async () => {
  for (const message of NAUGHTY.filter((text) => /\p{Cc}/u.test(text)).slice(-4)) {
    api.next('GET /v1/balance', (_work, response) => {
      response.writeHead(403, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ error: 'account_suspended', message, details: null, request_id: 'req_1' }),
      );
    });
    const { code, stdout, stderr } = await run('balance');
    expect(code).not.toBe(0);
    expect(stdout + stderr).not.toMatch(UNSAFE);
  }
});
