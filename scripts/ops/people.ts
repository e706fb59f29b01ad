import { confirmAddress, createCustomerAccount, createStaffAccount } from '#lib/auth/accounts.ts';
import { createApiKey } from '#lib/auth/keys.ts';
import { hashPassword } from '#lib/auth/password.ts';
import { PASSWORD_MAX_LENGTH } from '#lib/auth/password-rules.ts';
import { giveFactor } from '#lib/auth/second-factor.ts';
import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import { trialCredit } from '#lib/customers/trial.ts';
import { transaction } from '#lib/db/transaction.ts';
import { type Command, customerId, euros, required, type Values, wrong } from './command.ts';
import { demoKey } from './second-factor.ts';

const person = { email: { type: 'string' }, password: { type: 'string' }, name: { type: 'string' } } as const;

export const createCustomer: Command = {
  usage: '--email ADDRESS --password TEXT [--name NAME] [--verified] [--key NAME]',
  meaning:
    'Makes a customer with their user. --verified: the address counts as verified, and the trial is given. --key: makes an API key of that name as well and prints it: it is shown this once.',
  options: { ...person, verified: { type: 'boolean' }, key: { type: 'string' } },
  async run({ values, database }) {
    const keyName = values.key === undefined ? undefined : required(values, 'key');
    const account = await newAccount(values);
    const made = await transaction(database().prisma, async (tx) => {
      const { customerId: id, userId } = await createCustomerAccount(tx, account);
      if (values.verified === true) {
        const { AUTH_SECRET: secret } = env();
        await confirmAddress(tx, { userId, trialMicros: trialCredit(), secret, at: account.at });
      }
      return { customerId: id, userId };
    });
    const text = `Customer ${made.customerId}, user ${made.userId}`;
    if (keyName === undefined) return { json: made, text };
    const key = { customerId: made.customerId, name: keyName, monthlyCapMicros: null, at: account.at };
    const { text: apiKey } = await createApiKey(database().prisma, key);
    return { json: { ...made, apiKey }, text: `${text}, API key ${apiKey}` };
  },
};

export const createStaff: Command = {
  usage: '--email ADDRESS --password TEXT --role support|admin [--name NAME] [--demo-factor]',
  meaning:
    'Makes a user of the support desk. They set their second factor up at their first sign-in. --demo-factor: in a demo, they have one, whose codes demo-code prints.',
  options: { ...person, role: { type: 'string' }, 'demo-factor': { type: 'boolean' } },
  async run({ values, database }) {
    const role = required(values, 'role');
    if (role !== 'support' && role !== 'admin') throw wrong('role', 'must be support or admin');
    const key = values['demo-factor'] === true ? demoKey() : undefined;
    const account = await newAccount(values);
    const made = await transaction(database().prisma, async (tx) => {
      const { userId } = await createStaffAccount(tx, { ...account, role });
      if (key !== undefined) await giveFactor(tx, { userId, key, at: account.at });
      return { userId };
    });
    return { json: made, text: `User ${made.userId}, ${role}` };
  },
};

export const createKey: Command = {
  usage: '--customer ID --name NAME [--monthly-cap-eur AMOUNT]',
  meaning: 'Makes an API key and prints it: it is shown this once.',
  options: { customer: { type: 'string' }, name: { type: 'string' }, 'monthly-cap-eur': { type: 'string' } },
  async run({ values, database }) {
    const capped = values['monthly-cap-eur'] !== undefined;
    const key = await createApiKey(database().prisma, {
      customerId: customerId(values),
      name: required(values, 'name'),
      monthlyCapMicros: capped ? euros(values, 'monthly-cap-eur') : null,
      at: now(),
    });
    return { json: { apiKeyId: key.id, apiKey: key.text }, text: key.text };
  },
};

async function newAccount(values: Values) {
  const email = required(values, 'email').trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw wrong('email', 'is no e-mail address');
  const password = required(values, 'password');
  // The operator answers for the choice; only what nobody could sign in with is refused.
  if (password.length < 8 || password.length > PASSWORD_MAX_LENGTH) {
    throw wrong('password', `must have 8 to ${PASSWORD_MAX_LENGTH} characters`);
  }
  const name = typeof values.name === 'string' ? values.name : email.slice(0, email.indexOf('@'));
  return { email, name, passwordHash: await hashPassword(password), at: now() };
}
