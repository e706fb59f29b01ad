import { COMMON_PASSWORDS, COMMON_STEMS } from './common-passwords.ts';

export const PASSWORD_MIN_LENGTH = 10;
export const PASSWORD_MAX_LENGTH = 128;

/** Why a password is refused. */
export type PasswordProblem =
  | 'password_too_short'
  | 'password_too_long'
  | 'password_too_common'
  | 'password_like_account';

/**
 * Whether a password may be chosen: long enough, and none of those that are tried first. No rule asks for signs of
 * some kind; they make passwords worse (NIST SP 800-63B, section 5.1.1.2).
 *
 * @param person whose password it will be: their own address or name is the first guess
 * @returns undefined when it may be chosen
 */
export function passwordProblem(
  password: string,
  person: { email: string; name: string },
): PasswordProblem | undefined {
  const length = [...password].length;
  if (length < PASSWORD_MIN_LENGTH) return 'password_too_short';
  if (length > PASSWORD_MAX_LENGTH) return 'password_too_long';
  const lower = password.normalize('NFKC').toLowerCase();
  if (isCommon(lower)) return 'password_too_common';
  const stem = stemOf(lower);
  const [local = '', domain = ''] = person.email.toLowerCase().split('@');
  const own = [person.email, local, domain, person.name].map((text) => text.toLowerCase());
  return own.some((text) => text.length >= 3 && (text === lower || stemOf(text) === stem))
    ? 'password_like_account'
    : undefined;
}

function isCommon(lower: string): boolean {
  if (COMMON_PASSWORDS.has(lower) || COMMON_STEMS.has(stemOf(lower))) return true;
  // One thing repeated, such as "abcabcabcabc", or a walk along the alphabet or the digits.
  return new Set(lower).size < 4 || /^(.{1,6}?)\1+.{0,2}$/.test(lower) || isWalk(lower);
}

/** The word behind "P@ssw0rd2026!": what stands around it cut off, signs that stand for letters read as letters. */
function stemOf(text: string): string {
  const word = text.replace(/^[^a-z@$]+|[^a-z@$]+$/g, '');
  return word.replace(/[013457@$]/g, (sign) => LETTER_OF[sign] ?? sign).replace(/[^a-z]/g, '');
}

const LETTER_OF: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
};

/** Neighbours all the way, in either direction, nine following zero. */
function isWalk(text: string): boolean {
  const steps = [...text].slice(1).map((sign, i) => sign.codePointAt(0)! - text.codePointAt(i)!);
  const regular = steps.filter((step) => step === 1 || step === -9).length;
  const backward = steps.filter((step) => step === -1 || step === 9).length;
  return Math.max(regular, backward) >= steps.length - 1;
}
