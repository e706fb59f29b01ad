import type { ReactNode } from 'react';
import { SignedInFrame } from '#app/signed-in-frame.tsx';

export default function DashboardLayout({ children }: { children: ReactNode }) {
  return <SignedInFrame>{children}</SignedInFrame>;
}
