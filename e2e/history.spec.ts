import { expect, type Page, test } from '@playwright/test';
import { demo, expectAccessible, expectFitsPhone } from './demo.ts';
import { customerWithKey } from './ops.ts';
import { signIn } from './sign-in.ts';

// The list is what it says: its total, its file and the statement are the same money.

// Each looks at several pages, in light and in dark.
test.describe.configure({ timeout: 180_000 });

async function draw(apiKey: string, model: string, prompt = `a bridge by ${model}`): Promise<string> {
  const answer = await fetch(`${demo().appUrl}/v1/generate/image`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ prompt, model }),
  });
  expect(answer.status).toBe(200);
  return answer.headers.get('x-depicta-job-id')!;
}

const micros = (text: string | null) => Math.round(Number(text) * 1e6);

/** The records of a CSV whose cells have no commas, by the names of its columns. */
function recordsOf(csv: string): Record<string, string>[] {
  const [head, ...rows] = csv.trim().split('\r\n');
  const names = head!.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((cell, i) => [names[i]!, cell])));
}

test('the history’s total opens into its parts, and its CSV is exactly the filter shown', async ({
  page,
}) => {
  const customer = await customerWithKey('history');
  const ids: string[] = [];
  for (const model of ['studio-sketch', 'studio-scene', 'studio-sketch'])
    ids.push(await draw(customer.apiKey, model));
  await signIn(page, customer);
  await page.goto('/history');
  await expect(page.getByText(/3 jobs/)).toBeVisible();
  const total = micros(await page.getByTestId('total-cost').locator('data').getAttribute('value'));
  const opened = page.locator('details').filter({ hasText: 'What they were charged for' });
  await opened.locator('summary').click();
  const amounts = await opened
    .locator('dl data')
    .evaluateAll((all) => all.map((each) => each.getAttribute('value')));
  expect(amounts.slice(0, -1).reduce((sum, each) => sum + micros(each), 0)).toBe(total);
  await expectAccessible(page);
  await expectFitsPhone(page);

  // A part leads to the jobs that make it, and the file of that page has just these.
  const part = micros(amounts[1]!);
  await opened.getByRole('link', { name: 'Sketch, 2 charges' }).click();
  await page.waitForURL('**/history?model=studio-sketch');
  await expect(page.getByText(/2 jobs/)).toBeVisible();
  expect(micros(await page.getByTestId('total-cost').locator('data').getAttribute('value'))).toBe(part);
  const href = await page.getByRole('link', { name: 'Download as CSV' }).getAttribute('href');
  const file = await page.request.get(href!);
  expect(file.headers()['cache-control']).toBe('no-store');
  const records = recordsOf(await file.text());
  expect(records.map(({ id }) => id).sort()).toEqual([ids[0], ids[2]].sort());
  expect(records.reduce((sum, { cost_eur }) => sum + micros(cost_eur!), 0)).toBe(part);

  // One job is found by the beginning of its id; what is none is said to be none.
  await page.goto('/history');
  await page.getByLabel('Job id').fill(ids[1]!.slice(0, 18));
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL('**/history?id=**');
  await expect(page.getByText('a bridge by studio-scene')).toBeVisible();
  await page.goto('/history?id=lighthouse');
  await expect(page.getByText('“lighthouse” is no job id.')).toBeVisible();
  await expect(page.getByLabel('Job id')).toHaveAttribute('aria-invalid', 'true');
  // Nothing is listed as if it were what was asked for, and no file says more than the page.
  await expect(page.getByText('Nothing is listed while the filter is wrong')).toBeVisible();
  await expect(page.getByText('a bridge by studio-scene')).toHaveCount(0);
  await expect(page.getByTestId('total-cost')).toHaveCount(0);
  await expectAccessible(page);
  await expectFitsPhone(page);
  const wrongFile = await page.request.get('/api/history?id=lighthouse');
  expect(wrongFile.status()).toBe(422);
  expect(await wrongFile.json()).toMatchObject({ details: { fields: [{ field: 'id' }] } });
  for (const query of ['month=2031-01', 'kind=wallet']) {
    await page.goto(`/statement?${query}`);
    await expect(page.getByText('There is nothing like that in your statement')).toBeVisible();
    await expect(page.getByRole('table')).toHaveCount(0);
  }
  expect((await page.request.get('/api/statements/2031-01?format=pdf')).status()).toBe(404);
  await page.goto('/history?status=done&from=2026-13-45');
  await expect(page.getByText('“done” cannot be chosen here.')).toBeVisible();
  await expect(page.getByText('“2026-13-45” is no day.')).toBeVisible();
  await expect(page.getByText('a bridge by studio-scene')).toHaveCount(0);

  // The list of models has the operations too.
  await page.getByLabel('Model or operation').selectOption('crop');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('Nothing matches this filter')).toBeVisible();
  // A model and a key that nothing goes by are still what the form shows.
  const nobodys = '019ac0de-0000-7000-8000-000000000001';
  await page.goto(`/history?model=studio-gone&key=${nobodys}`);
  await expect(page.getByText('Nothing matches this filter')).toBeVisible();
  await expect(page.getByLabel('Model or operation')).toHaveValue('studio-gone');
  await expect(page.getByLabel('API key')).toHaveValue(nobodys);

  // Somebody else's file is empty of them.
  const other = await customerWithKey('history-other');
  const theirs = await fetch(`${demo().appUrl}/api/history`, {
    headers: { authorization: `Bearer ${other.apiKey}` },
  });
  expect(recordsOf(await theirs.text())).toEqual([]);
});

