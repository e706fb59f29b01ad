/**
 * The standard VAT rates of the EU's members; every other country has none here. Real Paddle knows many more taxes
 * and special territories: this table is enough to exercise an integration, not to predict a tax bill.
 */
const EU_STANDARD_RATES: Readonly<Record<string, string>> = {
  AT: '0.2',
  BE: '0.21',
  BG: '0.2',
  CY: '0.19',
  CZ: '0.21',
  DE: '0.19',
  DK: '0.25',
  EE: '0.24',
  ES: '0.21',
  FI: '0.255',
  FR: '0.2',
  GR: '0.24',
  HR: '0.25',
  HU: '0.27',
  IE: '0.23',
  IT: '0.22',
  LT: '0.21',
  LU: '0.17',
  LV: '0.21',
  MT: '0.18',
  NL: '0.21',
  PL: '0.23',
  PT: '0.23',
  RO: '0.21',
  SE: '0.25',
  SI: '0.22',
  SK: '0.23',
};

/** VAT numbers by member state: the prefix (Greece writes EL) and the form of the rest. */
const VAT_NUMBERS: Readonly<Record<string, RegExp>> = {
  AT: /^(AT)?U\d{8}$/,
  BE: /^(BE)?[01]\d{9}$/,
  BG: /^(BG)?\d{9,10}$/,
  CY: /^(CY)?\d{8}[A-Z]$/,
  CZ: /^(CZ)?\d{8,10}$/,
  DE: /^(DE)?\d{9}$/,
  DK: /^(DK)?\d{8}$/,
  EE: /^(EE)?\d{9}$/,
  ES: /^(ES)?[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^(FI)?\d{8}$/,
  FR: /^(FR)?[A-Z0-9]{2}\d{9}$/,
  GR: /^(EL|GR)?\d{9}$/,
  HR: /^(HR)?\d{11}$/,
  HU: /^(HU)?\d{8}$/,
  IE: /^(IE)?(\d{7}[A-Z]{1,2}|\d[A-Z+*]\d{5}[A-Z])$/,
  IT: /^(IT)?\d{11}$/,
  LT: /^(LT)?(\d{9}|\d{12})$/,
  LU: /^(LU)?\d{8}$/,
  LV: /^(LV)?\d{11}$/,
  MT: /^(MT)?\d{8}$/,
  NL: /^(NL)?[A-Z0-9+*]{10}\d{2}$/,
  PL: /^(PL)?\d{10}$/,
  PT: /^(PT)?\d{9}$/,
  RO: /^(RO)?\d{2,10}$/,
  SE: /^(SE)?\d{12}$/,
  SI: /^(SI)?\d{8}$/,
  SK: /^(SK)?\d{10}$/,
};

/** Member states of the EU, as two-letter codes. */
export const EU_COUNTRY_CODES: readonly string[] = Object.keys(EU_STANDARD_RATES);

/**
 * Whether a VAT number has the form its country gives out. Nothing is looked up: any number of the right form counts.
 *
 * @param countryCode two letters; outside the EU there is no form here and the answer is false
 * @param taxIdentifier with or without the country's prefix; spaces, dots and dashes are ignored
 */
export function isVatNumber(countryCode: string, taxIdentifier: string): boolean {
  const normalised = taxIdentifier.toUpperCase().replace(/[\s.-]/g, '');
  return VAT_NUMBERS[countryCode]?.test(normalised) ?? false;
}

/**
 * The tax rate of a sale, as a decimal string such as `"0.255"`; `"0"` where none applies.
 *
 * @param countryCode where the customer is; null before it is known, when no tax is computed yet
 * @param taxIdentifier the buyer's VAT number: a valid one moves the tax to the buyer (reverse charge), rate 0
 */
export function taxRateFor(countryCode: string | null, taxIdentifier: string | null): string {
  if (countryCode === null) return '0';
  const rate = EU_STANDARD_RATES[countryCode] ?? '0';
  return taxIdentifier !== null && isVatNumber(countryCode, taxIdentifier) ? '0' : rate;
}
