import { createHash } from 'node:crypto';
import { expectBodyDocumented } from '../../../lib/testing/documented.ts';
import { type Asked, type Reply, startServer, type TestServer } from './server.ts';

export const API_KEY = `dpct_${'k'.repeat(39)}ab12`;
export const JOB_ID = '01990f6e-7c1d-7a52-b0c4-5d1f0a6a2c11';

/** A picture of one pixel, and two others of the same scene. */
export const PICTURES = {
  png: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
  jpeg: Buffer.from('a jpeg, as far as the command line can tell'),
  webp: Buffer.from('a webp, as far as the command line can tell'),
};

export type DepictaApi = TestServer & {
  /** How many images were made, and paid for. */
  made(): number;
  /** How often a job answers that it is under way before it is completed. */
  pollsUntilDone: number;
  /** What becomes of the jobs: an error makes them fail. */
  jobError: { error: string; message: string } | null;
  balance: Record<string, unknown>;
  statement: Record<string, unknown>[];
  jobs: Record<string, unknown>[];
};

type State = Pick<DepictaApi, 'pollsUntilDone' | 'jobError' | 'balance' | 'statement' | 'jobs'> & {
  madeByKey: Map<string, { body: string; polls: number; path: string }>;
  sentByKey: Map<string, number>;
};

/** The API as its contract says, with one customer, one price and one picture. An answer that is not so fails the test. */
export async function startDepicta(): Promise<DepictaApi> {
  const state: State = {
    pollsUntilDone: 1,
    jobError: null,
    balance: { ...BALANCE },
    statement: [],
    jobs: [],
    madeByKey: new Map(),
    sentByKey: new Map(),
  };
  const mistakes: unknown[] = [];
  const server = await startServer((asked, url) => {
    const reply = answer(state, asked, url);
    try {
      if (asked.path.startsWith('/v1/') && typeof reply.body !== 'string') expectBodyDocumented(asked, reply);
    } catch (mistake) {
      mistakes.push(mistake);
    }
    return reply;
  });
  const close = async () => {
    await server.close();
    if (mistakes.length > 0) throw mistakes[0];
  };
  return Object.assign(state, server, { made: () => state.madeByKey.size, close });
}

const BALANCE = {
  as_of: '2026-11-22T15:00:00.000Z',
  balance_eur: '9.955000',
  held_eur: '0.060000',
  refund_reserved_eur: '0.000000',
  owed_eur: '0.000000',
  expires_at: '2027-11-23T00:00:00.000Z',
  valid_through: '2027-11-22',
  tier: 'full',
  lots: [],
};

export const PROFILE = {
  user: {
    id: 'u1',
    email: 'ada@example.com',
    email_verified: true,
    name: 'Ada',
    created_at: '2026-11-01T00:00:00.000Z',
    balance_eur: '9.955000',
    held_eur: '0.060000',
    credits_expire_at: '2027-11-23T00:00:00.000Z',
    free_trial_pending_eur: '0.000000',
    pending_credit_notice: null,
  },
};

const SIZES = [
  { image_size: '1K', price_eur: '0.020000', hold_eur: '0.030000' },
  { image_size: '4K', price_eur: '0.004500', hold_eur: '0.060000' },
];

export const PRICING = {
  version: '2026-11-01',
  currency: 'EUR',
  approximate: true,
  models: [
    {
      id: 'studio-sketch',
      alias: 'sketch',
      tier: 'budget',
      description: '',
      sizes: SIZES,
      aspect_ratios: [],
      capabilities: [],
    },
  ],
  operations: [{ id: 'crop', price_eur: '0.001000', parameters: ['x', 'y'] }],
  rules: {
    tiers: [{ from_eur: '0.500000', below_eur: null, tiers: ['budget'], max_image_size: '4K' }],
    minimum_top_up_eur: '5.000000',
    maximum_top_up_eur: '1000.000000',
    trial_credit_eur: '1.000000',
    valid_months_after_top_up: 12,
    refund_days: 14,
    max_in_flight: 10,
    files_available_seconds: 3600,
  },
};

const { operations: _operations, rules: _rules, ...offer } = PRICING;
const MODELS = {
  ...offer,
  balance_eur: '0.490000',
  models: [
    {
      ...PRICING.models[0],
      available: true,
      allowed: true,
      reason: null,
      sizes: SIZES.map((size) => ({ ...size, allowed: size.image_size === '1K', reason: null })),
    },
    {
      ...PRICING.models[0],
      id: 'studio-oil',
      alias: 'oil',
      tier: 'premium',
      available: true,
      allowed: false,
      reason: { error: 'credit_tier_restricted', message: 'Needs EUR 0.50' },
      sizes: SIZES.map((size) => ({ ...size, allowed: false, reason: null })),
    },
  ],
};

