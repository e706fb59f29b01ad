import { AccountError } from '#lib/auth/account-error.ts';
import { ownPasswordForm } from '#lib/auth/forms.ts';
import { secondFactorPath } from '#lib/auth/next-path.ts';
import { offerFactor } from '#lib/auth/second-factor.ts';
import { factorDesk } from '../../factor-desk.ts';
import { publicForm } from '../../public-form.ts';
import { sessionHere } from '../../session-cookie.ts';

/** Begins to set a second factor up: the page shows the secret next. */
export const POST = publicForm({
  schema: ownPasswordForm,
  page: '/sign-in/second-factor/set-up',
  keep: ['next'],
  async handle(visit, form, request) {
    const person = await sessionHere(visit, request.headers);
    if (person === null) throw new AccountError('signed_out');
    if (person.role === 'customer') throw new AccountError('not_yours');
    await offerFactor(factorDesk(visit.at), person, form);
    return { next: secondFactorPath(form.next, '/set-up') };
  },
});
