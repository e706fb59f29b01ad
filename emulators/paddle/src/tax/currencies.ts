/** The currencies Paddle prices in, with the number of decimals of their minor unit. */
const DECIMALS: Readonly<Record<string, number>> = {
  ARS: 2,
  AUD: 2,
  BRL: 2,
  CAD: 2,
  CHF: 2,
  CLP: 0,
  CNY: 2,
  COP: 2,
  CZK: 2,
  DKK: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  HUF: 2,
  ILS: 2,
  INR: 2,
  JPY: 0,
  KRW: 0,
  MXN: 2,
  NOK: 2,
  NZD: 2,
  PEN: 2,
  PLN: 2,
  RUB: 2,
  SEK: 2,
  SGD: 2,
  THB: 2,
  TRY: 2,
  TWD: 2,
  UAH: 2,
  USD: 2,
  VND: 0,
  ZAR: 2,
};

/** Whether Paddle prices in this currency. */
export function isCurrencyCode(code: string): boolean {
  return Object.hasOwn(DECIMALS, code);
}

/**
 * An amount in major units, as the browser events carry it: display only.
 *
 * @param minorUnits whole minor units as a decimal string
 */
export function toMajorUnits(minorUnits: string, currencyCode: string): number {
  return Number(minorUnits) / 10 ** (DECIMALS[currencyCode] ?? 2);
}

/** An amount as people read it: `€30.75`. */
export function formatMoney(minorUnits: string, currencyCode: string, locale = 'en'): string {
  const decimals = DECIMALS[currencyCode] ?? 2;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: currencyCode,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(toMajorUnits(minorUnits, currencyCode));
}
