/**
 * What a customer agrees to before a payment, each wording under its version. The version is stored with the
 * purchase, so a wording is never edited: a change is a new entry, and the receipt repeats the one that was agreed to.
 */
export const consent = {
  v1: 'I ask for my credit to be delivered immediately, and I accept that credit which I have used is not refundable.',
} as const;
