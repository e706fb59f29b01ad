import { expect, test } from '@playwright/test';
import { demoCustomer, signIn } from './sign-in.ts';

test('a statement on paper is black on white, without controls, with its heads on each sheet and no row cut', async ({
  page,
}) => {
  await signIn(page, demoCustomer());
  await page.goto('/statement');
  const table = page.getByRole('main').getByRole('table');
  await expect(table).toBeVisible();
  // Whoever reads in the dark prints in the light.
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  // An A4 sheet between its margins.
  await page.setViewportSize({ width: 673, height: 986 });
  for (const role of ['navigation', 'banner', 'contentinfo', 'button', 'combobox'] as const)
    await expect(page.getByRole(role), role).toHaveCount(0);
  await expect(page.getByText('Skip to content')).toBeHidden();
  await expect(page.getByRole('heading', { level: 1, name: 'Statement' })).toBeVisible();
  const styles = await page.evaluate(() => {
    const of = (selector: string) => getComputedStyle(document.querySelector(selector)!);
    const luminance = (color: string) => {
      const brush = document.createElement('canvas').getContext('2d')!;
      brush.fillStyle = color;
      brush.fillRect(0, 0, 1, 1);
      return brush.getImageData(0, 0, 1, 1).data[0]!;
    };
    return {
      scheme: of('html').colorScheme,
      ground: of('body').backgroundColor,
      ink: luminance(of('h1').color),
      heads: of('main thead').display,
      row: of('main tbody tr').breakInside,
      cut: [...document.querySelectorAll<HTMLElement>('main *')]
        .filter((each) => each.checkVisibility() && each.clientWidth > 1)
        .filter((each) => getComputedStyle(each).overflowX === 'hidden')
        .map((each) => each.textContent),
    };
  });
  expect(styles).toMatchObject({
    scheme: 'light',
    ground: 'rgba(0, 0, 0, 0)',
    heads: 'table-header-group',
    row: 'avoid',
    cut: [],
  });
  expect(styles.ink).toBeLessThan(64);
  await expect(table.getByRole('columnheader').first()).toBeVisible();
  // The browser can make sheets of it.
  expect((await page.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString()).toBe('%PDF-');
});
