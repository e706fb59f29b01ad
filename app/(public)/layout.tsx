import type { ReactNode } from 'react';
import { PublicFrame } from '#components/shell/public-frame.tsx';
import { preferences } from '#lib/i18n/preferences.ts';
import { demo } from './demo.ts';

export default async function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <PublicFrame preferences={await preferences()} demo={demo()}>
      {children}
    </PublicFrame>
  );
}
