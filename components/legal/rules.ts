import type { Pricing } from '#lib/contracts/pricing.ts';

/** The numbers and names in the texts, each from the rule that the code obeys. */
export interface LegalRules {
  credit: Pricing['rules'];
  /** A top-up given back whole leaves the balance valid for at least this long. */
  graceDays: number;
  /** How long before the end of a balance its owner is warned, longest first. */
  warningDays: readonly number[];
  /** What a customer agrees to before paying, word for word. */
  consent: string;
  /** Companies that make pictures for us; none where all are made here. */
  imageProviders: readonly string[];
  /** How long the row of a sign-in stays after it began, and the hash of a browser or network after it was last seen. */
  signInKeptDays: number;
  knownSignInDays: number;
  exportsPerHour: number;
  cookies: {
    session: string;
    sessionDays: number;
    signUp: string;
    signUpHours: number;
    choices: readonly string[];
    choiceDays: number;
  };
}
