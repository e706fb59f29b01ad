'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { preferenceCookie } from '#lib/i18n/cookies.ts';

/**
 * Gives this browser what the person who is signed in chose in another one, then has the page drawn anew. Once: a browser
 * that keeps no cookies goes on as it is.
 */
export function KeepPreferences({ cookies }: { cookies: readonly { name: string; value: string }[] }) {
  const router = useRouter();
  const texts = cookies.map(({ name, value }) => `${name}=${value}`).join(';');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same cookies are set once, however often they come
  useEffect(() => {
    for (const { name, value } of cookies) {
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we support
      document.cookie = preferenceCookie(name, value, location.protocol === 'https:');
    }
    router.refresh();
  }, [texts]);
  return null;
}
