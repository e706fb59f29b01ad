import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { viewer } from '#lib/auth/viewer.ts';

/**
 * To staff the pages of a customer do not exist. Each page decides that by itself; here it is decided before a skeleton is
 * sent, with its status.
 */
export default async function CustomerLayout({ children }: { children: ReactNode }) {
  const person = await viewer();
  if (person !== null && person.customerId === null) notFound();
  return children;
}
