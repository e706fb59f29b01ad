import { setCookie } from '#lib/auth/cookies.ts';
import { verifyForm } from '#lib/auth/forms.ts';
import { signUpCookie } from '#lib/auth/session-token.ts';
import { verifyEmail } from '#lib/auth/verify-email.ts';
import { env } from '#lib/core/env.ts';
import { trialCredit } from '#lib/customers/trial.ts';
import { type Accepted, publicForm } from '../public-form.ts';
import { browserOf, cookieFor } from '../session-cookie.ts';

/** Uses a verification link: its button was pressed. Opening the link alone does nothing. */
export const POST = publicForm({
  schema: verifyForm,
  page: '/verify',
  keep: ['token'],
  async handle(visit, { token, password }, request): Promise<Accepted> {
    const browser = await browserOf(visit, request.headers);
    const { userId, sessionId } = await verifyEmail(visit, {
      token,
      password,
      trialMicros: trialCredit(),
      browser,
    });
    if (userId === null && !browser.isSignedIn) return { next: '/sign-in?done=verified' };
    if (userId === null || sessionId === null) return { next: '/overview' };
    const session = await cookieFor({ userId, sessionId }, visit.secret);
    const signUp = signUpCookie(env().APP_URL);
    return { next: '/overview', cookies: [session, setCookie(signUp, '', 0)] };
  },
});
