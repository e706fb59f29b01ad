import { resetForm } from '#lib/auth/forms.ts';
import { resetPassword } from '#lib/auth/reset-password.ts';
import { trialCredit } from '#lib/customers/trial.ts';
import { publicForm } from '../public-form.ts';
import { noCookie } from '../session-cookie.ts';

/** Sets a new password with a mailed link, and signs out everywhere, this browser included. */
export const POST = publicForm({
  schema: resetForm,
  page: '/reset',
  keep: ['token'],
  async handle(visit, form) {
    await resetPassword(visit, form, trialCredit());
    return { next: '/sign-in?done=reset', cookies: [noCookie()] };
  },
});
