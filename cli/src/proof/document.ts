/** Thrown where something does not hold. */
export class Broken extends Error {}

/** One fact: its number, its type, then its columns. */
export type Fact = readonly (string | null)[];

/** A sealed statement as the service gives it out. Times are written in one form, so that they compare as text. */
export type Document = {
  customer: string;
  as_of: string;
  balance_eur: string;
  credit_eur: string;
  held_eur: string;
  facts: Fact[];
  seals: { upto: string; link: string }[];
  proof: {
    head: {
      date: string;
      head: string;
      signature: string;
      key_id: string;
      previous: string;
      root: string;
      customers: number;
      seals: string;
    };
    leaf: { upto: string; link: string };
    path: { side: 'left' | 'right'; hash: string }[];
  } | null;
  public_keys: { key_id: string; public_key: string }[];
};

const FORMAT = 'depicta sealed statement 1';

/**
 * Reads a document and looks at the shape of every field.
 *
 * @throws {Broken} naming the field that is missing or is not what it must be
 */
export function readDocument(json: string): Document {
  let document: Document & { format: string };
  try {
    document = JSON.parse(json);
  } catch {
    throw new Broken('it is no JSON');
  }
  if (document?.format !== FORMAT) throw new Broken(`it is no sealed statement ("${FORMAT}")`);
  statement(document, '');
  // Whoever reads the text by eye, or with another parser, would see the one of two that was not checked.
  if (namesIn(json) !== namesOf(document)) throw new Broken('it names a field twice');
  return document;
}

/** How many fields are named in a JSON text: each colon that is in no text follows a name. */
function namesIn(json: string): number {
  let names = 0;
  let isInText = false;
  for (const [sign] of json.matchAll(/\\.|[":]/gs)) {
    if (sign === '"') isInText = !isInText;
    if (sign === ':' && !isInText) names += 1;
  }
  return names;
}

/** How many fields a value has, with those of what is in it. */
function namesOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce((sum: number, each) => sum + namesOf(each), own);
}

/** Whether a text is a time in the one form in which the service writes it. */
export function isInstant(text: string): boolean {
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString() === text;
}

/** Throws where a value is not what its field must hold. */
type Shape = (value: unknown, field: string) => void;

function broken(value: unknown, field: string, what: string): Broken {
  return new Broken(value === undefined ? `${field} is missing` : `${field} is not ${what}`);
}

function text(what: string, fits: (text: string) => boolean): Shape {
  return (value, field) => {
    if (typeof value !== 'string' || !fits(value)) throw broken(value, field, what);
  };
}

function list(shape: Shape): Shape {
  return (value, field) => {
    if (!Array.isArray(value)) throw broken(value, field, 'a list');
    for (const [i, each] of value.entries()) shape(each, `${field}[${i}]`);
  };
}

function object(fields: Record<string, Shape>): Shape {
  return (value, field) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw broken(value, field, 'an object');
    const nameOf = (name: string) => (field === '' ? name : `${field}.${name}`);
    for (const [name, shape] of Object.entries(fields))
      shape((value as Record<string, unknown>)[name], nameOf(name));
    const unknown = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
    if (unknown !== undefined) throw new Broken(`${nameOf(unknown)} is no field of a sealed statement`);
  };
}

const anyText = text('text', () => true);
const digits = text('a number in digits', (each) => /^\d+$/.test(each));
const hash = text('64 hexadecimal digits', (each) => /^[0-9a-f]{64}$/.test(each));
const amount = text('an amount with six decimals', (each) => /^\d+\.\d{6}$/.test(each));
const instant = text('a time', isInstant);
const day = text('a day', (each) => isInstant(`${each}T00:00:00.000Z`));
// Whatever else it were, it would be printed where somebody reads what was verified.
const id = text('an id', (each) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(each));
const side = text('"left" or "right"', (each) => each === 'left' || each === 'right');

const wholeNumber: Shape = (value, field) => {
  if (!Number.isInteger(value)) throw broken(value, field, 'a whole number');
};

const fact: Shape = (value, field) => {
  const isCell = (cell: unknown) => cell === null || typeof cell === 'string';
  if (!Array.isArray(value) || !value.every(isCell)) throw broken(value, field, 'a list of texts');
};

const head = object({
  date: day,
  head: hash,
  signature: anyText,
  key_id: anyText,
  previous: hash,
  root: hash,
  customers: wholeNumber,
  seals: digits,
});

const seal = object({ upto: digits, link: hash });
const proof = object({ head, leaf: seal, path: list(object({ side, hash })) });

const statement = object({
  format: anyText,
  customer: id,
  as_of: instant,
  balance_eur: amount,
  credit_eur: amount,
  held_eur: amount,
  facts: list(fact),
  seals: list(seal),
  proof: (value, field) => value === null || proof(value, field),
  public_keys: list(object({ key_id: anyText, public_key: anyText })),
});
