import type { Operation } from '#lib/contracts/operation-choices.ts';
import type { OfferedOperation, Parameter } from './parameter.ts';

/** The body of `POST /v1/process/{operation}`. */
type ProcessRequest = { input_image_url: string } & Record<string, unknown>;

/** What was typed, read: the request, or the names of the fields that are wrong. `null` names the form as a whole. */
type ReadRequest = { request: ProcessRequest } | { wrong: readonly (string | null)[] };

/** The contract that the API reads requests with. It weighs more than the page: fetched when somebody begins to fill it in. */
export function loadContract() {
  return import('#lib/contracts/operations.ts');
}

/**
 * Reads what was filled in as the request of an operation, by the contract that the API reads it with. Where that cannot be
 * fetched the server alone reads it.
 *
 * @param typed the fields of the form by the parameter's name; what is empty counts as left out
 */
export async function readRequest(
  { id, parameters }: OfferedOperation<Operation>,
  inputImageUrl: string,
  typed: (name: string) => string | undefined,
): Promise<ReadRequest> {
  const given = parameters.map((parameter) => [parameter.name, readAs(parameter, typed(parameter.name))]);
  const request = {
    input_image_url: inputImageUrl,
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
  };
  const contract = await loadContract().catch(() => undefined);
  const read = contract?.operationRequest(id).safeParse(request);
  if (read === undefined || read.success) return { request };
  const names = read.error.issues.map(({ path }) => (path.length === 0 ? null : String(path[0])));
  return { wrong: [...new Set(names)] };
}

function readAs({ kind }: Parameter, typed = ''): unknown {
  // A box that is not ticked is not sent, and says no.
  if (kind === 'flag') return typed !== '';
  const text = typed.trim();
  if (text === '') return undefined;
  return kind === 'number' ? numberOf(text) : text;
}

/** A number as people write it, with a dot or a comma; what is none stays text, which the contract refuses. */
function numberOf(text: string): number | string {
  return /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/.test(text) ? Number(text.replace(',', '.')) : text;
}
