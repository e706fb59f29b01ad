import { hash, type Options, verify } from '@node-rs/argon2';
import { atMost } from '#lib/core/at-most.ts';

/** Argon2id, 19 MiB, two passes: 34 ms of one core. OWASP's password storage cheat sheet, first choice. */
const PARAMETERS: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const shared = globalThis as typeof globalThis & { depictaPasswordLine?: ReturnType<typeof atMost> };

/**
 * Two at once leave the machine room for customers; a hundred in line are three seconds of work. One line a process:
 * a bundler may load this file more than once.
 */
shared.depictaPasswordLine ??= atMost(2, 100);
const limited = shared.depictaPasswordLine;

/** The hash of a password that nobody knows, with our parameters: an unknown address costs the same time. */
const NOBODYS =
  '$argon2id$v=19$m=19456,t=2,p=1$QwiuKBmMD1f3bIBzM8eIyQ$DrZ8UWbqew6a7+0GLYjrxthow748iJ3b0KG4MAwyETM';

/** @returns what is stored of a password: salted, in the PHC form */
export async function hashPassword(password: string): Promise<string> {
  return limited(() => hash(canonical(password), PARAMETERS));
}

/**
 * Whether a password is the one behind a stored hash. Without a hash it computes as long and says no, so that
 * nobody learns from the clock whether an address has an account.
 *
 * @param stored null when there is no such user
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await limited(() => verify(stored ?? NOBODYS, canonical(password)));
  return matches && stored !== null;
}

/** The same characters, however the keyboard composed them (NIST SP 800-63B, section 5.1.1.2). */
function canonical(password: string): string {
  return password.normalize('NFKC');
}
