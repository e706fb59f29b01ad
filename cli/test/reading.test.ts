import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { API_KEY, type DepictaApi, JOB_ID, job, PRICING, startDepicta } from './api/depicta.ts';
import { breakOff, loseTheAnswer, proxyAnswers, send } from './api/server.ts';
import { type Built, buildCli, ended } from './built.ts';

let built: Built;
let api: DepictaApi;

beforeAll(async () => {
  built = await buildCli();
});
afterAll(() => built.remove());
beforeEach(async () => {
  api = await startDepicta();
});
afterEach(() => api.close());

const run = (...args: string[]) =>
  built.run(args, { env: { DEPICTA_API_URL: api.url, DEPICTA_API_KEY: API_KEY } });
const rowsOf = (stdout: string) =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split('\t'));

describe('balance', () => {
  test('on a pipe is the bare figure, to the micro-euro', async () => {
    expect(await run('balance')).toMatchObject({ code: 0, stdout: '9.955000\n', stderr: '' });
  });

  test('--json is everything that the API says', async () => {
    const { stdout } = await run('balance', '--json');
    expect(JSON.parse(stdout)).toEqual({ ...api.balance, as_of: '2026-11-22T15:00:00.000Z' });
  });

  test.each([
    ['2027-11-23', '2027-11-23T00:00:00.000Z'],
    ['2026-11-22T15:00', '2026-11-22T15:00:00.000Z'],
    ['2026-11-22T15:00:00+01:00', '2026-11-22T14:00:00.000Z'],
  ])('--as-of %s asks for that instant in UTC', async (typed, asked) => {
    const { stdout } = await run('balance', '--as-of', typed, '--json');
    expect(JSON.parse(stdout).as_of).toBe(asked);
  });

  test.each(['yesterday', '2026-02-30', '22/11/2026'])('--as-of %s is refused', async (typed) => {
    const { code, stderr } = await run('balance', '--as-of', typed);
    expect(code).toBe(1);
    expect(stderr).toContain('--as-of is a day such as 2026-11-22');
    expect(api.asked).toEqual([]);
  });

  test('a lost answer is asked for again', async () => {
    api.next('GET /v1/balance', loseTheAnswer, breakOff);
    expect(await run('balance')).toMatchObject({ code: 0, stdout: '9.955000\n' });
  });

  test('but not for ever', async () => {
    api.next('GET /v1/balance', proxyAnswers(502), proxyAnswers(502), proxyAnswers(502), proxyAnswers(502));
    const { code, stdout, stderr } = await run('balance');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/127\.0\.0\.1:\d+ answered 502, without saying why\./);
    expect(api.asked).toHaveLength(3);
  });

  test.each([
    ['<html>Sign in to the hotel network</html>', 'but not with JSON'],
    [{ something: 'else' }, 'The API sent no balance'],
    [{ balance_eur: 9.955 }, 'The API sent no balance'],
  ])('an answer that is none (%j) is said to be none', async (body, complaint) => {
    api.next('GET /v1/balance', (_work, response) => send(response, { status: 200, body }));
    const { code, stdout, stderr } = await run('balance');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(complaint);
  });
});

test('models on a pipe: id, alias, tier and whether the balance allows it', async () => {
  expect(rowsOf((await run('models')).stdout)).toEqual([
    ['studio-sketch', 'sketch', 'budget', 'allowed'],
    ['studio-oil', 'oil', 'premium', 'not_allowed'],
  ]);
  expect(JSON.parse((await run('models', '--json')).stdout)).toMatchObject({ balance_eur: '0.490000' });
});

test('pricing needs no key, and sends none', async () => {
  const { code, stdout } = await built.run(['pricing'], {
    env: { DEPICTA_API_URL: api.url, DEPICTA_API_KEY: API_KEY },
  });
  expect(code).toBe(0);
  expect(rowsOf(stdout)).toEqual([
    ['model', 'studio-sketch', '1K', '0.020000', '0.030000'],
    ['model', 'studio-sketch', '4K', '0.004500', '0.060000'],
    ['operation', 'crop', '', '0.001000', '0.001000'],
  ]);
  expect(api.asked[0]?.headers.authorization).toBeUndefined();
  const open = await built.run(['pricing', '--json'], { env: { DEPICTA_API_URL: api.url } });
  expect(JSON.parse(open.stdout)).toEqual(PRICING);
});

