import { nothing } from '#lib/auth/forms.ts';
import { endSession } from '#lib/auth/store.ts';
import { publicForm } from '../public-form.ts';
import { noCookie, sessionHere } from '../session-cookie.ts';

/** Ends the session that the cookie names, so that a copy of the cookie is of no use either. */
export const POST = publicForm({
  schema: nothing,
  page: '/sign-in',
  async handle(visit, _form, request) {
    const person = await sessionHere(visit, request.headers);
    if (person !== null) await endSession(visit.db.prisma, { ...person, at: visit.at });
    return { next: '/sign-in?done=signed_out', cookies: [noCookie()] };
  },
});
