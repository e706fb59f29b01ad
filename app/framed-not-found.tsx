import { NotFoundNotice } from '#components/shell/not-found-notice.tsx';
import { isStaff } from '#lib/auth/sessions.ts';
import { viewer } from '#lib/auth/viewer.ts';
import { preferences } from '#lib/i18n/preferences.ts';

/** What the pages of customers and of the desk say where there is nothing for who is signed in; the layout draws the frame. */
export async function FramedNotFound() {
  const [{ locale }, person] = await Promise.all([preferences(), viewer()]);
  return <NotFoundNotice staff={person !== null && isStaff(person)} locale={locale} />;
}
