import { AccountError } from '#lib/auth/account-error.ts';
import { codeForm } from '#lib/auth/forms.ts';
import { homeOf, safeNextPath } from '#lib/auth/next-path.ts';
import { setUpFactor } from '#lib/auth/second-factor.ts';
import { factorDesk } from '../../factor-desk.ts';
import { publicForm } from '../../public-form.ts';
import { sessionHere } from '../../session-cookie.ts';

/**
 * Sets the second factor up that the page showed. The recovery codes are in the answer to the page's script and nowhere
 * else; whoever has no script makes new ones in the settings.
 */
export const POST = publicForm({
  schema: codeForm,
  page: '/sign-in/second-factor/set-up',
  keep: ['next'],
  async handle(visit, form, request) {
    const person = await sessionHere(visit, request.headers);
    if (person === null) throw new AccountError('signed_out');
    if (person.role === 'customer') throw new AccountError('not_yours');
    const codes = await setUpFactor(factorDesk(visit.at), person, form);
    return { next: safeNextPath(form.next) ?? homeOf(person.role), shown: { codes } };
  },
});