test('each line of a balance’s sum leads to the entries that add up to it', async ({ page }) => {
  const customer = await customerWithKey('kinds');
  await draw(customer.apiKey, 'studio-sketch');
  await draw(customer.apiKey, 'studio-scene');
  await signIn(page, customer);
  await page.goto('/overview');
  const opened = page.locator('details').filter({ hasText: 'How the available balance is made up' });
  const lines = await opened.locator('dl > div').evaluateAll((all) =>
    all.map((line) => ({
      href: line.querySelector('a')?.getAttribute('href') ?? '',
      value: line.querySelector('data')?.getAttribute('value') ?? '',
    })),
  );
  const linked = lines.filter(({ href }) => href.startsWith('/statement?'));
  expect(linked.map(({ href }) => href)).toEqual(['/statement?kind=trial', '/statement?kind=charge']);
  for (const { href, value } of linked) await expectRowsToSum(page, href, value);
  await expectAccessible(page);
  await expectFitsPhone(page);

  // The same for the month: every kind, holds too.
  await page.goto(`/statement?month=${new Date().toISOString().slice(0, 7)}`);
  const ofMonth = await page
    .getByLabel('The month in sums')
    .locator('dl > div')
    .evaluateAll((all) =>
      all.map((line) => ({
        href: line.querySelector('a')?.getAttribute('href') ?? '',
        value: line.querySelector('data')?.getAttribute('value') ?? '',
      })),
    );
  const kinds = ofMonth.filter(({ href }) => href.includes('kind='));
  expect(kinds.length).toBe(4);
  for (const { href, value } of kinds) await expectRowsToSum(page, href, value);

  await page.goto('/statement?kind=refund');
  await expect(page.getByText('There is no such line.')).toBeVisible();
  await page.getByRole('link', { name: 'Show every kind' }).click();
  await page.waitForURL('**/statement');
  await expect(page.getByRole('heading', { name: 'The proof' })).toBeVisible();
  await page.getByRole('link', { name: 'The balance at any moment' }).click();
  await page.waitForURL('**/balance');
});

/** The rows behind a link add up to the number that leads there: on the page, and in the file of the page. */
async function expectRowsToSum(page: Page, href: string, value: string): Promise<void> {
  await page.goto(href);
  await expect(page.getByTestId('kind-sum').locator('data')).toHaveAttribute('value', value);
  const column = await page.locator('table.records thead th').allTextContents();
  const at = column.indexOf('Change');
  const changes = await page
    .locator('table.records tbody tr')
    .evaluateAll(
      (rows, nth) => rows.map((row) => row.children[nth]!.querySelector('data')!.getAttribute('value')),
      at,
    );
  expect(changes.reduce((sum, each) => sum + micros(each), 0)).toBe(micros(value));
}

test('what expires when, what is held, and what was given open and can be read by everybody', async ({
  page,
}) => {
  const customer = await customerWithKey('timeline');
  await draw(customer.apiKey, 'studio-scene');
  await signIn(page, customer);
  await page.goto('/overview');

  // The trial is told of until it has been seen.
  await expect(page.getByText('You were given €1.00 of free trial credit')).toBeVisible();
  await page.getByRole('button', { name: 'Got it' }).click();
  await expect(page.getByText('You were given')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await expect(page.getByText('You were given')).toHaveCount(0);

  const available = await page.getByTestId('available').locator('data').getAttribute('value');
  const expiring = page.locator('details').filter({ hasText: 'The lots that it is made of' });
  await expect(page.getByTestId('expiring').locator('data')).toHaveAttribute('value', available!);
  await expiring.locator('summary').click();
  await expect(expiring.locator('dl data').last()).toHaveAttribute('value', available!);
  await expect(page.getByTestId('if-topped-up')).toContainText('€10.00 today');
  const timeline = page.locator('section#expiry');
  await expect(timeline.getByText('in all, spread evenly over them')).toBeVisible();
  await expect(timeline.locator('tbody tr').first().locator('data')).toHaveAttribute('value', available!);
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test('a prompt that is one endless word makes no page scroll sideways, and no title of it all', async ({
  page,
}) => {
  const customer = await customerWithKey('endless');
  const prompt = 'Donaudampfschifffahrt'.repeat(100);
  const id = await draw(customer.apiKey, 'studio-sketch', prompt);
  await signIn(page, customer);
  for (const path of ['/generate', '/generate/process', '/history', '/statement', '/overview']) {
    await page.goto(path);
    await expect(page.getByText('Donaudampfschifffahrt').first()).toBeAttached();
    await expectFitsPhone(page);
  }
  await page.goto(`/history/${id}`);
  await expectFitsPhone(page);
  expect((await page.getByRole('heading', { level: 1 }).textContent())!.length).toBeLessThan(200);
  await expect(page.getByRole('main').getByText(prompt, { exact: true })).toBeVisible();
});
