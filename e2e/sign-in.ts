import type { Page } from '@playwright/test';
import { demo } from './demo.ts';
import { throughSignIn } from './ops.ts';

type Person = { email: string; password: string };

/** Signs in on the page, staff with their code; afterwards the browser is wherever that person begins. */
export async function signIn(page: Page, who: Person): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await throughSignIn(page, who);
}

/** The customer whom the demo made, with a history. @throws when it made nobody */
export function demoCustomer() {
  const found = demo().users.find((user) => user.role === 'customer');
  if (found === undefined) throw new Error('The demo has no customer');
  return found;
}
