import * as z from 'zod/mini';
import { balance, balanceQuery } from '../balance.ts';
import { health } from '../health.ts';
import { imageRequest, imageResult, jobAccepted } from '../image.ts';
import { job, jobsPage, jobsQuery } from '../job.ts';
import { OPERATIONS, type Operation } from '../operation-choices.ts';
import { operationRequest, operationResult, uploadResult } from '../operations.ts';
import { models, pricing } from '../pricing.ts';
import { creditProblem, problem, validationProblem } from '../problem.ts';
import { profile } from '../profile.ts';
import { proofPage, proofQuery, sealedStatement } from '../proof.ts';
import { quote, quoteRequest } from '../quote.ts';
import { statementPage, statementQuery } from '../statement.ts';
import { aboutOperation } from './field-words.ts';
import { OPERATION_WORDS } from './words.ts';

export type Schema = z.core.$ZodType;

/** What one status answers with: JSON of one schema or another, or text of another type. */
export type Reply = {
  description: string;
  schema?: Schema;
  orSchema?: Schema;
  orType?: string;
  headers?: readonly HeaderName[];
};

export type HeaderName = keyof typeof HEADERS;

/** One method of one path of the API. */
export type Endpoint = {
  method: 'get' | 'post';
  path: string;
  id: string;
  tag: 'Generate' | 'Process' | 'Jobs' | 'Credit' | 'Prices' | 'Account' | 'Service';
  summary: string;
  description?: string;
  /** For everybody, without a key. */
  isPublic?: true;
  query?: Schema;
  body?: { schema: Schema; example: object };
  /** A file in a form's field. Takes an `Idempotency-Key`. */
  upload?: string;
  /** Takes an `Idempotency-Key`. */
  isRepeatable?: true;
  /** Takes an `Idempotency-Key` and `Prefer: respond-async`. */
  isOrder?: true;
  replies: Readonly<Record<number, Reply>>;
};

/** The headers of answers, beside those of HTTP. */
export const HEADERS = {
  'X-Request-Id': 'Finds the request in our logs.',
  'X-Depicta-Job-Id': 'The job that was made, joined or asked for, if there is one.',
  'RateLimit-Policy': 'The limits that hold: `q` requests in `w` seconds.',
  RateLimit: 'What is left of each: `r` requests, until it begins anew in `t` seconds.',
  'Retry-After': 'Seconds after which it is worth asking again.',
  'Idempotent-Replayed': '`true` where the request came before with this key, and this is its answer.',
  Location: 'Where the job is to be looked at.',
  'Preference-Applied': 'That `respond-async` was followed.',
} as const;

/** What a refusal carries that is the end of a job. */
const OF_A_JOB = ['X-Depicta-Job-Id', 'Idempotent-Replayed'] as const;

/** What every refusal of a status is. */
export const PROBLEMS: Readonly<Record<number, Reply>> = {
  400: { description: '`bad_request`: not JSON, or not well-formed.', schema: problem },
  401: { description: '`auth_invalid`: no key, or none of ours.', schema: problem },
  402: {
    description: '`credit_insufficient`, `credit_tier_restricted`, `key_budget_exceeded`. Nothing was held.',
    schema: creditProblem,
  },
  403: {
    description: '`auth_email_not_verified`, `account_suspended`, `content_rejected`.',
    schema: problem,
    headers: OF_A_JOB,
  },
  404: { description: '`not_found`.', schema: problem },
  409: {
    description: '`idempotency_in_progress`: the first request with this key is still under way.',
    schema: problem,
    headers: ['X-Depicta-Job-Id', 'Retry-After'],
  },
  413: { description: '`payload_too_large`.', schema: problem },
  422: {
    description: '`validation_error` names each wrong field; `model_not_capable`; `idempotency_mismatch`.',
    schema: validationProblem,
    headers: OF_A_JOB,
  },
  429: {
    description: '`rate_limited`: too many requests, or too many under way.',
    schema: problem,
    headers: ['Retry-After'],
  },
  500: { description: '`internal_error`: ours. Nothing was charged for it.', schema: problem },
  502: {
    description: '`provider_failed`: no picture came of it. Nothing was charged.',
    schema: problem,
    headers: OF_A_JOB,
  },
  503: { description: '`unavailable`: try again in a moment.', schema: problem, headers: ['Retry-After'] },
};

