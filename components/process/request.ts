import { formatNumber } from '#components/format/count.ts';
import type { Operation } from '#lib/contracts/operation-choices.ts';
import { operationRequest } from '#lib/contracts/operations.ts';
import type { useMessages } from '#lib/i18n/client.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import type { OfferedOperation, Parameter } from './parameter.ts';

/** The body of `POST /v1/process/{operation}`. */
type ProcessRequest = { input_image_url: string } & Record<string, unknown>;

/** What was typed, read: the request, or the names of the fields that are wrong. `null` names the form as a whole. */
type ReadRequest = { request: ProcessRequest } | { wrong: readonly (string | null)[] };

/**
 * Reads what was filled in as the request of an operation, by the contract that the API reads it with.
 *
 * @param typed the fields of the form by the parameter's name; what is empty counts as left out
 */
export function readRequest(
  { id, parameters }: OfferedOperation<Operation>,
  inputImageUrl: string,
  typed: (name: string) => string | undefined,
): ReadRequest {
  const given = parameters.map((parameter) => [parameter.name, readAs(parameter, typed(parameter.name))]);
  const request = {
    input_image_url: inputImageUrl,
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
  };
  const read = operationRequest(id).safeParse(request);
  if (read.success) return { request };
  const names = read.error.issues.map(({ path }) => (path.length === 0 ? null : String(path[0])));
  return { wrong: [...new Set(names)] };
}

/**
 * What to write instead, for a field that the contract refuses.
 *
 * @param parameter left out for the picture itself
 * @param typed what stands in it
 * @param settings the page's words and the language of its numbers
 */
export function wordsFor(
  parameter: Parameter | undefined,
  typed: string | undefined,
  { t, locale }: { t: ReturnType<typeof useMessages<'process'>>; locale: Locale },
): string {
  if (parameter === undefined || parameter.kind === 'picture') return t('pictureMissing');
  if ((typed ?? '').trim() === '') return t('wrongMissing');
  const inWords = (limit: number) => formatNumber(limit, locale);
  switch (parameter.kind) {
    case 'number':
      return t(parameter.isWhole ? 'wrongWhole' : 'wrongNumber', {
        from: inWords(parameter.from),
        to: inWords(parameter.to),
      });
    case 'color':
      return t('wrongColor');
    case 'text':
      return t('wrongText', { most: parameter.mostCharacters });
    default:
      return t('wrongChoice');
  }
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
