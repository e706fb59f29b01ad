import type { Business } from '#lib/contracts/top-up.ts';
import { TOP_UP_PRESETS, topUpRefusal } from '#lib/contracts/top-up-amounts.ts';
import { parseEuros, toWire } from '#lib/money/credits.ts';

/** What stands in the form. */
export interface Choice {
  /** One of the presets in the wire's form, or empty when an amount was written. */
  preset: string;
  /** An amount as it was written. */
  custom: string;
  country: string;
  /** Whether a business buys; then its name and VAT number. */
  isBusiness: boolean;
  company: string;
  vatNumber: string;
  consented: boolean;
}

/** What is wrong with each field, as the name of a message of `topUp`. */
export interface ChoiceProblems {
  amount?: 'amountMissing' | 'amountUnreadable' | 'amountTooSmall' | 'amountTooLarge' | 'amountCents';
  country?: 'countryMissing';
  company?: 'companyMissing';
  vatNumber?: 'vatNumberUnreadable';
  consent?: 'consentMissing';
}

const MIDDLE_PRESET = TOP_UP_PRESETS[2]!;

/** The form at first: the middle preset, the last country, and the consent not given. */
export function firstChoice(country: string | null): Choice {
  return {
    preset: toWire(MIDDLE_PRESET),
    custom: '',
    country: country ?? '',
    isBusiness: false,
    company: '',
    vatNumber: '',
    consented: false,
  };
}

/** The amount chosen in the wire's form, or what is wrong with it. */
export function amountOf({
  preset,
  custom,
}: Choice): { amountEur: string } | { problem: ChoiceProblems['amount'] } {
  if (custom.trim() === '') return preset === '' ? { problem: 'amountMissing' } : { amountEur: preset };
  const amount = parseEuros(custom);
  if (amount === undefined) return { problem: 'amountUnreadable' };
  const refusal = topUpRefusal(amount);
  if (refusal === undefined) return { amountEur: toWire(amount) };
  const names = {
    too_small: 'amountTooSmall',
    too_large: 'amountTooLarge',
    not_whole_cents: 'amountCents',
  } as const;
  return { problem: names[refusal] };
}

/** A VAT number as it is sent, or undefined where the text cannot be one. Paddle decides whether it is one. */
function vatNumberOf(text: string): string | undefined {
  const number = text.toUpperCase().replace(/[\s.-]/g, '');
  return /^[A-Z0-9]{4,20}$/.test(number) ? number : undefined;
}

/** Everything that keeps the form from being sent. */
export function problemsOf(choice: Choice): ChoiceProblems {
  const amount = amountOf(choice);
  return {
    ...('problem' in amount && amount.problem !== undefined && { amount: amount.problem }),
    ...(choice.country === '' && { country: 'countryMissing' as const }),
    ...(choice.isBusiness && choice.company.trim() === '' && { company: 'companyMissing' as const }),
    ...(choice.isBusiness &&
      vatNumberOf(choice.vatNumber) === undefined && { vatNumber: 'vatNumberUnreadable' as const }),
    ...(!choice.consented && { consent: 'consentMissing' as const }),
  };
}

/** What can be bought, and whose VAT is asked for. */
export interface Quotable {
  amountEur: string;
  country: string;
  business?: Business;
}

/** What VAT and total can be asked for; undefined while something is missing. */
export function quotable(choice: Choice): Quotable | undefined {
  const amount = amountOf(choice);
  if ('problem' in amount || choice.country === '') return undefined;
  const { amountEur } = amount;
  const { country, isBusiness } = choice;
  if (!isBusiness) return { amountEur, country };
  const vatNumber = vatNumberOf(choice.vatNumber);
  const name = choice.company.trim();
  return vatNumber === undefined || name === ''
    ? undefined
    : { amountEur, country, business: { name, vatNumber } };
}

/** A token that makes sending the form twice one top-up: a random UUID, also where the page is not on https. */
export function newRequestToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
