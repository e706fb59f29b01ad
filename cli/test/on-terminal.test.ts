import { chmodSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { API_KEY, type DepictaApi, JOB_ID, job, startDepicta } from './api/depicta.ts';
import { refuse, send } from './api/server.ts';
import { type Built, buildCli, write } from './built.ts';
import { hasTerminals, onTerminal } from './terminal.ts';

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

const ESCAPE = '\u001b[';
const env = (more: Record<string, string> = {}) => ({
  DEPICTA_API_URL: api.url,
  DEPICTA_API_KEY: API_KEY,
  ...more,
});
const shown = async (args: string[], more?: Record<string, string>) => {
  const terminal = onTerminal(built, args, env(more));
  const { code, screen } = await terminal.ended;
  return { code, screen, raw: terminal.raw(), lines: screen.trimEnd().split('\n') };
};

describe.skipIf(!hasTerminals)('on a terminal', () => {
  test('balance: available to the micro-euro, held, the last valid day, and what the tier allows', async () => {
    const { code, lines, raw } = await shown(['balance']);
    expect(code).toBe(0);
    expect(lines).toEqual([
      'Available  €9.95  exactly 9.955000',
      'Held       €0.06',
      'Credit     valid through 22 November 2027 (UTC)',
      'Tier       full: every model, every resolution',
    ]);
    expect(raw).toContain(ESCAPE);
  });

  test('balance says what is owed and reserved, and when it was', async () => {
    Object.assign(api.balance, {
      balance_eur: '0.000000',
      owed_eur: '6.000000',
      refund_reserved_eur: '0.004000',
      valid_through: null,
      tier: 'none',
    });
    const { lines } = await shown(['balance', '--as-of', '2027-01-01']);
    expect(lines).toEqual([
      'As of 2027-01-01 00:00 UTC',
      'Available                €0.00',
      'Held                     €0.06',
      'Kept aside for a refund  €0.004',
      'Owed                     €6.00, paid by the next top-up',
      'Credit                   no date yet: the first credit starts the clock',
      'Tier                     none: no generation',
    ]);
  });

  test('image: progress while it is made, then file, cost and what is left', async () => {
    api.pollsUntilDone = 3;
    const { code, screen, raw } = await shown(['image', 'shown']);
    expect(code).toBe(0);
    expect(raw).toContain('Asking for the image');
    expect(raw).toContain('Being made, €0.06 held');
    const summary = screen.slice(screen.lastIndexOf('Saved'));
    expect(summary.trimEnd().split('\n')).toEqual([
      'Saved shown.png  1024 x 1024, 1 kB, studio-sketch',
      'Cost €0.045, available €9.95  exactly 9.955000',
      `Job ${JOB_ID}`,
    ]);
  });

  test('process: bars while the file is sent and while the result is fetched', async () => {
    write(built, 'photo.png', 'a picture');
    const { code, raw } = await shown(['process', 'resize', 'photo.png', '--width', '64']);
    expect(code).toBe(0);
    const full = `${'█'.repeat(20)} 100 %`;
    expect(raw).toContain(`Sending the picture ${full}`);
    expect(raw).toContain(`Fetching the picture ${full}`);
  });

  test('image: an error clears the progress and stands alone', async () => {
    api.next('POST /v1/generate/image', refuse(403, 'content_rejected'));
    const { code, screen } = await shown(['image', 'x']);
    expect(code).toBe(4);
    expect(screen).toContain('Error: Refused: content_rejected\nChange the prompt or the references.');
  });

  test('Ctrl-C names the job and how to fetch it', async () => {
    api.pollsUntilDone = 1_000_000;
    const terminal = onTerminal(built, ['image', 'x'], env());
    await terminal.untilShown('Being made');
    terminal.type('\u0003');
    const { code, screen } = await terminal.ended;
    expect(code).toBe(130);
    expect(screen).toContain(`depicta jobs wait ${JOB_ID}`);
  });

  test('a picture is not poured over a terminal', async () => {
    const { code, screen } = await shown(['image', 'x', '--output', '-']);
    expect(code).toBe(1);
    expect(screen).toContain('A picture does not belong on a terminal.');
    expect(api.asked).toEqual([]);
  });

  test('models, pricing, jobs and statement are tables with amounts in full', async () => {
    expect((await shown(['models'])).lines).toEqual([
      'Model          Alias   Tier     About, per image      For you now',
      'studio-sketch  sketch  budget   1K €0.02, 4K €0.0045  only 1K',
      'studio-oil     oil     premium  1K €0.02, 4K €0.0045  Needs EUR 0.50',
      'Prices are approximate. What an image has cost is in its answer, as cost_eur.',
    ]);
    expect((await shown(['pricing'])).lines.slice(0, 6)).toEqual([
      'Model          Tier    Size    About  Held at first',
      'studio-sketch  budget  1K      €0.02          €0.03',
      '                       4K    €0.0045          €0.06',
      '',
      'Operation  Flat price',
      'crop           €0.001',
    ]);
    api.jobs = [
      job('failed', { id: 'job-1', cost_eur: '0.000000' }),
      job('processing', { id: 'job-2', api_key: null }),
    ];
    expect((await shown(['jobs', 'list', '--limit', '1'])).lines).toEqual([
      'Created (UTC)     Job    Status  What            Held   Cost  Key',
      '2026-11-22 15:00  job-1  failed  studio-sketch  €0.06  €0.00  laptop ...ab12',
      'These are the newest 1; --limit all shows every one.',
    ]);
    expect((await shown(['statement'])).lines).toEqual(['Nothing has happened yet.']);
  });

  test('the statement shows each change with its sign, and what stands before and after', async () => {
    api.statement = [
      {
        id: '7',
        kind: 'hold_settled',
        effective_at: '2026-11-22T15:00:00.000Z',
        recorded_at: '2026-11-22T15:00:00.000Z',
        amount_eur: '0.060000',
        owed_change_eur: '0.000000',
        balance_before_eur: '9.940000',
        balance_after_eur: '10.000000',
        credit_after_eur: '10.000000',
        held_after_eur: '0.000000',
        cause: { type: 'generation', id: JOB_ID, label: 'a lighthouse' },
        reason: null,
        lots: [],
      },
      {
        id: '6',
        kind: 'write_off',
        effective_at: '2026-11-22T14:00:00.000Z',
        recorded_at: '2026-11-22T14:00:00.000Z',
        amount_eur: '0.000000',
        owed_change_eur: '-1.334350',
        balance_before_eur: '9.940000',
        balance_after_eur: '9.940000',
        credit_after_eur: '10.000000',
        held_after_eur: '0.060000',
        cause: { type: 'decision', id: JOB_ID, label: null },
        reason: 'Sorry',
        lots: [],
      },
    ];
    expect((await shown(['statement'])).lines).toEqual([
      'When (UTC)        What          Change  Before  Available   Held  Why',
      '2026-11-22 15:00  hold settled  +€0.06   €9.94     €10.00  €0.00  a lighthouse',
      '2026-11-22 14:00  write off      €0.00   €9.94      €9.94  €0.06  owed -€1.33435, Sorry',
    ]);
  });

  test('NO_COLOR takes the colours away, an empty one does not', async () => {
    expect((await shown(['balance'], { NO_COLOR: '1' })).raw).not.toContain(ESCAPE);
    expect((await shown(['balance'], { NO_COLOR: '' })).raw).toContain(ESCAPE);
    expect((await shown(['--help'], { NO_COLOR: '1' })).raw).not.toContain(ESCAPE);
  });

  test('what the API sends cannot take over the terminal', async () => {
    const evil = job('completed', { prompt: `x\u001b[2J\u001b]0;gotcha\u0007\u202egnp.exe` });
    api.next(`GET /v1/jobs/${JOB_ID}`, (_work, response) => send(response, { status: 200, body: evil }));
    const { raw } = await shown(['jobs', 'get', JOB_ID], { NO_COLOR: '1' });
    expect(raw).toContain('gotcha');
    for (const forbidden of ['\u001b', '\u0007', '\u202e']) expect(raw).not.toContain(forbidden);
  });

  test('topup opens the page in the browser, or only prints it', async () => {
    const browser = write(built, 'browser', `#!/bin/sh\nprintf '%s' "$1" > '${built.folder}/opened'\n`);
    chmodSync(browser, 0o755);
    const { code, screen } = await shown(['topup'], { BROWSER: browser });
    expect({ code, screen }).toEqual({ code: 0, screen: `Opening ${api.url}/top-up\n` });
    await expect.poll(() => readFileSync(`${built.folder}/opened`, 'utf8')).toBe(`${api.url}/top-up`);
    expect((await shown(['topup', '--no-open'], { BROWSER: browser })).screen).toBe(
      `Top up at ${api.url}/top-up\n`,
    );
  });
});

test('a test run without terminals would prove nothing here', () => {
  expect(hasTerminals || process.platform !== 'linux').toBe(true);
});