const problems = (...statuses: number[]) =>
  Object.fromEntries(statuses.map((status) => [status, PROBLEMS[status]!]));
const ok = (schema: Schema, description = 'What was asked for.') => ({ 200: { description, schema } });
const repeatable = (schema: Schema): Reply => ({ ...ok(schema)[200], headers: ['Idempotent-Replayed'] });
const reading = problems(401, 422, 429, 500, 503);
const ordering = problems(400, 401, 402, 403, 409, 413, 422, 429, 500, 502, 503);
const accepted: Reply = {
  description: 'Accepted and under way.',
  schema: jobAccepted,
  headers: ['X-Depicta-Job-Id', 'Idempotent-Replayed', 'Location', 'Retry-After', 'Preference-Applied'],
};
const done = (schema: Schema): Reply => ({
  description: 'Done. Asked for again with the same key, it is the same.',
  schema,
  headers: ['X-Depicta-Job-Id', 'Idempotent-Replayed'],
});
const anything = z.record(z.string(), z.unknown());
const PICTURE = 'https://example.com/picture.png';
const OF_EVERY_OPERATION =
  'Of an animation or several pages the first picture is taken. The result is in sRGB with 8 bits a channel, and no side is longer than 16383 pixels. What it costs is its price in `GET /v1/pricing`.';

