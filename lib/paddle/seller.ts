import type { OperatorFacts } from '#lib/contracts/operator.ts';
import { env } from '#lib/core/env.ts';

/** Who runs this installation, as its settings say: what Paddle asks a seller to publish beside what it sells. */
export function operatorFacts(): OperatorFacts {
  const settings = env();
  return {
    name: settings.OPERATOR_NAME ?? null,
    address: settings.OPERATOR_ADDRESS ?? null,
    email: settings.OPERATOR_EMAIL ?? null,
    register: settings.OPERATOR_REGISTER ?? null,
    vatId: settings.OPERATOR_VAT_ID ?? null,
    hosting: settings.OPERATOR_HOSTING ?? null,
    law: settings.OPERATOR_LAW ?? null,
  };
}
