'use client';

import Link from 'next/link';
import { formatCredits } from '#components/format/credits.ts';
import { formatTime } from '#components/format/dates.ts';
import { failureWords } from '#components/history/failure.ts';
import { filesOf, shownOf } from '#components/history/files.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import type { Job } from '#lib/contracts/job.ts';
import { OPERATIONS, type Operation } from '#lib/contracts/operation-choices.ts';
import { useIntlSettings, useMessages } from '#lib/i18n/client.tsx';

/** One picture, from its hold to its files. */
export function PictureCard({ job }: { job: Job }) {
  const t = useMessages('generate');
  const operations = useMessages('operations');
  const failures = useMessages('failures');
  const { locale, timeZone } = useIntlSettings();
  const exact = (amount: string) => formatCredits(amount, locale, { precision: 'exact' });
  const files = job.result === null ? [] : filesOf(job.result);
  const shown = shownOf(files);
  const [best] = files;
  const title = job.prompt ?? nameOf(job.operation);
  return (
    <article aria-label={title} data-testid="picture" data-status={job.status}>
      <div className="flex aspect-[4/3] items-center justify-center overflow-hidden rounded-lg border border-line bg-wash">
        {best === undefined ? (
          <p role="status" className="flex items-center gap-2 px-4 text-center text-sm text-soft">
            {job.status === 'failed' ? (
              t('failed')
            ) : (
              <>
                <Spinner />
                {t(job.status === 'processing' ? 'making' : 'waiting')}
              </>
            )}
          </p>
        ) : (
          <a href={best.url} target="_blank" rel="noreferrer" className="block size-full">
            {shown === undefined ? (
              <span className="flex size-full items-center justify-center text-sm">
                {best.format.toUpperCase()}
              </span>
            ) : (
              // biome-ignore lint/performance/noImgElement: a signed one-hour link must not enter an optimiser's cache
              <img src={shown.url} alt={title} className="size-full object-contain" />
            )}
          </a>
        )}
      </div>
      <p className="mt-3 line-clamp-2 font-medium wrap-anywhere">{title}</p>
      <p className="mt-0.5 text-sm text-soft">
        {job.model ?? nameOf(job.operation)},{' '}
        {job.cost_eur === null
          ? t('holds', { amount: exact(job.hold_eur) })
          : t('cost', { amount: exact(job.cost_eur), held: exact(job.hold_eur) })}
      </p>
      {job.error !== null && <p className="mt-1 text-sm text-danger">{failureWords(job.error, failures)}</p>}
      <p className="mt-2 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm">
        {files.map((file) => (
          <a key={file.format} href={file.url} download className="link">
            {t('download', { format: file.format.toUpperCase() })}
          </a>
        ))}
        {best !== undefined && (
          <Link href={`/generate/process?picture=${job.id}`} prefetch={false} className="link">
            {t('process')}
          </Link>
        )}
        <Link href={`/history/${job.id}`} prefetch={false} className="link">
          {t('openJob')}
        </Link>
        {best !== undefined && (
          <span className="text-soft">
            {t('until', { time: formatTime(best.expiresAt, locale, { timeZone }) })}
          </span>
        )}
      </p>
    </article>
  );

  /** The name of an operation; the id itself for one that the catalogue does not know. */
  function nameOf(operation = ''): string {
    return isOperation(operation) ? operations(operation) : operation;
  }
}

function isOperation(id: string): id is Operation {
  return (OPERATIONS as readonly string[]).includes(id);
}
