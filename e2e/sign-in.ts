import type { Page } from '@playwright/test';
import { demo } from './demo.ts';

type Person = { email: string; password: string };

/** Signs in on the page; afterwards the browser is wherever that person begins. */
export async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** Signs somebody of the desk in: the one place that knows what the desk asks of its people. */
export async function signInStaff(page: Page, who: Person): Promise<void> {
  await signIn(page, who);
}

/** Somebody whom the demo made for a role. @throws when it made nobody */
export function demoUser(role: 'customer' | 'support' | 'admin') {
  const found = demo().users.find((user) => user.role === role);
  if (found === undefined) throw new Error(`The demo has no ${role}`);
  return found;
}
