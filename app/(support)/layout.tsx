import type { ReactNode } from 'react';
import { SignedInFrame } from '#app/signed-in-frame.tsx';

export default function SupportLayout({ children }: { children: ReactNode }) {
  return <SignedInFrame>{children}</SignedInFrame>;
}
