import type { PaymentOutcome } from '../transactions/payment.ts';
import type { PaymentCard } from '../wire.ts';

/** Card details as a customer types them. */
export type CardEntry = {
  number: string;
  expiryMonth: number;
  /** Four digits. */
  expiryYear: number;
  cvc: string;
  cardholderName: string;
};

/** What is wrong with card details, by field of the form. */
export type CardProblem = { field: 'number' | 'expiry' | 'cvc'; message: string };

/** The test cards. Numbers are Paddle's published ones where it has one for the case. */
const TEST_CARDS: Readonly<Record<string, PaymentOutcome>> = {
  '4242424242424242': { result: 'captured' },
  '4000056655665556': { result: 'captured' },
  '5555555555554444': { result: 'captured' },
  '378282246310005': { result: 'captured' },
  '4000000000000002': { result: 'error', errorCode: 'declined' },
  '4000000000009995': { result: 'error', errorCode: 'not_enough_balance' },
  '4000000000000069': { result: 'error', errorCode: 'expired_card' },
  '4100000000000019': { result: 'error', errorCode: 'fraud' },
  '4000003800000446': { result: 'action_required' },
};

const BRANDS: readonly (readonly [pattern: RegExp, type: string])[] = [
  [/^4/, 'visa'],
  [/^(5[1-5]|2[2-7])/, 'mastercard'],
  [/^3[47]/, 'american_express'],
  [/^(36|38|30[0-5])/, 'diners_club'],
  [/^(6011|65)/, 'discover'],
  [/^35/, 'jcb'],
];

/**
 * What happens when this card is charged. Only test cards pay; any other number of a valid form is refused as a bank
 * would refuse it, so that nobody gets far with a real card.
 *
 * @param number digits, with or without spaces
 */
export function cardOutcome(number: string): PaymentOutcome {
  return TEST_CARDS[digitsOf(number)] ?? { result: 'error', errorCode: 'transaction_not_permitted' };
}

/** The card as it is kept: never its whole number. */
export function maskCard(entry: CardEntry): PaymentCard {
  const digits = digitsOf(entry.number);
  return {
    type: BRANDS.find(([pattern]) => pattern.test(digits))?.[1] ?? 'unknown',
    last4: digits.slice(-4),
    expiry_month: entry.expiryMonth,
    expiry_year: entry.expiryYear,
    cardholder_name: entry.cardholderName,
  };
}

/** Checks the form of card details. @param now a card is good through the last day of its month */
export function checkCard(entry: CardEntry, now: Date): CardProblem[] {
  const problems: CardProblem[] = [];
  const digits = digitsOf(entry.number);
  if (!/^\d{12,19}$/.test(digits) || !passesLuhn(digits)) {
    problems.push({ field: 'number', message: 'This card number is not valid.' });
  }
  const { expiryMonth: month, expiryYear: year } = entry;
  if (!(month >= 1 && month <= 12 && year >= 2000 && year <= 2100)) {
    problems.push({ field: 'expiry', message: 'Enter it as MM / YY.' });
  } else if (Date.UTC(year, month, 1) <= now.getTime()) {
    problems.push({ field: 'expiry', message: 'This card has expired.' });
  }
  if (!/^\d{3,4}$/.test(entry.cvc)) {
    problems.push({ field: 'cvc', message: 'Enter 3 or 4 digits.' });
  }
  return problems;
}

/** Details of a test card that is good for years: for payments without a browser. */
export function testCardEntry(number: string, now: Date): CardEntry {
  return {
    number,
    expiryMonth: 12,
    expiryYear: now.getUTCFullYear() + 3,
    cvc: '123',
    cardholderName: 'Test Customer',
  };
}

function digitsOf(text: string): string {
  return text.replace(/[\s-]/g, '');
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  [...digits].reverse().forEach((char, index) => {
    const doubled = Number(char) * (index % 2 === 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return sum % 10 === 0;
}
