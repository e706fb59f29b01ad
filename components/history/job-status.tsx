import { StatusPill, type StatusTone } from '#components/ui/status-pill.tsx';
import type { JobStatus } from '#lib/contracts/job.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';

const TONES: Record<JobStatus, StatusTone> = {
  pending: 'progress',
  processing: 'progress',
  completed: 'good',
  failed: 'bad',
};

/** How a job stands, in words. */
export function jobStatusLabel(status: JobStatus, locale: Locale): string {
  const t = translator(locale, 'history');
  return {
    pending: t('statusPending'),
    processing: t('statusProcessing'),
    completed: t('statusCompleted'),
    failed: t('statusFailed'),
  }[status];
}

export function JobStatusPill({ status, locale }: { status: JobStatus; locale: Locale }) {
  return <StatusPill tone={TONES[status]}>{jobStatusLabel(status, locale)}</StatusPill>;
}
