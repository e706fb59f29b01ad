'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Amount } from '#components/format/amount.tsx';
import { formatBytes } from '#components/format/bytes.ts';
import { formatCount } from '#components/format/count.ts';
import { formatCredits } from '#components/format/credits.ts';
import { formatTime } from '#components/format/dates.ts';
import { formatDistance } from '#components/format/distance.ts';
import { failureWords } from '#components/history/failure.ts';
import { filesOf } from '#components/history/files.ts';
import { fetchJson } from '#components/query/fetch-json.ts';
import { ProblemNotice } from '#components/query/problem-notice.tsx';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import type { Job } from '#lib/contracts/job.ts';
import { useIntlSettings, useMessages } from '#lib/i18n/client.tsx';
import type { OfferedOperation } from './parameter.ts';
import { isThere, type Source, sourceOfJob } from './source.ts';

/** How often a job under way is looked at; not at all once it is over. */
const LOOK_EVERY_MS = 1000;

/** What a job came to, beside what it began with: its hold while it runs, then its cost, its file and the balance. */
export function Result({
  jobId,
  input,
  operation,
  nowMs,
  onGoOn,
}: {
  jobId: string;
  input: Source;
  operation: OfferedOperation;
  nowMs: number;
  onGoOn: (source: Source) => void;
}) {
  const t = useMessages('process');
  const {
    data: job,
    error,
    refetch,
  } = useQuery({
    queryKey: ['jobs', jobId],
    queryFn: ({ signal }) => fetchJson<Job>(`/v1/jobs/${jobId}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.cost_eur == null ? LOOK_EVERY_MS : false),
  });
  const source = job && sourceOfJob(job, operation.label);
  const isKept = source !== undefined && isThere(source, nowMs);
  return (
    <section
      aria-labelledby="result-title"
      data-testid="result"
      data-status={job?.status ?? 'pending'}
      className="border-t border-line pt-6 pb-12"
    >
      <h2 id="result-title" className="mb-5 text-lg font-medium">
        {t('result')}
      </h2>
      {error !== null && job === undefined && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      <div className="grid gap-6 sm:grid-cols-2">
        <Shown title={t('before')} source={input} isKept={isThere(input, nowMs)} />
        {source === undefined ? (
          <figure>
            <figcaption className="mb-2 text-sm text-soft">{t('after')}</figcaption>
            <Underway
              job={job}
              labelOf={(name) => operation.parameters.find((each) => each.name === name)?.label}
            />
          </figure>
        ) : (
          <Shown title={t('after')} source={source} isKept={isKept} />
        )}
      </div>
      {/* There from the start, so that its filling is read aloud. */}
      <div role="status">
        {job !== undefined && source !== undefined && <Facts job={job} source={source} />}
      </div>
      {job !== undefined && source !== undefined && (
        <p className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-3">
          {isKept && <Kept source={source} nowMs={nowMs} onGoOn={() => onGoOn(source)} />}
          <Link href={`/history/${job.id}`} prefetch={false} className="link">
            {t('details')}
          </Link>
        </p>
      )}
    </section>
  );
}

function Underway({
  job,
  labelOf,
}: {
  job: Job | undefined;
  labelOf: (parameter: string) => string | undefined;
}) {
  const t = useMessages('process');
  const failures = useMessages('failures');
  const { locale } = useIntlSettings();
  if (job?.status === 'failed')
    return (
      <ErrorNotice
        title={t('failedTitle')}
        action={
          <Link href={`/history/${job.id}`} prefetch={false} className="link">
            {t('details')}
          </Link>
        }
      >
        {job.error && failureWords(job.error, failures, labelOf)}
      </ErrorNotice>
    );
  return (
    <div className="flex aspect-[4/3] flex-col items-center justify-center gap-2 rounded-lg border border-line bg-wash px-4 text-center text-sm text-soft">
      <p role="status" className="flex items-center gap-2">
        <Spinner />
        {t(job?.status === 'processing' ? 'working' : 'waiting')}
      </p>
      {job !== undefined && (
        <p>{t('held', { amount: formatCredits(job.hold_eur, locale, { precision: 'exact' }) })}</p>
      )}
    </div>
  );
}

/** A picture with its name above it. The checks behind it stand for what is see-through. */
function Shown({ title, source, isKept }: { title: string; source: Source; isKept: boolean }) {
  const t = useMessages('process');
  const { name, shownUrl, format } = source;
  const isShown = isKept && shownUrl !== undefined;
  return (
    <figure className="min-w-0">
      <figcaption className="mb-2 text-sm text-soft">{title}</figcaption>
      <div
        className={classNames(
          'flex aspect-[4/3] items-center justify-center overflow-hidden rounded-lg border border-line',
          isShown ? 'checks' : 'bg-wash',
        )}
      >
        {isShown ? (
          <a href={source.url} target="_blank" rel="noreferrer" className="block size-full">
            {/* biome-ignore lint/performance/noImgElement: a signed one-hour link must not enter an optimiser's cache */}
            <img src={shownUrl} alt={`${title}: ${name}`} className="size-full object-contain" />
          </a>
        ) : (
          <p className="px-4 text-center text-sm text-soft">
            {isKept ? t('notShown', { format: format.toUpperCase() }) : t('gone')}
          </p>
        )}
      </div>
    </figure>
  );
}

function Facts({ job, source }: { job: Job; source: Source }) {
  const t = useMessages('process');
  const { locale } = useIntlSettings();
  const [file] = job.result === null ? [] : filesOf(job.result);
  return (
    <dl className="mt-6 grid grid-cols-2 gap-x-8 gap-y-4 sm:grid-cols-4">
      <Fact label={t('cost')}>
        <Amount value={job.cost_eur ?? job.hold_eur} locale={locale} precision="exact" />
      </Fact>
      <Fact label={t('balance')}>
        <Amount value={job.balance_eur} locale={locale} precision="exact" />
      </Fact>
      <Fact label={t('size')}>
        {t('pixels', {
          width: formatCount(source.width, locale),
          height: formatCount(source.height, locale),
        })}
      </Fact>
      <Fact label={t('bytes')}>
        {source.format.toUpperCase()}, {formatBytes(file?.sizeBytes ?? 0, locale)}
      </Fact>
    </dl>
  );
}

/** What can be done with a result while it is there. */
function Kept({ source, nowMs, onGoOn }: { source: Source; nowMs: number; onGoOn: () => void }) {
  const t = useMessages('process');
  const { locale, timeZone } = useIntlSettings();
  return (
    <>
      <a href={source.url} download className="link">
        {t('download', { format: source.format.toUpperCase() })}
      </a>
      <span className="text-sm text-soft">
        {t('until', {
          time: formatTime(source.expiresAt, locale, { timeZone }),
          left: formatDistance(source.expiresAt, new Date(nowMs), locale),
        })}
      </span>
      <Button size="sm" onClick={onGoOn}>
        {t('goOn')}
      </Button>
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-soft">{label}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}
