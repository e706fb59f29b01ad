import { AccountError } from '#lib/auth/account-error.ts';
import { codeForm } from '#lib/auth/forms.ts';
import { homeOf, safeNextPath } from '#lib/auth/next-path.ts';
import { passFactor } from '#lib/auth/second-factor.ts';
import { factorDesk } from '../factor-desk.ts';
import { publicForm } from '../public-form.ts';
import { halfSignedInHere, signedInHere } from '../session-cookie.ts';

/**
 * Passes the second factor and leads on. A route and not an action, like every form of the sign-in: to the wall before
 * actions somebody whose factor is due is nobody.
 */
export const POST = publicForm({
  schema: codeForm,
  page: '/sign-in/second-factor',
  keep: ['next', 'with'],
  async handle(visit, form, request) {
    const next = safeNextPath(form.next);
    const person = await halfSignedInHere(visit, request.headers);
    if (person === null) {
      // The button was pressed twice.
      const passed = await signedInHere(visit, request.headers);
      if (passed === null) throw new AccountError('signed_out');
      return { next: next ?? homeOf(passed.role) };
    }
    const way = await passFactor(factorDesk(visit.at), person, form);
    // Whoever came in without the app needs to know how often they still can, and may have another app to set up.
    return { next: way === 'recovery_code' ? '/settings#second-factor' : (next ?? homeOf(person.role)) };
  },
});
