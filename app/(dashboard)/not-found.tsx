import { NotFoundNotice } from '#components/shell/not-found-notice.tsx';
import { preferences } from '#lib/i18n/preferences.ts';

/** For what does not exist or is not the customer's to see. The layout has drawn the frame already. */
export default async function NotFound() {
  const { locale } = await preferences();
  return <NotFoundNotice locale={locale} />;
}
