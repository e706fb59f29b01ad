import { config, locales } from 'zod';
import type { z } from 'zod/mini';
import type { FieldErrors } from '#lib/contracts/problem.ts';
import { DepictaError } from '#lib/core/errors.ts';

// The small form of zod comes without words; the answers need them, and in the words of everything else here.
config({ ...locales.en(), customError: wordsFor });

/** A body of JSON is a prompt and a few settings; pictures come another way. */
const LARGEST_BODY_BYTES = 1_000_000;

/** What a value should be, where the name of its kind does not say it. */
const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'an object',
  boolean: 'true or false',
  int: 'a whole number',
};

/** A schema of `lib/contracts`. */
export type Schema<Output> = z.core.$ZodType<Output>;

/**
 * Reads a JSON body.
 *
 * @throws {DepictaError} `bad_request` when it is not JSON, `payload_too_large`, or `validation_error` naming each
 *   wrong field
 */
export async function parseBody<Output>(request: Request, schema: Schema<Output>): Promise<Output> {
  const text = await readText(request);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DepictaError('bad_request', 'The body is not valid JSON.');
  }
  return parseValue(value, schema, 'body');
}

/**
 * Reads the query of an address. A parameter given twice is wrong, not guessed at.
 *
 * @throws {DepictaError} `validation_error` naming each wrong parameter
 */
export function parseQuery<Output>(url: string, schema: Schema<Output>): Output {
  const given = new Map<string, string | string[]>();
  for (const [name, value] of new URL(url).searchParams) {
    const before = given.get(name);
    given.set(name, before === undefined ? value : [before, value].flat());
  }
  // As own fields, whatever their names.
  return parseValue(Object.fromEntries(given), schema, 'query');
}

/**
 * Reads what has been decoded already.
 *
 * @param whole what the value is called where no field of it is wrong by itself
 * @throws {DepictaError} `validation_error` naming each wrong field by its path
 */
export function parseValue<Output>(value: unknown, schema: Schema<Output>, whole: string): Output {
  const result = schema['~standard'].validate(value);
  if (result instanceof Promise) throw new TypeError('The schemas of the wire are synchronous');
  if (result.issues === undefined) return result.value;
  throw invalid(
    result.issues.flatMap((issue) => {
      const path =
        issue.path?.map((part) => String(typeof part === 'object' ? part.key : part)).join('.') ?? '';
      const { keys } = issue as { keys?: string[] };
      if (keys === undefined) return [{ field: path || whole, message: issue.message }];
      return keys.map((key) => ({ field: path ? `${path}.${key}` : key, message: 'is not known here' }));
    }),
  );
}

/** What is wrong, for the plainest mistakes; undefined leaves it to zod's own words. */
function wordsFor(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${KINDS[issue.expected] ?? `a ${issue.expected}`}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`;
    case 'invalid_format':
      return issue.format === 'uuid'
        ? 'must be an id, such as 01990f6e-7c1d-7a52-b0c4-5d1f0a6a2c11'
        : undefined;
    case 'too_big':
      return atBound('at most', issue.origin, issue.maximum);
    case 'too_small':
      return atBound('at least', issue.origin, issue.minimum);
    default:
      return undefined;
  }
}

/** How long a text or a list may be; undefined for other kinds. */
function atBound(bound: string, kind: string, length: number | bigint): string | undefined {
  if (kind === 'string') return `must be ${bound} ${length} characters`;
  return kind === 'array' ? `must have ${bound} ${length} entries` : undefined;
}

/** A 422 that names each wrong field. */
export function invalid(fields: FieldErrors['fields']): DepictaError {
  const named = fields.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return new DepictaError('validation_error', `The request is not valid. ${named}`, { details: { fields } });
}

async function readText(request: Request): Promise<string> {
  const tooLarge = () =>
    new DepictaError('payload_too_large', `The body is larger than ${LARGEST_BODY_BYTES} bytes.`);
  if (Number(request.headers.get('Content-Length')) > LARGEST_BODY_BYTES) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > LARGEST_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new DepictaError('bad_request', 'The body is not valid UTF-8.');
  }
}
