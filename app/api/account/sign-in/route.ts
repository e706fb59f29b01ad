import { signInForm } from '#lib/auth/forms.ts';
import { homeOf, safeNextPath, secondFactorPath } from '#lib/auth/next-path.ts';
import { chosenCookies, preferencesOf } from '#lib/auth/preferences.ts';
import { signIn } from '#lib/auth/sign-in.ts';
import { endSession } from '#lib/auth/store.ts';
import type { Visit } from '#lib/auth/visit.ts';
import { env } from '#lib/core/env.ts';
import type { Uuid } from '#lib/core/ids.ts';
import { preferenceCookie } from '#lib/i18n/cookies.ts';
import { publicForm } from '../public-form.ts';
import { cookieFor, sessionHere } from '../session-cookie.ts';

/** Signs in and leads on to where the visitor wanted to go; staff show their second factor first. */
export const POST = publicForm({
  schema: signInForm,
  page: '/sign-in',
  keep: ['next'],
  async handle(visit, form, request) {
    const signedIn = await signIn(visit, form);
    // The cookie is about to be replaced; what it named would go on unseen.
    const before = await sessionHere(visit, request.headers);
    if (before !== null) await endSession(visit.db.prisma, { ...before, at: visit.at });
    return {
      next:
        signedIn.role === 'customer'
          ? (safeNextPath(form.next) ?? homeOf(signedIn.role))
          : secondFactorPath(form.next),
      cookies: [await cookieFor(signedIn, visit.secret), ...(await lookOf(visit, signedIn.userId))],
    };
  },
});

/** How somebody wants pages to look, so that their first page in this browser already does. */
async function lookOf({ db }: Visit, userId: Uuid): Promise<string[]> {
  const secure = new URL(env().APP_URL).protocol === 'https:';
  const chosen = chosenCookies(await preferencesOf(db.prisma, userId));
  return chosen.map(({ name, value }) => preferenceCookie(name, value, secure));
}
