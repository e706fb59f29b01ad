import { parameters } from '#lib/i18n/messages/en/parameters.ts';
import type { Operation } from '../operation-choices.ts';

/** What a field means wherever it stands. Money, times and ids speak for themselves only to who made them. */
const EVERYWHERE: Readonly<Record<string, string>> = {
  account_status: 'Whether the account may order.',
  ai_generated: 'Always true: a machine made this picture.',
  alias: 'Another name of the model, which `model` takes as well.',
  allowed: 'Whether your balance and your limits allow it now.',
  amount_eur: 'Euros. On a statement it is the signed change of what is available.',
  api_key: 'The API key it was ordered with; null for the dashboard.',
  approximate:
    'True where the actual cost is known only when the picture is made: at most `hold_eur`, and above or below `price_eur`.',
  as_of: 'The instant that these figures are of.',
  aspect_ratio: 'Width to height. `1:1` when left out.',
  aspect_ratios: 'What `aspect_ratio` can be with this model.',
  available: 'Whether the model is offered at present.',
  available_eur: 'What is available.',
  balance_after_eur: 'What was available after it.',
  balance_after_hold_eur:
    'What would be available while it is held; where it is refused, what is available now.',
  balance_before_eur: 'What was available before it.',
  balance_eur:
    'What is available: credit less what is held and what is kept aside for refunds. In a recorded answer, as it was then.',
  below_eur: 'Below this balance; null where nothing is above.',
  cap_eur: 'What the key may spend in a calendar month (UTC).',
  capabilities: 'What the model can do beside making a picture from words.',
  cause: 'What it was for: a job, a purchase, a grant or a refund request.',
  checks: 'Each part that the service needs.',
  clawed_back_eur: 'What a bank or Paddle took back of it.',
  completed_at: 'When it ended; null while it has not.',
  content_type: 'Media type of the file.',
  cost_eur:
    'What was charged. For a picture it is what its provider reported that making it cost, never more than was held; for an operation the price of `GET /v1/pricing`. Zero for what failed.',
  created_at: 'When it was made.',
  credit_after_eur: 'All credit after it: available, held and kept aside.',
  credit_eur: 'All credit: available, held and kept aside.',
  credits_expire_at: 'The first instant at which the credit is no longer valid.',
  currency: 'Of all amounts.',
  customer: 'The id that the chain begins with.',
  customers: 'How many customers the tree holds.',
  data: 'The rows of this page.',
  database: 'Whether the database answers.',
  date: 'The day (UTC). Its head was signed after the day ended and covers at least everything of it.',
  debt_paid_eur: 'What of it paid a debt.',
  description: 'In words.',
  details: 'What depends on the code, or null.',
  effective_at:
    'When it counts from, such as the time of payment at Paddle: the clock of the expiry and of refunds.',
  email: 'The address that signs in.',
  email_verified: 'Whether it was confirmed.',
  error: 'A code for programs.',
  expired_eur: 'What of it expired.',
  expires_at: 'The first instant at which it is no longer there.',
  facts:
    'Every fact in its order: its number, its type, then its columns in a fixed order, as text or null. The JSON of each array without white space is what the chain is made of.',
  field: 'The field by its path, such as `reference_images.0.url`.',
  fields: 'Each wrong field.',
  file: 'The picture.',
  files_available_seconds: 'How long a file can be downloaded, from completion.',
  format: 'Of the file.',
  formats: 'The same picture in each format.',
  free_trial_pending_eur: 'Trial credit that verifying the address would bring.',
  from_eur: 'From this balance on.',
  hash: 'SHA-256 of the bytes, in hex.',
  head: 'SHA-256 of the text that was signed.',
  height: 'In pixels.',
  held_after_eur: 'What was held after it.',
  held_eur: 'What is held for work under way.',
  hold_eur: 'What is held when it is accepted: the most that it can cost.',
  id: 'Names it for good.',
  image_hash: 'SHA-256 of the PNG file, in hex.',
  image_size: 'How large: `1K` when left out.',
  image_url: 'Where the result is downloaded until `expires_at`; afterwards 410.',
  input_image_url:
    'The picture: the `url` of `POST /v1/upload`, of a result of the last hour, or any public https address without a user or a port. Fetched when the work begins; one that cannot be had fails the job, at no cost.',
  job_id: 'The job, for `GET /v1/jobs/{id}`.',
  jpeg: 'As JPEG.',
  key_id: 'Which public key checks the signature.',
  kind: 'What it is.',
  label: 'Your own words or a number to find it by; null where there is none.',
  last4: 'Its last four characters.',
  leaf: 'Your place in the tree: the number of the last fact that is covered, and the link after it.',
  link: 'The chain after fact `upto`, in hex.',
  lots: 'The lots it is drawn from, in that order, each with its part.',
  max_image_size: 'The largest picture; null for none.',
  max_in_flight: 'How many generations and operations of a customer may be under way.',
  maximum_top_up_eur: 'The largest top-up.',
  message: 'For people, with what to do next.',
  minimum_top_up_eur: 'The smallest top-up.',
  missing_eur: 'What a top-up must bring at least, a debt included.',
  model:
    'Of `GET /v1/models`, by id or alias. Left out: the cheapest that your balance allows and that can do it.',
  models: 'The models.',
  name: 'The name that it was given.',
  next_cursor: 'Asks for the next page; null on the last.',
  operation: 'The operation.',
  operations: 'The twenty operations, each at its one price.',
  original_eur: 'What it began with: the sum of the others.',
  owed_change_eur: 'The signed change of what is owed: a debt that arises, is paid or is written off.',
  owed_eur: 'A debt from payments that were taken back: the next top-up pays it first.',
  parameters: 'The names of its parameters.',
  path: 'The way from your leaf to the root: what to hash it with, and on which side.',
  pending_credit_notice: 'Credit we gave that you have not been told of yet.',
  png: 'As PNG.',
  poll_url: 'Where to look at it.',
  previous: 'The head before it.',
  price_eur: 'What it costs: for an operation exactly, for a picture typically.',
  price_version: 'The price list that it was ordered and charged by.',
  prompt: 'What the picture shows, in words. At most 4000 characters.',
  proof: 'The way to a signed head; null until the first head after your first fact is signed.',
  public_key: 'Ed25519, as SPKI (DER) in base64: its last 32 bytes are the key itself.',
  public_keys: 'The keys that signed.',
  queue: 'Whether the queue of work answers.',
  reason: 'Why; null where nobody gave a reason.',
  recorded_at:
    'When it was written into the books: the clock of this list, of `from` and `to`, and of a balance `as_of` a past instant.',
  reference_images: 'Pictures that it is to be like, at most five.',
  refundable_until:
    'The first instant at which a refund can no longer be asked for; null for what is not refundable.',
  refund_days: 'Days in which unused credit can be asked back.',
  refund_reserved_eur: 'What is kept aside for refunds under way.',
  refunded_eur: 'What of it was refunded.',
  refusal: 'What the request would be answered with; null where it is allowed.',
  remaining_eur: 'What is left of it, with what is held of it and without what is kept aside for a refund.',
  request_id: 'Finds the request in our logs.',
  required_eur:
    'What would have to be available: what would be held, or for a size or model that the balance does not allow, from what balance on it does.',
  resets_at: 'When it begins anew.',
  result: 'What the order was answered with; null while there is none.',
  root: 'The root of the tree over the last seal of every customer.',
  rules: 'The rules of credit, in the figures in force.',
  seals: 'The chain after some facts; of a head, the number of the last seal that it covers.',
  side: 'On which side the other hash goes.',
  signature:
    'Ed25519 over `depicta head 1`, date, previous, root, customers and seals, a line each without a last line break; base64.',
  size_bytes: 'Of the file.',
  sizes: 'Each size that it can make.',
  source: 'Where the credit came from.',
  spent_eur: 'What was charged of it.',
  status: 'How it stands.',
  strictness:
    'How the prompt is judged: `normal` (when left out) is safe for brands, `liberal` keeps to what is legal.',
  tier: 'Which models: `budget` below EUR 0.50 of balance, all from there.',
  tiers: 'Which models a balance allows.',
  top_up_url: 'Where to top up.',
  trial_credit_eur: 'What a new account may receive.',
  type: 'What kind of thing.',
  upto: 'The number of the last fact that is covered.',
  url: 'Its address.',
  used_eur: 'What the key spent this month.',
  user: 'You.',
  valid_months_after_top_up: 'Calendar months that a top-up makes the whole balance valid for.',
  valid_through: 'The last day (UTC) on which the credit is valid; null when there never was any.',
  version: 'Which version this is.',
  webp: 'As WebP.',
  width: 'In pixels.',
};

