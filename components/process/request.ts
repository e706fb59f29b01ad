import { formatNumber } from '#components/format/count.ts';
import type { Operation } from '#lib/contracts/operation-choices.ts';
import { operationRequest } from '#lib/contracts/operations.ts';
import type { useMessages } from '#lib/i18n/client.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { INPUT, type OfferedOperation, type Parameter, parameterId } from './parameter.ts';
import { isThere, type Source } from './source.ts';

/** The body of `POST /v1/process/{operation}`. */
type ProcessRequest = { input_image_url: string } & Record<string, unknown>;

/** What was typed, read: the request, or the names of the fields that are wrong. `null` names the form as a whole. */
type ReadRequest = { request: ProcessRequest } | { wrong: readonly (string | null)[] };

type FormRead = { request: ProcessRequest } | { wrong: Readonly<Record<string, string>> };

/** The page's words and the language of its numbers. */
type Words = { t: ReturnType<typeof useMessages<'process'>>; locale: Locale };

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
    [INPUT]: inputImageUrl,
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
  };
  const read = operationRequest(id).safeParse(request);
  if (read.success) return { request };
  const names = read.error.issues.map(({ path }) => (path.length === 0 ? null : String(path[0])));
  return { wrong: [...new Set(names)] };
}

/** A form that was filled in, with the pictures that were chosen beside it. */
type Filled = {
  operation: OfferedOperation<Operation>;
  form: FormData;
  chosen: Source | undefined;
  overlay: Source | undefined;
  /** The present instant. */
  nowMs: number;
};

/** What a form says: the request, or what is wrong with each field, in words; `form` is for what no field is wrong by itself. */
export function readForm({ operation, form, chosen, overlay, nowMs }: Filled, words: Words): FormRead {
  const parameterOf = (name: string | null) => operation.parameters.find((each) => each.name === name);
  const typed = (name: string) =>
    parameterOf(name)?.kind === 'picture' ? overlay?.url : form.get(name)?.toString();
  const read = readRequest(operation, chosen?.url ?? '', typed);
  const wrong: Record<string, string> = {};
  for (const name of 'wrong' in read ? read.wrong : []) {
    if (name === null) wrong.form = words.t('wrongNone');
    else wrong[name] = wordsFor(parameterOf(name), typed(name), words);
  }
  if (chosen !== undefined && !isThere(chosen, nowMs)) wrong[INPUT] = words.t('pictureGone');
  return 'request' in read && Object.keys(wrong).length === 0 ? read : { wrong };
}

/**
 * What to write instead, for a field that the contract refuses.
 *
 * @param parameter left out for the picture itself
 * @param typed what stands in it
 * @param words the page's words and the language of its numbers
 */
function wordsFor(parameter: Parameter | undefined, typed: string | undefined, { t, locale }: Words): string {
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

/** Gives the focus to the first field that is wrong: a parameter's control, or the picture's. */
export function focusOnFirst(wrong: Readonly<Record<string, string>>): void {
  const [name] = Object.keys(wrong);
  if (name !== undefined)
    (document.getElementById(name) ?? document.getElementById(parameterId(name)))?.focus();
}
