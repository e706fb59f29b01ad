import { NotFoundNotice } from '#components/shell/not-found-notice.tsx';
import { isStaff } from '#lib/auth/sessions.ts';
import { viewer } from '#lib/auth/viewer.ts';
import { preferences } from '#lib/i18n/preferences.ts';

/** For what does not exist or is not the customer's to see. The layout has drawn the frame already. */
export default async function NotFound() {
  const [{ locale }, person] = await Promise.all([preferences(), viewer()]);
  return <NotFoundNotice staff={person !== null && isStaff(person)} locale={locale} />;
}