/** Where a field means something else in one schema. */
const IN_SCHEMA: Readonly<Record<string, string>> = {
  'ImageResult.url': 'Where the file is downloaded until `expires_at`; afterwards 410.',
  'UploadResult.url': 'Serves as `input_image_url` until `expires_at`.',
  'ImageRequest.url': 'A public https address of a picture, or one of ours.',
  'ImageRequest.description': 'What of it counts.',
  'JobAccepted.model': 'The model that was chosen.',
  'Job.cost_eur':
    'What was charged: null until it is known, zero for what failed. For a picture it is what its provider reported, never more than was held.',
  'Job.id': 'Of the job; an order tells it as `X-Depicta-Job-Id`.',
  'Quote.allowed': 'Whether the request would be accepted now.',
  'Quote.lots':
    'The lots that a charge of the whole hold would draw on, in that order; none where it is refused.',
  'Balance.lots': 'Where the credit came from, in the order in which it is spent.',
  'Balance.tier': 'What the balance lets you generate: everything, budget models up to 2K, or nothing.',
  'Balance.expires_at':
    'The first instant at which the credit is no longer valid; null when there never was any.',
  'SealedStatement.format': 'Of this document.',
  'StatementPage.id': 'The fact’s number in your books: dense, in the order of recording.',
  'SealedStatement.balance_eur': 'What is available.',
};

