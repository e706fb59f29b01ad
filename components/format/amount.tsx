import type { Locale } from '#lib/i18n/locales.ts';
import { fromWire, toWire } from '#lib/money/credits.ts';
import { type AmountOfCredit, type CreditsStyle, creditsParts, formatCredits } from './credits.ts';

const ONE_EURO_MICROS = 1_000_000n;

/** Room for so many digits. */
const ROOM = [
  '',
  'below-cent-slot min-w-[1ch]',
  'below-cent-slot min-w-[2ch]',
  'below-cent-slot min-w-[3ch]',
  'below-cent-slot min-w-[4ch]',
] as const;

interface AmountProps extends CreditsStyle {
  /** Micro-euros, or the wire's string. */
  value: AmountOfCredit;
  locale: Locale;
  /**
   * In a right-aligned column: how many decimals below a cent to leave room for (`tailDigits` of the column), so
   * that amounts stand decimal under decimal.
   */
  tail?: number | undefined;
  className?: string;
}

/**
 * An amount of credit. What lies below a cent is set in a quieter tone, and the title says the amount to the
 * micro-euro; the `data` element carries it as it travels (`value="9.955000"`).
 */
export function Amount({ value, locale, precision, sign, tail: room = 0, className }: AmountProps) {
  const micros = typeof value === 'string' ? fromWire(value) : value;
  const style = { precision: precision ?? 'brief', sign: sign ?? 'plain' };
  const { head, tail, end } = creditsParts(micros, locale, style);
  // Beside whole euros what lies below a cent is detail; in a price of a few cents it is part of the price.
  const quiet = micros >= ONE_EURO_MICROS || micros <= -ONE_EURO_MICROS;
  return (
    <data
      value={toWire(micros)}
      title={formatCredits(micros, locale, { ...style, precision: 'exact' })}
      className={`figure ${className ?? ''}`}
    >
      {head}
      {(tail !== '' || room > 0) && (
        <span className={[quiet ? 'below-cent' : '', ROOM[room]].join(' ')}>{tail}</span>
      )}
      {end}
    </data>
  );
}
