import type { Metadata } from 'next';
import { NotFoundNotice } from '#components/shell/not-found-notice.tsx';
import { PublicFrame } from '#components/shell/public-frame.tsx';
import { homeOf } from '#lib/auth/next-path.ts';
import { isStaff } from '#lib/auth/sessions.ts';
import { viewer } from '#lib/auth/viewer.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { demo } from './(public)/demo.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'errors')('notFoundTitle') };
}

/** For addresses that lead nowhere. */
export default async function NotFound() {
  const [chosen, person] = await Promise.all([preferences(), viewer()]);
  return (
    <PublicFrame preferences={chosen} demo={demo()} home={person === null ? undefined : homeOf(person.role)}>
      <div className="page flex flex-1 flex-col items-start justify-center">
        <NotFoundNotice staff={person !== null && isStaff(person)} locale={chosen.locale} />
      </div>
    </PublicFrame>
  );
}