/** What the query of an address can say, by its name. */
export const PARAMETER_WORDS: Readonly<Record<string, string>> = {
  api_key: 'The id of an API key, as a job tells it.',
  as_of:
    'Any instant, past or future; now when left out. A past one counts what had been recorded by then. A day means its beginning in UTC.',
  cursor: 'The `next_cursor` of the page before.',
  format:
    '`csv`: the whole span at once, without pages. `json`: every fact with its proof, whatever the span.',
  from: 'Instant or day (its beginning in UTC), which counts. Write `+` of an offset as `%2B`.',
  id: 'Of the job.',
  kind: 'Only this kind.',
  limit: 'Rows a page, 1 to 100; 25 when left out.',
  model: 'A model’s id, or the name of an operation.',
  status: 'Only those that stand so.',
  to: 'Instant or day (its beginning in UTC), which does not count: `to=2026-12-01` ends with November.',
};

/**
 * What a field means.
 *
 * @param schema the name that its schema, or the one around it, has in the document
 */
export function wordsOf(schema: string, field: string): string | undefined {
  return IN_SCHEMA[`${schema}.${field}`] ?? EVERYWHERE[field];
}

/** What a parameter of an operation means, with what to know of it. */
export function parameterWords(operation: Operation, parameter: string): string | undefined {
  const words: Readonly<Record<string, string>> = parameters;
  const [label, hint] = [words[`${operation}_${parameter}`], words[`${operation}_${parameter}_hint`]];
  return label && (hint === undefined ? `${label}.` : `${label}. ${hint}`);
}

/** What an operation does, as its page says it. */
export function aboutOperation(operation: Operation): string {
  return parameters[`${operation}_about`];
}
