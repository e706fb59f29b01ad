import type {
  ApiKey,
  Customer,
  EmailToken,
  Grant,
  InboundEvent,
  InboundEventStep,
  Job,
  PaddleAdjustment,
  Purchase,
  RefundRequest,
  Session,
  Upload,
  User,
} from '#generated/prisma/client.ts';
import type { CustomerExport } from '#lib/contracts/export.ts';
import { consentText } from '#lib/i18n/consent.ts';
import type { Balance, ClockChange, Lot } from '#lib/ledger/balance.ts';
import type { StatementLine } from '#lib/ledger/statement.ts';
import { cents } from '#lib/money/cents.ts';
import { credits, fromCents, toWire } from '#lib/money/credits.ts';

// How each row is written in an export. Names and forms are the contract's; a field that a row gains is added here.

type RowOf<Name extends keyof CustomerExport> = CustomerExport[Name] extends readonly (infer Row)[]
  ? Row
  : NonNullable<CustomerExport[Name]>;

const time = (at: Date) => at.toISOString();
const timeOrNull = (at: Date | null) => at?.toISOString() ?? null;
const euros = (micros: bigint) => toWire(credits(micros));
const eurosOrNull = (micros: bigint | null) => (micros === null ? null : euros(micros));
const cash = (amount: bigint) => toWire(fromCents(cents(amount)));
const cashOrNull = (amount: bigint | null) => (amount === null ? null : cash(amount));

export function toProfile(user: Omit<User, 'passwordHash'>, customer: Customer): RowOf<'profile'> {
  return {
    user_id: user.id,
    customer_id: customer.id,
    email: user.email,
    name: user.name,
    email_verified_at: timeOrNull(user.emailVerifiedAt),
    signed_up_at: time(user.createdAt),
    customer_status: customer.status,
    country: customer.country,
    paddle_customer_id: customer.paddleCustomerId,
    credit_notice_seen_at: timeOrNull(customer.creditNoticeSeenAt),
    low_balance_eur: eurosOrNull(user.lowBalanceMicros),
    letters: {
      low_balance: user.lowBalanceLetter,
      grants: user.grantLetter,
      statements: user.statementLetter,
    },
    theme: user.theme,
    time_zone: user.timeZone,
    locale: user.locale,
  };
}

export function toSession({ id, userAgent, createdAt, lastSeenAt, endedAt }: Session): RowOf<'sessions'> {
  return {
    id,
    user_agent: userAgent,
    created_at: time(createdAt),
    last_seen_at: time(lastSeenAt),
    ended_at: timeOrNull(endedAt),
  };
}

export function toLink(link: Omit<EmailToken, 'hash'>): RowOf<'mailed_links'> {
  return {
    id: link.id,
    purpose: link.purpose,
    created_at: time(link.createdAt),
    expires_at: time(link.expiresAt),
    used_at: timeOrNull(link.usedAt),
  };
}

export function toApiKey(key: Omit<ApiKey, 'hash'>): RowOf<'api_keys'> {
  return {
    id: key.id,
    name: key.name,
    last4: key.last4,
    monthly_cap_eur: eurosOrNull(key.monthlyCapMicros),
    created_at: time(key.createdAt),
    last_used_at: timeOrNull(key.lastUsedAt),
    revoked_at: timeOrNull(key.revokedAt),
  };
}

export function toTrial(lots: readonly Lot[]): CustomerExport['trial'] {
  const lot = lots.find(({ source }) => source === 'trial');
  return lot === undefined
    ? null
    : { amount_eur: toWire(lot.originalMicros), credited_at: time(lot.recordedAt) };
}

export function toAdjustment(made: PaddleAdjustment): RowOf<'purchases'>['adjustments'][number] {
  return {
    id: made.id,
    action: made.action,
    status: made.status,
    net_eur: cash(made.netCents),
    tax_eur: cash(made.taxCents),
    total_eur: cash(made.totalCents),
    made_at: time(made.madeAt),
    changed_at: time(made.changedAt),
  };
}

export function toPurchase(
  purchase: Purchase & { refundRequests: RefundRequest[] },
  adjustments: RowOf<'purchases'>['adjustments'],
): RowOf<'purchases'> {
  return {
    id: purchase.id,
    status: purchase.status,
    amount_eur: cash(purchase.amountCents),
    tax_eur: cashOrNull(purchase.taxCents),
    total_eur: cashOrNull(purchase.totalCents),
    country: purchase.country,
    vat_number: purchase.vatNumber,
    consent: {
      version: purchase.consentVersion,
      given_at: time(purchase.consentAt),
      text: consentText(purchase.consentVersion) ?? '',
    },
    paddle_transaction_id: purchase.paddleTransactionId,
    paddle_status: purchase.paddleStatus,
    receipt_number: purchase.receiptNumber,
    failure_reason: purchase.failureReason,
    created_at: time(purchase.createdAt),
    payment_seen_at: timeOrNull(purchase.paymentSeenAt),
    paid_at: timeOrNull(purchase.paidAt),
    credited_at: timeOrNull(purchase.creditedAt),
    adjustments,
    refund_requests: purchase.refundRequests.map(toRefundRequest),
  };
}

