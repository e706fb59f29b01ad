/** What the API answers, as far as the command line reads it. Amounts are decimal strings with six places. */

export type Profile = {
  user: {
    id: string;
    email: string;
    email_verified: boolean;
    name: string;
    balance_eur: string;
    held_eur: string;
    credits_expire_at: string | null;
  };
};

export type Balance = {
  as_of: string;
  balance_eur: string;
  held_eur: string;
  refund_reserved_eur: string;
  owed_eur: string;
  expires_at: string | null;
  valid_through: string | null;
  tier: string;
};

type PricedModel = {
  id: string;
  alias: string;
  tier: string;
  sizes: { image_size: string; price_eur: string; hold_eur: string }[];
};

/** Why something is not to be had with this balance. */
type Refusal = { error: string; message: string } | null;

export type OfferedModel = Omit<PricedModel, 'sizes'> & {
  available: boolean;
  /** Whether at least one size is. */
  allowed: boolean;
  reason: Refusal;
  sizes: (PricedModel['sizes'][number] & { allowed: boolean })[];
};

export type Models = { models: OfferedModel[] };

export type Pricing = {
  version: string;
  models: PricedModel[];
  operations: { id: string; price_eur: string }[];
};

type JobStatus = 'pending' | 'processing' | 'completed' | 'failed';

export type GenerationResult = {
  id: string;
  model: string;
  formats: Record<string, ImageFile | undefined>;
  cost_eur: string;
  balance_eur: string;
};

type ImageFile = {
  url: string;
  format: string;
  size_bytes: number;
  width: number;
  height: number;
  hash: string;
  expires_at: string;
};

export type OperationResult = {
  id: string;
  operation: string;
  image_url: string;
  content_type: string;
  size_bytes: number;
  width: number;
  height: number;
  expires_at: string;
  cost_eur: string;
  balance_eur: string;
};

export type Job = {
  id: string;
  kind: 'generation' | 'operation';
  status: JobStatus;
  /** A generation names its model, an operation its operation. */
  model?: string;
  operation?: string;
  prompt?: string;
  created_at: string;
  completed_at: string | null;
  hold_eur: string;
  cost_eur: string | null;
  balance_eur: string;
  api_key: { name: string; last4: string } | null;
  error: { error: string; message: string } | null;
  result: GenerationResult | OperationResult | null;
};

export type StatementRow = {
  id: string;
  kind: string;
  effective_at: string;
  amount_eur: string;
  owed_change_eur: string;
  balance_before_eur: string;
  balance_after_eur: string;
  held_after_eur: string;
  cause: { type: string; id: string; label: string | null };
  reason: string | null;
};

export type Page<Row> = { data: Row[]; next_cursor: string | null };

/** The body of every error. */
export type Problem = { error: string; message: string; details?: unknown; request_id?: string };
