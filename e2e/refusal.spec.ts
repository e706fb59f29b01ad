import { expect, test } from '@playwright/test';
import { demo } from './demo.ts';
import { customerWithKey } from './ops.ts';
import { signIn } from './sign-in.ts';

// Pages and API are bundled apart and share one desk: whichever of them opened it, both must know its refusals.

test('what the balance does not allow is refused in words by the API and by the page alike', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const { email, password, apiKey } = await customerWithKey('refusal');

  // Dear pictures until what is left is less than they need.
  let answer: Response;
  do {
    answer = await fetch(`${demo().appUrl}/v1/generate/image`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'a stone bridge', model: 'studio-atelier', image_size: '4K' }),
    });
  } while (answer.ok);
  expect({ status: answer.status, error: ((await answer.json()) as { error: string }).error }).toEqual({
    status: 402,
    error: 'credit_tier_restricted',
  });

  await signIn(page, { email, password });
  await page.goto('/generate');
  await page.getByLabel('Prompt').fill('a stone bridge');
  await page
    .locator('label')
    .filter({ hasText: /atelier/i })
    .click();
  await page.getByRole('button', { name: 'Make the picture' }).click();
  const notice = page.getByRole('alert').filter({ hasText: 'Your balance allows budget models' });
  await expect(notice).toBeVisible();
  await expect(notice.getByRole('link', { name: 'Top up' })).toBeVisible();
  await expect(page.getByText('Something went wrong on our side')).toHaveCount(0);
});
