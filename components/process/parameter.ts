/**
 * One parameter of an operation as a control asks for it. Made on the server from the contract, so that the page neither
 * knows another range nor another choice than the API.
 */
export type Parameter = { name: string; label: string; hint?: string; isRequired: boolean } & (
  | { kind: 'number'; from: number; to: number; isWhole: boolean }
  | { kind: 'choice'; options: readonly { value: string; label: string }[]; initial: string | undefined }
  | { kind: 'color' }
  | { kind: 'text'; mostCharacters: number }
  | { kind: 'flag' }
  | { kind: 'picture' }
);

/** One operation as the page offers it. */
export type OfferedOperation<Id extends string = string> = {
  id: Id;
  label: string;
  /** Its label with its price, as it is chosen. */
  choice: string;
  about: string;
  priceEur: string;
  parameters: readonly Parameter[];
};

/** The field of the picture itself, in the form as in the request. */
export const INPUT = 'input_image_url';

/** The id of a parameter's control: several of the page's fields share names with its others. */
export function parameterId(name: string): string {
  return `parameter-${name}`;
}