describe('jobs list', () => {
  beforeEach(() => {
    api.jobs = Array.from({ length: 130 }, (_, i) =>
      job(i % 2 === 0 ? 'completed' : 'failed', { id: `job-${i}`, cost_eur: '0.045000' }),
    );
  });

  test('on a pipe: a job a line, its id first; twenty unless asked otherwise', async () => {
    const rows = rowsOf((await run('jobs', 'list')).stdout);
    expect(rows).toHaveLength(20);
    expect(rows[0]).toEqual([
      'job-0',
      'completed',
      'generation',
      'studio-sketch',
      '2026-11-22T15:00:00.000Z',
      '0.060000',
      '0.045000',
    ]);
  });

  test('a list that was cut says so beside what it gives, and with --json in it', async () => {
    const more = 'These are the newest 20; --limit all shows every one.\n';
    expect((await run('jobs', 'list')).stderr).toBe(more);
    expect((await run('jobs', 'list', '--limit', 'all')).stderr).toBe('');
    expect((await run('jobs', 'list', '--json')).stderr).toBe('');
  });

  test('is what jobs alone does', async () => {
    expect((await run('jobs')).stdout).toBe((await run('jobs', 'list')).stdout);
  });

  test('more than a page holds comes page by page', async () => {
    const { stdout } = await run('jobs', 'list', '--limit', '120', '--json');
    const page = JSON.parse(stdout);
    expect(page.data.map(({ id }: { id: string }) => id)).toEqual(
      Array.from({ length: 120 }, (_, i) => `job-${i}`),
    );
    expect(page.next_cursor).toBe('120');
    expect(api.asked.map(({ query }) => [query.get('limit'), query.get('cursor')])).toEqual([
      ['100', null],
      ['20', '100'],
    ]);
  });

  test('--limit all is every one', async () => {
    expect(rowsOf((await run('jobs', 'list', '--limit', 'all')).stdout)).toHaveLength(130);
  });

  test('filters go to the API; a day means all of it', async () => {
    await run(
      'jobs',
      'list',
      '--status',
      'failed',
      '--kind',
      'generation',
      '--model',
      'oil',
      '--from',
      '2026-11-01',
      '--to',
      '2026-11-30',
    );
    expect(Object.fromEntries(api.asked[0]?.query ?? [])).toEqual({
      status: 'failed',
      kind: 'generation',
      model: 'oil',
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-12-01T00:00:00.000Z',
      limit: '20',
    });
  });

  test.each(['0', '-1', 'ten', '1.5'])('--limit %s is refused', async (limit) => {
    expect((await run('jobs', 'list', `--limit=${limit}`)).code).toBe(1);
    expect(api.asked).toEqual([]);
  });

  test('a reader that has seen enough is no error', async () => {
    api.jobs = Array.from({ length: 5000 }, (_, i) => job('completed', { id: `job-${i}` }));
    const child = built.start(['jobs', 'list', '--limit', 'all', '--json'], {
      env: { DEPICTA_API_URL: api.url, DEPICTA_API_KEY: API_KEY },
    });
    child.stdout?.destroy();
    const { code, stderr } = await ended(child);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

test('jobs get: the status alone on a pipe, everything with --json; an unknown id ends with 1', async () => {
  api.next(`GET /v1/jobs/${JOB_ID}`, (_work, response) =>
    send(response, { status: 200, body: job('processing') }),
  );
  expect(await run('jobs', 'get', JOB_ID)).toMatchObject({ code: 0, stdout: 'processing\n' });
  api.next(`GET /v1/jobs/${JOB_ID}`, (_work, response) =>
    send(response, { status: 200, body: job('pending') }),
  );
  expect(JSON.parse((await run('jobs', 'get', JOB_ID, '--json')).stdout)).toEqual(job('pending'));

  const unknown = await run('jobs', 'get', '../balance');
  expect(unknown.code).toBe(1);
  expect(unknown.stderr).toContain('There is no such thing');
  expect(api.askedAt('GET /v1/balance')).toEqual([]);
});

test('jobs wait on a picture that is past its hour says so', async () => {
  const gone = job('completed', { result: null });
  api.next(`GET /v1/jobs/${JOB_ID}`, (_work, response) => send(response, { status: 200, body: gone }));
  const { code, stderr } = await run('jobs', 'wait', JOB_ID);
  expect(code).toBe(1);
  expect(stderr).toContain('it is kept for one hour');
  expect(stderr).not.toContain('depicta jobs wait');
});

describe('statement', () => {
  beforeEach(() => {
    api.statement = [
      row('2', 'charge', '-0.045000', '9.955000', 'a lighthouse\tat dusk'),
      row('1', 'top_up', '10.000000', '10.000000', null),
    ];
  });
  const row = (id: string, kind: string, amount: string, after: string, label: string | null) => ({
    id,
    kind,
    effective_at: '2026-11-22T15:00:00.000Z',
    recorded_at: '2026-11-22T15:00:00.000Z',
    amount_eur: amount,
    owed_change_eur: '0.000000',
    balance_before_eur: '0.000000',
    balance_after_eur: after,
    credit_after_eur: after,
    held_after_eur: '0.000000',
    cause: { type: 'generation', id: JOB_ID, label },
    reason: null,
    lots: [],
  });

  test('on a pipe: a row a line, whatever its texts hold', async () => {
    expect(rowsOf((await run('statement')).stdout)).toEqual([
      [
        '2026-11-22T15:00:00.000Z',
        'charge',
        '-0.045000',
        '0.000000',
        '9.955000',
        '0.000000',
        'a lighthouse at dusk',
        '2',
      ],
      ['2026-11-22T15:00:00.000Z', 'top_up', '10.000000', '0.000000', '10.000000', '0.000000', '', '1'],
    ]);
  });

  test('--json has every field of every row', async () => {
    expect(JSON.parse((await run('statement', '--json')).stdout)).toEqual({
      data: api.statement,
      next_cursor: null,
    });
  });

  test('--csv passes the file on as it is, for whole days', async () => {
    const { code, stdout } = await run('statement', '--from', '2026-11-01', '--to', '2026-11-30', '--csv');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'id,amount_eur\r\n2,-0.045000\r\n1,10.000000\r\n' });
    expect(Object.fromEntries(api.asked[0]?.query ?? [])).toEqual({
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-12-01T00:00:00.000Z',
      format: 'csv',
    });
  });

  test('a CSV that breaks off is no success', async () => {
    api.next('GET /v1/statement', (_work, response) => {
      response.writeHead(200, { 'content-type': 'text/csv' });
      response.write('id,amount_eur\r\n', () => setTimeout(() => response.destroy(), 50));
    });
    const { code, stderr } = await run('statement', '--csv');
    expect(code).toBe(1);
    expect(stderr).toContain('what came is not the whole');
  });

  test.each([
    [['--csv', '--json'], 'cannot go together'],
    [['--csv', '--limit', '5'], '--csv has every row'],
  ])('%j is refused', async (flags, complaint) => {
    const { code, stderr } = await run('statement', ...flags);
    expect(code).toBe(1);
    expect(stderr).toContain(complaint);
  });
});

test('topup on a pipe is the address of the page', async () => {
  expect(await run('topup')).toMatchObject({ code: 0, stdout: `${api.url}/top-up\n`, stderr: '' });
  expect(JSON.parse((await run('topup', '--json')).stdout)).toEqual({ top_up_url: `${api.url}/top-up` });
  expect(api.asked).toEqual([]);
});

test.each([
  ['balance'],
  ['models'],
  ['statement'],
  ['jobs', 'list'],
  ['jobs', 'get', JOB_ID],
  ['jobs', 'wait', JOB_ID],
  ['image', 'x'],
])('%s %s without a key ends with 2 and asks nothing', async (...args) => {
  const { code, stdout, stderr } = await built.run(args, { env: { DEPICTA_API_URL: api.url } });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('You are not signed in');
  expect(api.asked).toEqual([]);
});
