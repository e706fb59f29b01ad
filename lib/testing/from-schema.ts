import fc from 'fast-check';

/** A schema of the published document. */
export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
};

/** What no schema foresees, and people and programs send. */
const ODD: readonly unknown[] = [
  ...[null, true, 0, -1, 1e308, -0.5, Number.MAX_SAFE_INTEGER, '', ' ', '\0', '\ud800', '𝕏', 'null', '../..'],
  ...['https://127.0.0.1/', 'javascript:1', "'; DROP TABLE job; --", '%00', [], {}, [[]], { toString: 1 }],
  ...['x'.repeat(5_000), '1'.repeat(400), '__proto__', '2026-02-30', '9999-99-99T99:99:99Z'],
];

/**
 * Values that a schema of the document allows.
 *
 * @param named the schemas that references lead to
 */
export function fits(schema: JsonSchema, named: Readonly<Record<string, JsonSchema>>): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return fits(named[schema.$ref.split('/').at(-1)!]!, named);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => fits(choice, named)));
  const types = [schema.type ?? 'object'].flat();
  return fc.oneof(...types.map((type) => ofType(type, schema, named)));
}

function ofType(
  type: string,
  schema: JsonSchema,
  named: Readonly<Record<string, JsonSchema>>,
): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000_000, max: schema.maximum ?? 1_000_000 });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case 'array':
      return fc.array(fits(schema.items ?? {}, named), { maxLength: schema.maxItems ?? 3 });
    case 'string':
      return text(schema);
    default:
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, part]) => [name, fits(part, named)]),
        ),
        { requiredKeys: schema.required ?? [] },
      );
  }
}

function text({ format, pattern, minLength = 0, maxLength = 40 }: JsonSchema): fc.Arbitrary<string> {
  switch (format) {
    case 'uri':
      return fc.webUrl({ validSchemes: ['https'], withQueryParameters: true });
    case 'uuid':
      return fc.uuid();
    case 'date':
      return fc
        .date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10));
    case 'date-time':
      return fc
        .date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString());
    default:
  }
  if (pattern !== undefined && pattern !== '\\S') return fc.stringMatching(new RegExp(pattern, 'u'));
  const letters = fc.string({ minLength, maxLength: Math.min(maxLength, 100), unit: 'grapheme' });
  return pattern === undefined ? letters : letters.map((some) => `a${some}`.slice(0, maxLength));
}

/** Values that are wrong by a little: a field missing, too many, of another type, or beyond its bounds. */
export function nearly(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const odd = fc.constantFrom(...ODD);
  return fc
    .tuple(value, odd, fc.nat(), fc.constantFrom('drop', 'add', 'change', 'whole', 'nest', 'deep'))
    .map(([whole, other, at, how]) => {
      if (how === 'whole' || typeof whole !== 'object' || whole === null) return other;
      const copy: Record<string, unknown> = { ...whole };
      const names = Object.keys(copy);
      const name = names[at % Math.max(names.length, 1)] ?? 'prompt';
      if (how === 'drop') delete copy[name];
      else if (how === 'add') copy[`unknown_${at % 7}`] = other;
      else if (how === 'nest') copy[name] = { [name]: copy[name] };
      else copy[name] = how === 'deep' ? spoilt(copy[name]) : other;
      return copy;
    });
}

/** The same with a character at the end of each text that no database can hold. */
function spoilt(value: unknown): unknown {
  if (typeof value === 'string') return `${value}${value.length % 2 === 0 ? '\0' : '\ud800'}`;
  if (Array.isArray(value)) return value.map(spoilt);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, spoilt(part)]));
}
