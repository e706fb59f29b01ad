import type { ComponentProps, ReactNode } from 'react';
import { useMessages } from '#lib/i18n/client.tsx';
import { BeforeAfter } from './before-after.tsx';
import { type PostingRow, Postings } from './postings.tsx';

interface PostingPreviewProps extends ComponentProps<typeof BeforeAfter> {
  postings: readonly PostingRow[];
  /** What else is to be known, and the deed. */
  children: ReactNode;
}

/** What a deed would post and change, before it is done. */
export function PostingPreview({ postings, before, after, children }: PostingPreviewProps) {
  const t = useMessages('desk');
  return (
    <section aria-label={t('previewTitle')} className="space-y-4">
      <h3 className="font-medium">{t('previewTitle')}</h3>
      <p className="text-soft">{t('previewText')}</p>
      <Postings rows={postings} />
      <BeforeAfter before={before} after={after} />
      {children}
    </section>
  );
}