function toRefundRequest(request: RefundRequest): RowOf<'purchases'>['refund_requests'][number] {
  return {
    id: request.id,
    asked_by: request.askedBy,
    asked_at: time(request.askedAt),
    amount_eur: cash(request.amountCents),
    in_window: request.inWindow,
    state: request.state,
    reason: request.reason,
    refusal: request.refusal,
    approved_at: timeOrNull(request.approvedAt),
    sent_at: timeOrNull(request.sentAt),
    ended_at: timeOrNull(request.endedAt),
    paddle_adjustment_id: request.paddleAdjustmentId,
  };
}

export function toEvent(event: InboundEvent & { steps: InboundEventStep[] }): RowOf<'payment_events'> {
  return {
    event_id: event.eventId,
    event_type: event.eventType,
    occurred_at: time(event.occurredAt),
    received_at: time(event.receivedAt),
    status: event.status,
    payload: event.payload,
    steps: event.steps.map(({ at, status }) => ({ at: time(at), status })),
  };
}

export function toGrant(grant: Pick<Grant, 'id' | 'amountMicros' | 'reason' | 'createdAt'>): RowOf<'grants'> {
  const { id, amountMicros, reason, createdAt } = grant;
  return { id, amount_eur: euros(amountMicros), reason, created_at: time(createdAt) };
}

export function toBalance(balance: Balance): RowOf<'balance'> {
  return {
    as_of: time(balance.asOf),
    version: balance.version.toString(),
    credit_eur: toWire(balance.creditMicros),
    held_eur: toWire(balance.heldMicros),
    refund_reserved_eur: toWire(balance.refundReservedMicros),
    available_eur: toWire(balance.availableMicros),
    owed_eur: toWire(balance.owedMicros),
    expires_at: timeOrNull(balance.expiresAt),
  };
}

export function toLot(lot: Lot): RowOf<'lots'> {
  return {
    id: lot.id,
    source: lot.source,
    cause: lot.cause,
    effective_at: time(lot.effectiveAt),
    recorded_at: time(lot.recordedAt),
    original_eur: toWire(lot.originalMicros),
    remaining_eur: toWire(lot.remainingMicros),
    reserved_eur: toWire(lot.reservedMicros),
    spent_eur: toWire(lot.spentMicros),
    refunded_eur: toWire(lot.refundedMicros),
    clawed_back_eur: toWire(lot.clawedBackMicros),
    expired_eur: toWire(lot.expiredMicros),
    debt_paid_eur: toWire(lot.debtPaidMicros),
  };
}

export function toClockChange(change: ClockChange): RowOf<'clock'> {
  const { recordedAt, previous, expiresAt, key } = change;
  return { recorded_at: time(recordedAt), previous: timeOrNull(previous), expires_at: time(expiresAt), key };
}

export function toEntry(line: StatementLine): RowOf<'ledger'> {
  return {
    number: line.seq.toString(),
    kind: line.kind,
    key: line.key,
    amount_eur: toWire(line.amountMicros),
    change_eur: toWire(line.changeMicros),
    available_before_eur: toWire(line.availableBeforeMicros),
    available_after_eur: toWire(line.availableAfterMicros),
    credit_after_eur: toWire(line.creditAfterMicros),
    held_after_eur: toWire(line.heldAfterMicros),
    lot_id: line.lotId,
    cause: line.cause,
    actor: line.actor.split(':', 1)[0]!,
    effective_at: time(line.effectiveAt),
    recorded_at: time(line.recordedAt),
  };
}

export function toUpload(upload: Upload): RowOf<'uploads'> {
  return {
    id: upload.id,
    format: upload.format,
    width: upload.width,
    height: upload.height,
    size_bytes: upload.sizeBytes,
    sha256: upload.sha256,
    idempotency_key: upload.idempotencyKey,
    created_at: time(upload.createdAt),
    expires_at: time(upload.expiresAt),
    deleted_at: timeOrNull(upload.deletedAt),
  };
}

export function toJob(job: Omit<Job, 'bodyHash'>): RowOf<'jobs'> {
  return {
    id: job.id,
    kind: job.kind,
    subject: job.subject,
    api_key_id: job.apiKeyId,
    request: job.request,
    status: job.status,
    hold_eur: euros(job.holdMicros),
    cost_eur: eurosOrNull(job.costMicros),
    price_version: job.priceVersion,
    thousand_units_eur: eurosOrNull(job.rateMicros),
    idempotency_key: job.idempotencyKey,
    created_at: time(job.createdAt),
    started_at: timeOrNull(job.startedAt),
    completed_at: timeOrNull(job.completedAt),
    attempts: job.attempts,
    error: job.errorCode === null ? null : { code: job.errorCode, message: job.errorMessage },
    result: job.result,
    files_expire_at: timeOrNull(job.filesExpireAt),
    files_deleted_at: timeOrNull(job.filesDeletedAt),
  };
}
