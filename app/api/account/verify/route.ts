import { readCookie, setCookie } from '#lib/auth/cookies.ts';
import { verifyForm } from '#lib/auth/forms.ts';
import { decodeSignUpToken, signUpCookie } from '#lib/auth/session-token.ts';
import { verifyEmail } from '#lib/auth/verify-email.ts';
import { env } from '#lib/core/env.ts';
import { trialCredit } from '#lib/customers/trial.ts';
import { type Accepted, publicForm } from '../public-form.ts';
import { cookieFor, signedInHere } from '../session-cookie.ts';

/** Uses a verification link: its button was pressed. Opening the link alone does nothing. */
export const POST = publicForm({
  schema: verifyForm,
  page: '/verify',
  async handle(visit, { token }, request): Promise<Accepted> {
    const signUp = signUpCookie(env().APP_URL);
    const isSignedIn = (await signedInHere(visit, request)) !== null;
    const signedUpHere = isSignedIn
      ? undefined
      : await decodeSignUpToken(readCookie(request.headers, signUp.name), visit.secret);
    const { userId, sessionId } = await verifyEmail(visit, {
      token,
      trialMicros: trialCredit(),
      signedUpHere,
    });
    if (userId === null || sessionId === null)
      return { next: isSignedIn ? '/overview' : '/sign-in?done=verified' };
    const session = await cookieFor({ userId, sessionId }, visit.secret);
    return { next: '/overview', cookies: [session, setCookie(signUp, '', 0)] };
  },
});
