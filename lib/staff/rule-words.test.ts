import { expect, test } from 'vitest';
import { customerInvariants } from '#lib/customers/invariants.ts';
import { generationInvariants } from '#lib/generation/invariants.ts';
import { catalogue } from '#lib/i18n/catalogue.ts';
import { PROOF_RULE } from '#lib/ledger/check-proof.ts';
import { ledgerInvariants } from '#lib/ledger/invariants.ts';
import { topUpInvariants } from '#lib/topups/invariants.ts';
import { staffInvariants } from './invariants.ts';

test('the desk reads every rule of the books in its language, in English as the rule itself says it', () => {
  const rules = [
    ...ledgerInvariants,
    ...customerInvariants,
    ...topUpInvariants,
    ...generationInvariants,
    ...staffInvariants,
    PROOF_RULE,
  ];
  expect(catalogue.en.rules).toEqual(Object.fromEntries(rules.map(({ name, meaning }) => [name, meaning])));
});