/** The whole API. Each path of `app/v1` stands here, and a test compares them. */
export const ENDPOINTS: readonly Endpoint[] = [
  {
    ...{ method: 'post', path: '/v1/generate/image', id: 'generateImage', tag: 'Generate', isOrder: true },
    summary: 'Generate a picture',
    description:
      'Left out, the model is the cheapest that can do it. The picture comes as PNG, JPEG and WebP.',
    body: { schema: imageRequest, example: { prompt: 'a lighthouse at dusk', aspect_ratio: '16:9' } },
    replies: { 200: done(imageResult), 202: accepted, ...ordering },
  },
  ...OPERATIONS.map((operation): Endpoint => {
    const { summary, example } = OPERATION_WORDS[operation];
    return {
      ...{ method: 'post', path: `/v1/process/${operation}`, tag: 'Process', isOrder: true },
      summary: `${operation}: ${summary}`,
      description: `${aboutOperation(operation)} ${OF_EVERY_OPERATION}`,
      id: `process${pascal(operation)}`,
      body: { schema: operationRequest(operation), example: { input_image_url: PICTURE, ...example } },
      replies: { 200: done(operationResult), 202: accepted, ...ordering },
    };
  }),
  {
    ...{ method: 'post', path: '/v1/upload', id: 'upload', tag: 'Process', upload: 'file' },
    summary: 'Send a picture to work on',
    description: 'Free of charge. For one hour its URL serves as `input_image_url`. At most 50 MB.',
    replies: {
      200: repeatable(uploadResult),
      ...problems(400, 401, 403, 413, 422, 429, 500, 503),
    },
  },
  {
    ...{ method: 'post', path: '/v1/quote', id: 'quote', tag: 'Prices' },
    summary: 'What a request would hold',
    description:
      'Takes the body of a generation, or `{"operation": ...}`. Tells the price, the lots it would be drawn from, and whether it would be accepted. Holds nothing.',
    body: { schema: quoteRequest, example: { model: 'sketch', image_size: '2K' } },
    isRepeatable: true,
    replies: {
      200: repeatable(quote),
      ...problems(400, 401, 413, 422, 429, 500, 503),
    },
  },
  {
    ...{ method: 'get', path: '/v1/pricing', id: 'pricing', tag: 'Prices', isPublic: true },
    summary: 'Prices and rules',
    replies: { ...ok(pricing), ...problems(500) },
  },
  {
    ...{ method: 'get', path: '/v1/models', id: 'models', tag: 'Prices' },
    summary: 'Models, and what your balance allows of them',
    replies: { ...ok(models), ...problems(401, 429, 500, 503) },
  },
  {
    ...{ method: 'get', path: '/v1/jobs', id: 'listJobs', tag: 'Jobs', query: jobsQuery },
    summary: 'Generations and operations, newest first',
    replies: { ...ok(jobsPage), ...problems(400), ...reading },
  },
  {
    ...{ method: 'get', path: '/v1/jobs/{id}', id: 'getJob', tag: 'Jobs' },
    summary: 'One generation or operation',
    replies: {
      200: { description: 'As it stands.', schema: job, headers: ['X-Depicta-Job-Id', 'Retry-After'] },
      ...problems(401, 404, 429, 500, 503),
    },
  },
  {
    ...{ method: 'get', path: '/v1/balance', id: 'balance', tag: 'Credit', query: balanceQuery },
    summary: 'Your balance, now or at any instant',
    replies: { ...ok(balance), ...reading },
  },
  {
    ...{ method: 'get', path: '/v1/statement', id: 'statement', tag: 'Credit', query: statementQuery },
    summary: 'Every change of your balance, newest first',
    description:
      'With `format=csv` the whole span at once as text; with `format=json` every fact in its canonical form, with the proof that nobody has changed one (`SealedStatement`). `depicta verify` checks it offline. By hand: link 0 is SHA-256 of `depicta ledger 1`, a line break and `customer`; link n is SHA-256 of link n-1 (32 bytes) and the JSON of fact n. A leaf is SHA-256 of a zero byte, `customer`, a line break, `upto`, a line break and `link` (32 bytes); a node is SHA-256 of a one byte and both hashes. The way leads to `root`, which is signed.',
    replies: {
      200: {
        description: 'A page, or with `format` the whole.',
        schema: statementPage,
        orSchema: sealedStatement,
        orType: 'text/csv',
      },
      ...problems(400),
      ...reading,
    },
  },
  {
    ...{ method: 'get', path: '/v1/proof', id: 'proof', tag: 'Credit', query: proofQuery },
    summary: 'The signed daily heads of the ledger',
    replies: { ...ok(proofPage), ...problems(400), ...reading },
  },
  {
    ...{ method: 'get', path: '/v1/account/profile', id: 'profile', tag: 'Account' },
    summary: 'Who you are and what you have',
    replies: { ...ok(profile), ...problems(401, 429, 500, 503) },
  },
  {
    ...{ method: 'post', path: '/v1/account/notifications/dismiss', id: 'dismissNotice', tag: 'Account' },
    summary: 'Clear the notice of given credit',
    replies: { ...ok(profile), ...problems(401, 429, 500, 503) },
  },
  ...(['json', 'yaml'] as const).map(
    (format): Endpoint => ({
      ...{ method: 'get', path: `/v1/openapi.${format}`, tag: 'Service', isPublic: true },
      id: `openapi${pascal(format)}`,
      summary: `This document as ${format.toUpperCase()}`,
      replies: {
        200: {
          description: 'An OpenAPI 3.1 document.',
          ...(format === 'json' ? { schema: anything } : { orType: 'application/yaml' }),
        },
        ...problems(500),
      },
    }),
  ),
  {
    ...{ method: 'get', path: '/health', id: 'health', tag: 'Service', isPublic: true },
    summary: 'Whether the service can do its work',
    replies: { ...ok(health), 503: { description: 'The database or the queue is away.', schema: health } },
  },
];

/** Schemas that have a name in the document. Those of operations' bodies are added by their operations. */
export const NAMED: Readonly<Record<string, Schema>> = {
  ...{ ImageRequest: imageRequest, ImageResult: imageResult, JobAccepted: jobAccepted },
  ...{ OperationResult: operationResult, UploadResult: uploadResult, Job: job, JobsPage: jobsPage },
  ...{ QuoteRequest: quoteRequest, Quote: quote, Pricing: pricing, Models: models, Balance: balance },
  ...{ StatementPage: statementPage, SealedStatement: sealedStatement, ProofPage: proofPage },
  ...{ Profile: profile, Health: health },
  ...{ Problem: problem, CreditProblem: creditProblem, ValidationProblem: validationProblem },
  ...Object.fromEntries(
    ENDPOINTS.flatMap(({ tag, id, body }) =>
      tag === 'Process' && body !== undefined ? [[`${pascal(id)}Request`, body.schema]] : [],
    ),
  ),
};

/** Which operation takes the schema of a name. */
export const OPERATION_OF: ReadonlyMap<string, Operation> = new Map(
  OPERATIONS.map((operation) => [`${pascal(`process-${operation}`)}Request`, operation]),
);

function pascal(words: string): string {
  return words.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase());
}
