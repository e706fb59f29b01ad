import { emailForm } from '#lib/auth/forms.ts';
import { resendVerification } from '#lib/auth/verify-email.ts';
import { trialCredit } from '#lib/customers/trial.ts';
import { publicForm } from '../public-form.ts';

/** Sends the verification mail again. Whether the address has an account is not said. */
export const POST = publicForm({
  schema: emailForm,
  page: '/verify',
  leastMs: 250,
  async handle(visit, form) {
    await resendVerification(visit, form, trialCredit());
    return { next: '/verify?sent=again' };
  },
});
