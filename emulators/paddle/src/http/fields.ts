import { isCountryCode } from '../tax/countries.ts';
import { isCurrencyCode } from '../tax/currencies.ts';
import type { CustomData } from '../wire.ts';
import type { FieldProblem } from './problem.ts';
import { Problem } from './problem.ts';

type Json = Record<string, unknown>;

const EMAIL = /^[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:"]+\.[^\s@<>()[\],;:".]{2,}$/;

/** Whether a text has the form of an e-mail address. */
export function isEmail(text: string): boolean {
  return text.length <= 320 && EMAIL.test(text);
}

/**
 * Reads a request body field by field and collects what is wrong, so that one answer names every bad field.
 * Readers return undefined for an absent field and null for an explicit null.
 */
export class Fields {
  readonly #body: Json;
  readonly #prefix: string;
  readonly #problems: FieldProblem[];

  /** @throws Problem `bad_request` when the body is not a JSON object */
  constructor(body: unknown, prefix = '', problems: FieldProblem[] = []) {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      if (prefix === '') throw new Problem('bad_request', 'Request body must be a JSON object.');
      problems.push({ field: prefix.slice(0, -1), message: 'must be an object' });
      this.#body = {};
    } else {
      this.#body = body as Json;
    }
    this.#prefix = prefix;
    this.#problems = problems;
  }

  /** Whether the request says anything about the field, be it null. */
  has(name: string): boolean {
    return this.#body[name] !== undefined;
  }

  /** The names of all fields sent. */
  names(): string[] {
    return Object.keys(this.#body).filter((name) => this.#body[name] !== undefined);
  }

  fail(name: string, message: string): undefined {
    this.#problems.push({ field: `${this.#prefix}${name}`, message });
    return undefined;
  }

  /** @throws Problem `invalid_field` when any reader found something wrong */
  check(): void {
    if (this.#problems.length > 0) throw new Problem('invalid_field', undefined, this.#problems);
  }

  required<T>(name: string, value: T | null | undefined): T {
    if (value !== undefined && value !== null) return value;
    // A present but wrong value has been reported by its reader already.
    if (this.#body[name] === undefined || this.#body[name] === null) {
      this.fail(name, 'must be provided as part of the request');
    }
    return undefined as T;
  }

  text(name: string, maxLength = 1024): string | null | undefined {
    const value = this.#body[name];
    if (value === undefined || value === null) return value;
    if (typeof value !== 'string') return this.fail(name, 'must be a string');
    if (value.length > maxLength) {
      return this.fail(
        name,
        `maximum length of ${maxLength} exceeded. provided value length ${value.length}`,
      );
    }
    return value;
  }

  oneOf<const T extends string>(name: string, allowed: readonly T[]): T | null | undefined {
    const value = this.text(name);
    if (value === undefined || value === null) return value;
    if (!(allowed as readonly string[]).includes(value)) {
      return this.fail(name, `must be one of: ${allowed.join(', ')}`);
    }
    return value as T;
  }

  flag(name: string): boolean | null | undefined {
    const value = this.#body[name];
    if (value === undefined || value === null) return value;
    return typeof value === 'boolean' ? value : this.fail(name, 'must be a boolean');
  }

  integer(name: string, minimum: number, maximum: number): number | null | undefined {
    const value = this.#body[name];
    if (value === undefined || value === null) return value;
    if (typeof value !== 'number' || !Number.isInteger(value)) return this.fail(name, 'must be an integer');
    if (value < minimum || value > maximum)
      return this.fail(name, `must be between ${minimum} and ${maximum}`);
    return value;
  }

  email(name: string): string | null | undefined {
    const value = this.text(name, 320);
    if (value === undefined || value === null) return value;
    return isEmail(value) ? value : this.fail(name, 'must be a valid email address');
  }

  countryCode(name: string): string | null | undefined {
    const value = this.text(name, 2);
    if (value === undefined || value === null) return value;
    return isCountryCode(value) ? value : this.fail(name, 'must be a supported two-letter country code');
  }

  currencyCode(name: string): string | null | undefined {
    const value = this.text(name, 3);
    if (value === undefined || value === null) return value;
    return isCurrencyCode(value) ? value : this.fail(name, 'must be a supported currency code');
  }

  /** An amount in minor units: a string of digits. */
  amount(name: string): string | null | undefined {
    const value = this.text(name, 18);
    if (value === undefined || value === null) return value;
    return /^\d+$/.test(value)
      ? String(BigInt(value))
      : this.fail(name, 'must be a string of digits in minor units');
  }

  url(name: string): string | null | undefined {
    const value = this.text(name, 2048);
    if (value === undefined || value === null) return value;
    try {
      const { protocol } = new URL(value);
      if (protocol === 'http:' || protocol === 'https:') return value;
    } catch {
      // Reported below together with other protocols.
    }
    return this.fail(name, 'must be an absolute URL');
  }

  customData(name = 'custom_data'): CustomData | undefined {
    const value = this.#body[name];
    if (value === undefined || value === null) return value;
    if (typeof value !== 'object' || Array.isArray(value)) return this.fail(name, 'must be a JSON object');
    return value as CustomData;
  }

  /** A nested object, read with the same collection of problems. */
  object(name: string): Fields | null | undefined {
    const value = this.#body[name];
    if (value === undefined || value === null) return value;
    return new Fields(value, `${this.#prefix}${name}.`, this.#problems);
  }

  /** A list of nested objects. */
  list(name: string, minimum = 0, maximum = 100): Fields[] | null | undefined {
    const value = this.#body[name];
    if (value === undefined || value === null) return value;
    if (!Array.isArray(value)) return this.fail(name, 'must be an array');
    if (value.length < minimum || value.length > maximum) {
      return this.fail(name, `must have between ${minimum} and ${maximum} items`);
    }
    return value.map((item, index) => new Fields(item, `${this.#prefix}${name}[${index}].`, this.#problems));
  }

  /** A list of texts. */
  texts(name: string, minimum = 0): string[] | null | undefined {
    const value = this.#body[name];
    if (value === undefined || value === null) return value;
    if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) {
      return this.fail(name, 'must be an array of strings');
    }
    if (value.length < minimum) return this.fail(name, `must have at least ${minimum} items`);
    return value as string[];
  }
}
