/** What a seller publishes of itself, and the setting that each fact comes from. */
export const OPERATOR_SETTINGS = {
  name: 'OPERATOR_NAME',
  address: 'OPERATOR_ADDRESS',
  email: 'OPERATOR_EMAIL',
  register: 'OPERATOR_REGISTER',
  vatId: 'OPERATOR_VAT_ID',
  hosting: 'OPERATOR_HOSTING',
  law: 'OPERATOR_LAW',
} as const;

export type OperatorFact = keyof typeof OPERATOR_SETTINGS;

/** The facts of whoever runs this installation; null where one was not filled in. */
export type OperatorFacts = Readonly<Record<OperatorFact, string | null>>;

/** The settings that are still to be filled in, in the order of the pages. */
export function missingSettings(facts: OperatorFacts): string[] {
  return (Object.keys(OPERATOR_SETTINGS) as OperatorFact[])
    .filter((fact) => facts[fact] === null)
    .map((fact) => OPERATOR_SETTINGS[fact]);
}
