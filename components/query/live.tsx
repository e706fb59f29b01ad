'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { onLiveChange } from './live-changes.ts';

/** Looks at every query in use again when something changed. Once, in the frame of a customer: staff have nothing live. */
export function LiveQueries() {
  const client = useQueryClient();
  useEffect(() => onLiveChange(() => void client.invalidateQueries()), [client]);
  return null;
}

/** Renders the server's part of a page again when something changed: for figures that no query holds. */
export function LiveRefresh() {
  const router = useRouter();
  useEffect(() => onLiveChange(() => router.refresh()), [router]);
  return null;
}
