import { demoOps } from '#scripts/demo-ops.ts';
import { demo } from './demo.ts';

/** Runs an operator's command against the demo and reads its JSON. */
export function ops<Answer>(...args: string[]): Promise<Answer> {
  return demoOps(demo(), ...args);
}

/** A verified customer with their trial credit of EUR 1.00 and an API key. */
export async function customerWithKey(
  name: string,
): Promise<{ customerId: string; email: string; password: string; apiKey: string }> {
  const email = `${name}.${Date.now().toString(36)}${Math.floor(Math.random() * 1e6)}@example.com`;
  const password = 'quiet-harbour-lantern-47';
  const made = await ops<{ customerId: string; apiKey: string }>(
    'create-customer',
    ...['--email', email, '--password', password, '--verified', '--key', name],
  );
  return { ...made, email, password };
}

/** Somebody of the desk of a test's own, who has a second factor. */
export async function newStaff(role: 'support' | 'admin'): Promise<{ email: string; password: string }> {
  const email = `${role}.${Date.now().toString(36)}${Math.floor(Math.random() * 1e6)}@depicta.example`;
  const password = 'quiet-harbour-lantern-47';
  await ops('create-staff', ...['--email', email, '--password', password, '--role', role, '--demo-factor']);
  return { email, password };
}
