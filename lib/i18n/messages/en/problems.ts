/**
 * What a refused request means to a person who reads a page. An error is told by its rule where it names one
 * (`details.rule`), else by its code. The API says the same in words of its own, which are English.
 */
export const problems = {
  code: {
    bad_request: 'The request could not be read. Reload the page and try again.',
    auth_invalid: 'You are signed out. Sign in and try again.',
    credit_insufficient: 'Your balance does not cover this. Top up, then try again.',
    credit_tier_restricted: 'Your balance allows budget models up to 2K only. Top up, then try again.',
    key_budget_exceeded: 'The monthly limit of this API key is reached.',
    auth_email_not_verified: 'Verify your e-mail address first: open the link in the mail we sent you.',
    account_suspended:
      'This account is suspended. Your credit is kept; write to support to have it looked at.',
    content_rejected: 'The prompt was refused by content moderation. Nothing was charged.',
    not_found: 'There is nothing at this address, or it is not yours to see.',
    gone: 'This file could be downloaded for one hour and has been deleted.',
    method_not_allowed: 'That is not possible here. Reload the page and try again.',
    conflict: 'Something changed meanwhile. Reload the page and look again.',
    idempotency_in_progress: 'This is under way already. Look at it again in a moment.',
    idempotency_mismatch: 'This form was already used for something else. Reload the page.',
    payload_too_large: 'That is too large. Send less and try again.',
    validation_error: 'Please look at what you filled in: something is not right.',
    model_not_capable: 'This model cannot do that. Choose another model, size or aspect ratio.',
    rate_limited:
      'Too many requests. Try again in {minutes, plural, =0 {a moment} one {# minute} other {# minutes}}.',
    internal_error: 'Something went wrong on our side. Nothing was charged for it.',
    provider_failed: 'The picture could not be made. Nothing was charged.',
    unavailable: 'The service is busy. Try again in a few seconds.',
  },
  rule: {
    keys_full: 'An account has at most {most} keys. Revoke one first.',
    top_up_over: 'This top-up can no longer be paid. Begin a new one.',
    top_ups_full:
      'At most {most} top-ups can be begun in an hour. Try again in {minutes, plural, =0 {a moment} one {# minute} other {# minutes}}.',
    address_taken:
      'Your e-mail address belongs to another account at our payment provider. Write to support to have it set right.',
    payment_refused: 'Our payment provider did not accept this. Nothing was charged.',
    payment_provider_away: 'Our payment provider does not answer. Nothing was charged; try again.',
    payment_unknown:
      'There is no payment of your account with this number. Check it against the mail from Paddle; if you paid a minute ago, try again. Otherwise write to support and quote this request.',
    lookup_away:
      'Paddle does not answer just now. Try again in a minute; a payment that was made is not lost.',
    document_missing: 'Paddle has no such document of this payment.',
    document_away: 'Paddle does not give us the document just now. Try again in a minute.',
    in_flight:
      'At most {max_in_flight} generations and operations may be under way at once. Try again when one is done.',
    operation_unknown: 'There is no such operation.',
    uploads_full:
      '{max_uploads} pictures that you sent are kept, each for an hour. Send the next when one is gone.',
    uploads_at_once: 'You are sending {max_at_once} pictures. Send the next when one is done.',
    uploads_busy: 'Many pictures are being sent just now. Try again in a few seconds.',
    amount_changed: 'The amount has changed meanwhile. Look at the new one, then confirm it.',
    hold_open: 'Work of yours is under way. Close the account when it is done; it takes a few minutes.',
    refund_open: 'A refund of yours is under way. Close the account when it has ended.',
    payment_open: 'A payment of yours is on its way. Close the account when it has arrived.',
    window_closed: 'The 14 days in which unused credit is refundable are over.',
    expired: 'This credit has expired.',
    request_open: 'A refund of this top-up is under way.',
    dispute_open: 'The bank has taken this payment back, or is asking for it.',
    all_returned: 'All of this top-up went back before.',
    kept_aside: 'What is left of this top-up is held for work under way. Ask again when it is done.',
    taken_for_another: 'What was unused of this top-up went back for another payment that was taken back.',
    nothing_unused: 'Nothing of this top-up is unused; used credit is not refundable.',
    unused: 'Not so much of this purchase is unused. Look at it again.',
    second_approval: 'Above €100 an admin other than the first approver approves too.',
    decided: 'It was decided meanwhile. Reload the page.',
    refusal_listed:
      'Within the 14 days a request is refused only because nothing is unused, or because a dispute is open.',
    reason_missing: 'It needs a reason.',
    own_account: 'Nobody gives credit to themselves. Ask a colleague.',
    own_grant: 'Another admin than its author approves a grant.',
    grant_over: 'At most €1,000,000,000 can be given at once.',
    form_used: 'This form was used for something else before. Reload the page.',
    over_owed: 'No more than what is owed can be written off.',
    not_parked: 'Only a parked event is put aside. Reload the page.',
    number_unknown:
      'Nothing is known under this number. Check it against the receipt, or look it up in Paddle’s dashboard.',
  },
  field: {
    amount: 'Write an amount in euros of more than 0, such as 5 or 2.50.',
    reason: 'Write a reason.',
    note: 'Write a note for colleagues.',
    vatNumber: 'Paddle does not take this VAT number. Check it, or leave it out and pay with VAT.',
    input_image_url: 'This picture cannot be used. Choose another, or send it again.',
    overlay_image_url: 'This picture cannot be used. Choose another, or send it again.',
    country: 'Choose a country from the list.',
    consent: 'Tick the text as it is shown now.',
    phrase: 'Type the words as they stand beside the field.',
    file: 'This file cannot be used. Choose a PNG, JPEG, WebP, AVIF, GIF or TIFF picture of at most 50 MB.',
    other: 'Look at this again: it is not filled in right.',
  },
} as const;
