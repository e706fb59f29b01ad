import { setCookie } from '#lib/auth/cookies.ts';
import { signUpForm } from '#lib/auth/forms.ts';
import { encodeSignUpToken, SIGN_UP_SECONDS, signUpCookie } from '#lib/auth/session-token.ts';
import { signUp } from '#lib/auth/sign-up.ts';
import { env } from '#lib/core/env.ts';
import { trialCredit } from '#lib/customers/trial.ts';
import { publicForm } from '../public-form.ts';

/** Makes an account and sends the mail that verifies its address. A taken address is answered just the same. */
export const POST = publicForm({
  schema: signUpForm,
  page: '/sign-up',
  leastMs: 400,
  async handle(visit, form) {
    const { userId } = await signUp(visit, form, trialCredit());
    const token = await encodeSignUpToken(userId, visit.secret);
    const cookie = setCookie(signUpCookie(env().APP_URL), token, SIGN_UP_SECONDS);
    return { next: '/verify?sent=1', cookies: [cookie] };
  },
});
