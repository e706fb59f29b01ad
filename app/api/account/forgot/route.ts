import { emailForm } from '#lib/auth/forms.ts';
import { requestReset } from '#lib/auth/reset-password.ts';
import { publicForm } from '../public-form.ts';

/** Sends a link to choose a new password. Whether the address has an account is not said. */
export const POST = publicForm({
  schema: emailForm,
  page: '/forgot',
  leastMs: 250,
  async handle(visit, form) {
    await requestReset(visit, form);
    return { next: '/forgot?sent=1' };
  },
});
