/** Every error code that this emulator answers, with its HTTP status and Paddle's wording. */
const PROBLEMS = {
  adjustment_amount_above_remaining_allowed: [400, 'Adjustment item amount is above the remaining allowed.'],
  adjustment_amount_cannot_be_zero: [400, 'Adjustment amount cannot be zero.'],
  adjustment_invalid_combination_of_types: [400, 'Adjustment has an invalid combination of types.'],
  adjustment_invalid_credit_action: [
    400,
    'Credits cannot be created for automatically-collected transactions.',
  ],
  adjustment_no_tax_available_to_adjust: [400, 'There is no tax available to adjust.'],
  adjustment_pending_refund_request: [400, 'A refund request for this transaction is pending.'],
  adjustment_total_amount_above_remaining_allowed: [400, 'Adjustment amount is above the remaining allowed.'],
  adjustment_transaction_invalid_status_for_credit: [
    400,
    'The transaction cannot be credited in its status.',
  ],
  adjustment_transaction_invalid_status_for_refund: [
    400,
    'The transaction cannot be refunded in its status.',
  ],
  adjustment_transaction_item_has_already_been_fully_adjusted: [
    400,
    'The item has already been fully adjusted.',
  ],
  adjustment_transaction_item_invalid: [400, 'One or more adjustment items cannot be processed.'],
  adjustment_transaction_item_over_adjustment: [400, 'One or more adjustment items are being over adjusted.'],
  adjustment_transaction_missing_customer_id: [400, 'The transaction has no customer.'],
  authentication_malformed: [403, 'Authentication header included, but incorrectly formatted.'],
  authentication_missing: [403, 'Authentication header missing.'],
  bad_request: [400, 'Invalid request.'],
  conflict: [409, 'Request conflicts with another change.'],
  customer_already_exists: [409, 'Customer email conflicts with an existing customer.'],
  entity_archived: [400, 'Entity is archived and cannot be modified.'],
  forbidden: [403, 'You are not permitted to perform this request.'],
  internal_error: [500, 'Internal error.'],
  invalid_field: [400, 'Request does not pass validation.'],
  invalid_json: [400, 'Request body is not valid JSON.'],
  invalid_time_query_parameter: [400, 'Unable to parse a time in the query.'],
  invalid_token: [403, 'The API key is not valid.'],
  invalid_url: [404, 'Invalid URL.'],
  method_not_allowed: [405, 'Method not allowed.'],
  not_found: [404, 'Entity not found.'],
  notification_cannot_replay: [400, 'The notification cannot be replayed.'],
  notification_maximum_active_settings_reached: [400, 'Maximum of ten active notification settings reached.'],
  notification_replay_invalid_origin_type: [400, 'Only notifications with the origin event can be replayed.'],
  request_body_too_large: [413, 'Request body is too large.'],
  too_many_requests: [429, 'Too many requests.'],
  transaction_address_not_found: [400, 'The address does not exist for this customer.'],
  transaction_balance_less_than_charge_limit: [
    400,
    'The balance is below the smallest amount that can be charged.',
  ],
  transaction_billing_details_must_be_null: [
    400,
    'Billing details must be null if collection mode is automatic.',
  ],
  transaction_billing_details_object_required: [
    400,
    'Billing details are required if collection mode is manual.',
  ],
  transaction_both_price_id_and_object_found: [400, 'Cannot send both a price ID and a price object.'],
  transaction_business_not_found: [400, 'The business does not exist for this customer.'],
  transaction_cannot_be_modified_and_canceled: [
    400,
    'A transaction cannot be modified and canceled at once.',
  ],
  transaction_customer_is_required_for_business_validation: [400, 'A business needs its customer.'],
  transaction_customer_is_required_with_address: [400, 'An address needs its customer.'],
  transaction_customer_not_found: [400, 'The customer does not exist.'],
  transaction_default_checkout_url_not_set: [400, 'A default payment link has not been defined.'],
  transaction_discount_not_found: [400, 'The discount cannot be found.'],
  transaction_immutable: [400, 'Transaction is in an immutable state.'],
  transaction_invalid_status_change: [400, 'Invalid status change.'],
  transaction_item_quantity_out_of_range: [400, 'Quantity is not within the price quantity range.'],
  transaction_not_ready_cannot_process_payment: [400, 'The transaction is not ready for payment.'],
  transaction_price_different_billing_cycle: [400, 'Prices have different billing cycles.'],
  transaction_price_not_found: [400, 'The price ID cannot be found.'],
  transaction_product_not_found: [400, 'The product ID cannot be found.'],
  unsupported_media_type: [415, 'Content-Type must be application/json.'],
  url_notification_setting_incorrect: [400, 'The destination must be a URL.'],
} as const satisfies Record<string, readonly [status: number, detail: string]>;

export type ProblemCode = keyof typeof PROBLEMS;
export type FieldProblem = { field: string; message: string };

/** Codes about the service rather than the request; Paddle calls these `api_error`. */
const API_ERRORS: readonly ProblemCode[] = ['internal_error'];

/** A refusal that is answered in Paddle's error shape. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly fields: readonly FieldProblem[];
  /** Headers that go with the answer. */
  headers: Readonly<Record<string, string>> = {};

  /**
   * @param detail replaces the code's own wording, for instance to name the entity
   * @param fields what is wrong with which field of the request
   */
  constructor(code: ProblemCode, detail?: string, fields: readonly FieldProblem[] = []) {
    super(detail ?? PROBLEMS[code][1]);
    this.code = code;
    this.status = PROBLEMS[code][0];
    this.fields = fields;
  }

  /** The body of the answer. */
  toBody(requestId: string): unknown {
    const group = this.code.startsWith('adjustment_')
      ? 'adjustments'
      : this.code.startsWith('transaction_')
        ? 'transactions'
        : this.code.startsWith('customer_')
          ? 'customers'
          : this.code.includes('notification_')
            ? 'notifications'
            : 'shared';
    return {
      error: {
        type: API_ERRORS.includes(this.code) ? 'api_error' : 'request_error',
        code: this.code,
        detail: this.message,
        documentation_url: `https://developer.paddle.com/errors/${group}/${this.code}`,
        ...(this.fields.length > 0 ? { errors: this.fields } : {}),
      },
      meta: { request_id: requestId },
    };
  }
}

/** The refusal for an entity that does not exist. */
export function notFound(id: string): Problem {
  return new Problem('not_found', `Entity ${id} not found`);
}
