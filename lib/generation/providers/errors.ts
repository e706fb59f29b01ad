/** Why moderation refused a prompt. */
export type RejectionReason = 'sexual' | 'violence' | 'hate' | 'self-harm';

/** A provider's moderation refused the prompt. Nothing was drawn; asking again with the same prompt changes nothing. */
export class ContentRejectedError extends Error {
  override readonly name = 'ContentRejectedError';
  /** Which of the provider's rules the prompt broke, where it tells. */
  readonly reason: RejectionReason | undefined;

  constructor(reason?: RejectionReason) {
    super(`The prompt was refused by content moderation (${reason ?? 'no reason given'}).`);
    this.reason = reason;
  }
}

/** A provider could not make the picture for a reason of its own, or was asked for what it cannot do. */
export class ProviderFailedError extends Error {
  override readonly name = 'ProviderFailedError';
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;

  constructor(message: string, options: { retryable: boolean; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.retryable = options.retryable;
  }
}