function answer(state: State, asked: Asked, url: string): Reply {
  const { method, path } = asked;
  const format = /^\/files\/(png|jpeg|webp)$/.exec(path)?.[1] as keyof typeof PICTURES | undefined;
  // A signed address carries its own right, and a key has no business there.
  if (format !== undefined) {
    return asked.headers.authorization === undefined
      ? { status: 200, headers: { 'content-type': `image/${format}` }, body: PICTURES[format] }
      : problem(400, 'bad_request', 'A key was sent to the file store');
  }
  if (path === '/v1/pricing') return { status: 200, body: PRICING };
  if (asked.headers.authorization !== `Bearer ${API_KEY}`) return problem(401, 'auth_invalid', 'Unknown key');
  switch (`${method} ${path}`) {
    case 'GET /v1/account/profile':
      return { status: 200, body: PROFILE };
    case 'GET /v1/balance':
      return { status: 200, body: { ...state.balance, as_of: asked.query.get('as_of') ?? BALANCE.as_of } };
    case 'GET /v1/models':
      return { status: 200, body: MODELS };
    case 'GET /v1/jobs':
      return page(state.jobs, asked);
    case 'GET /v1/statement':
      return asked.query.get('format') === 'csv'
        ? {
            status: 200,
            headers: { 'content-type': 'text/csv' },
            body: 'id,amount_eur\r\n2,-0.045000\r\n1,10.000000\r\n',
          }
        : page(state.statement, asked);
    case 'POST /v1/upload': {
      const key = String(asked.headers['idempotency-key']);
      const sent = state.sentByKey.get(key) ?? state.sentByKey.size + 1;
      state.sentByKey.set(key, sent);
      return {
        status: 200,
        body: {
          id: `u${sent}`,
          url: `${url}/sent/${sent}`,
          expires_at: '2099-01-01T00:00:00.000Z',
          width: 1,
          height: 1,
          format: 'png',
        },
      };
    }
    case 'POST /v1/process/resize':
    case 'POST /v1/generate/image':
      return accept(state, asked, url);
    case `GET /v1/jobs/${JOB_ID}`:
      return poll(state, url);
    default:
      return problem(404, 'not_found', 'There is no such thing');
  }
}

function accept(state: State, asked: Asked, url: string): Reply {
  const key = String(asked.headers['idempotency-key']);
  const body = JSON.stringify(asked.body);
  const known = state.madeByKey.get(key);
  if (known !== undefined && known.body !== body) return problem(422, 'idempotency_mismatch', 'Other body');
  if (known === undefined) state.madeByKey.set(key, { body, polls: 0, path: asked.path });
  if (asked.headers.prefer !== 'respond-async') return problem(500, 'internal_error', 'It would wait');
  return {
    status: 202,
    headers: { 'x-depicta-job-id': JOB_ID },
    body: {
      job_id: JOB_ID,
      poll_url: `${url}/v1/jobs/${JOB_ID}`,
      status: 'pending',
      model: 'studio-sketch',
      hold_eur: '0.060000',
      balance_eur: '9.940000',
    },
  };
}

function poll(state: State, url: string): Reply {
  const made = [...state.madeByKey.values()].at(-1);
  if (made === undefined) return problem(404, 'not_found', 'There is no such job');
  made.polls += 1;
  if (made.polls <= state.pollsUntilDone) return { status: 200, body: job('processing') };
  if (state.jobError !== null) {
    return { status: 200, body: { ...job('failed'), cost_eur: '0.000000', error: state.jobError } };
  }
  if (made.path === '/v1/process/resize') {
    const operation = {
      ...{ kind: 'operation', model: undefined, prompt: undefined },
      ...{ operation: 'resize', cost_eur: '0.001000' },
    };
    return { status: 200, body: { ...job('completed'), ...operation, result: operationResultAt(url) } };
  }
  return { status: 200, body: { ...job('completed'), cost_eur: '0.045000', result: resultAt(url) } };
}

/** A job as the API shows it. */
export function job(status: string, changed: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: JOB_ID,
    kind: 'generation',
    status,
    model: 'studio-sketch',
    prompt: 'a lighthouse at dusk',
    created_at: '2026-11-22T15:00:00.000Z',
    completed_at: status === 'completed' ? '2026-11-22T15:00:02.000Z' : null,
    hold_eur: '0.060000',
    cost_eur: null,
    balance_eur: '9.940000',
    price_version: '2026-11-01',
    api_key: { id: '01990f6e-7c1d-7a52-b0c4-5d1f0a6a2c12', name: 'laptop', last4: 'ab12' },
    error: null,
    result: null,
    ...changed,
  };
}

/** The 200 of a generation. */
export function resultAt(url: string): Record<string, unknown> {
  const file = (format: keyof typeof PICTURES) => ({
    url: `${url}/files/${format}`,
    format,
    size_bytes: PICTURES[format].length,
    width: 1024,
    height: 1024,
    hash: createHash('sha256').update(PICTURES[format]).digest('hex'),
    expires_at: '2099-01-01T00:00:00.000Z',
  });
  return {
    id: JOB_ID,
    ai_generated: true,
    model: 'studio-sketch',
    formats: { png: file('png'), jpeg: file('jpeg'), webp: file('webp') },
    cost_eur: '0.045000',
    balance_eur: '9.955000',
    image_hash: file('png').hash,
  };
}

/** The 200 of an operation. */
function operationResultAt(url: string): Record<string, unknown> {
  return {
    id: JOB_ID,
    operation: 'resize',
    image_url: `${url}/files/png`,
    content_type: 'image/png',
    size_bytes: PICTURES.png.length,
    width: 1,
    height: 1,
    expires_at: '2099-01-01T00:00:00.000Z',
    cost_eur: '0.001000',
    balance_eur: '9.954000',
  };
}

function page(rows: Record<string, unknown>[], { query }: Asked): Reply {
  const start = Number(query.get('cursor') ?? 0);
  const end = start + Number(query.get('limit') ?? 25);
  return {
    status: 200,
    body: { data: rows.slice(start, end), next_cursor: end < rows.length ? String(end) : null },
  };
}

function problem(status: number, error: string, message: string): Reply {
  return { status, body: { error, message, details: null, request_id: 'req_test' } };
}
