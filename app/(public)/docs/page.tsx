import type { Metadata } from 'next';
import { ApiReference } from '#components/docs/api-reference.tsx';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = translator((await preferences()).locale, 'docs');
  return { title: t('title'), description: t('description') };
}

/** The API for people to read, drawn from the same document that programs read. */
export default async function Page() {
  const t = translator((await preferences()).locale, 'docs');
  const words = { title: t('title'), loading: t('loading'), failed: t('failed') };
  return <ApiReference document="/v1/openapi.json" script="/docs/redoc.js" words={words} />;
}
