import type { ReactNode } from 'react';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Loading } from '#components/ui/skeleton.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { Moment } from './arrival.ts';

interface PageLoadingProps {
  /** Where it is known before the figures. */
  title?: string;
  description?: string;
  locale: Locale;
  /** Stand-ins of the final size. */
  children: ReactNode;
}

/** A page while its figures are on their way, should they take more than a moment. */
export function PageLoading({ title, description, locale, children }: PageLoadingProps) {
  return (
    <Loading label={translator(locale, 'words')('loading')}>
      <Moment />
      {title !== undefined && <PageHeader title={title} description={description} />}
      {children}
    </Loading>
  );
}
