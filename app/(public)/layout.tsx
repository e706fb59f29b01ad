import type { ReactNode } from 'react';
import { PublicFrame } from '#components/shell/public-frame.tsx';
import { homeOf } from '#lib/auth/next-path.ts';
import { viewer } from '#lib/auth/viewer.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { demo } from './demo.ts';

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const [chosen, person] = await Promise.all([preferences(), viewer()]);
  return (
    <PublicFrame preferences={chosen} demo={demo()} home={person === null ? undefined : homeOf(person.role)}>
      {children}
    </PublicFrame>
  );
}
