import * as z from 'zod/mini';
import { formatCredits } from '#components/format/credits.ts';
import { operationLabel } from '#components/pricing/operation-label.ts';
import { OPERATIONS, type Operation } from '#lib/contracts/operation-choices.ts';
import { operationParameters } from '#lib/contracts/operations.ts';
import type { Pricing } from '#lib/contracts/pricing.ts';
import type { Messages } from '#lib/i18n/catalogue.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import type { OfferedOperation, Parameter } from './parameter.ts';

/** What is chosen at first, where a choice may be left out: what leaving it out means. */
const USUAL: Readonly<Record<string, string>> = {
  'remove-background_output': 'alpha',
  watermark_position: 'bottom-right',
  thumbnail_crop: 'smart',
};

/** What is read of a parameter's JSON Schema. */
type Written = {
  type?: string | readonly string[];
  anyOf?: readonly Written[];
  enum?: readonly string[];
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  maxLength?: number;
  format?: string;
  pattern?: string;
};

/**
 * The operations with their prices and parameters, in words.
 *
 * @param prices of `publishedPricing`
 */
export function offeredOperations(
  prices: Pricing['operations'],
  locale: Locale,
): readonly OfferedOperation<Operation>[] {
  return OPERATIONS.flatMap((id) => {
    const price = prices.find((each) => each.id === id);
    // Without a price it cannot be ordered.
    if (price === undefined) return [];
    const label = operationLabel(id, locale);
    return [
      {
        id,
        label,
        choice: `${label}, ${formatCredits(price.price_eur, locale, { precision: 'exact' })}`,
        about: words(locale, `${id}_about`),
        priceEur: price.price_eur,
        parameters: parametersOf(id, locale),
      },
    ];
  });
}

function parametersOf(operation: Operation, locale: Locale): readonly Parameter[] {
  const schema = z.toJSONSchema(operationParameters[operation], { io: 'input', unrepresentable: 'any' });
  const required = schema.required ?? [];
  return Object.entries((schema.properties ?? {}) as Record<string, Written>).map(([name, written]) => {
    const key = `${operation}_${name}`;
    const hint = hintOf(locale, key);
    return {
      name,
      label: words(locale, key),
      ...(hint !== undefined && { hint }),
      isRequired: required.includes(name),
      ...controlOf(key, whatIsThere(written), locale),
    };
  });
}

/** A parameter that may be null is written as one of two: what it is when it is there. */
function whatIsThere(written: Written): Written {
  return written.anyOf?.find(({ type }) => type !== 'null') ?? written;
}

function controlOf(key: string, written: Written, locale: Locale) {
  const type = [written.type].flat()[0];
  if (type === 'boolean') return { kind: 'flag' } as const;
  if (type === 'number') {
    const { minimum: from, maximum: to } = written;
    if (from === undefined || to === undefined) throw new TypeError(`${key} has no range`);
    return { kind: 'number', from, to, isWhole: written.multipleOf === 1 } as const;
  }
  if (written.enum !== undefined) {
    const options = written.enum.map((value) => ({ value, label: words(locale, `${key}_${value}`) }));
    return { kind: 'choice', options, initial: USUAL[key] } as const;
  }
  if (written.format === 'uri') return { kind: 'picture' } as const;
  if (written.pattern?.startsWith('^#') === true) return { kind: 'color' } as const;
  return { kind: 'text', mostCharacters: written.maxLength ?? 200 } as const;
}

type Key = keyof Messages['parameters'];

/** @throws {IntlError} for a parameter or a choice without words; a test asks for all of them */
function words(locale: Locale, key: string): string {
  return translator(locale, 'parameters')(key as Key);
}

function hintOf(locale: Locale, key: string): string | undefined {
  const t = translator(locale, 'parameters');
  const hint = `${key}_hint` as Key;
  return t.has(hint) ? t(hint) : undefined;
}
