import Link from 'next/link';
import type { ReactNode } from 'react';
import { Amount } from '#components/format/amount.tsx';
import { formatBytes } from '#components/format/bytes.ts';
import { DateTime } from '#components/format/date-time.tsx';
import { operationLabel, parameterLabel } from '#components/pricing/operation-label.ts';
import { classNames } from '#components/ui/class-names.ts';
import { Code } from '#components/ui/code.tsx';
import { Sum } from '#components/ui/explain.tsx';
import { Section } from '#components/ui/section.tsx';
import type { Job } from '#lib/contracts/job.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { fromWire, subtract, toWire } from '#lib/money/credits.ts';
import { failureWords } from './failure.ts';
import { filesOf, shownOf } from './files.ts';
import { JobStatusPill } from './job-status.tsx';
import { titleOf } from './title.ts';

interface JobDetailProps {
  job: Job;
  /** Whether its files are still there. */
  hasFiles: boolean;
  locale: Locale;
  timeZone: string;
}

/** One job: its picture while it is there, what was held, what it cost, and what came back. */
export function JobDetail({ job, hasFiles, locale, timeZone }: JobDetailProps) {
  const t = translator(locale, 'history');
  const time = (value: string) => <DateTime value={value} locale={locale} timeZone={timeZone} />;
  return (
    <>
      {job.result !== null && hasFiles && (
        <Pictures
          jobId={job.id}
          result={job.result}
          prompt={job.prompt ?? operationLabel(job.operation ?? '', locale)}
          locale={locale}
          timeZone={timeZone}
        />
      )}
      <Section title={t('howCost')} layout="beside">
        <Settlement job={job} locale={locale} />
      </Section>
      <Section title={t('details')} layout="beside">
        <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
          <Fact label={t('status')}>
            <JobStatusPill status={job.status} locale={locale} />
          </Fact>
          <Fact label={t(job.kind === 'generation' ? 'model' : 'operation')}>
            {job.model ?? operationLabel(job.operation ?? '', locale)}
          </Fact>
          <Fact label={t('requestedAt')}>
            {time(job.created_at)}, {job.api_key === null ? t('inDashboard') : t('withKey', job.api_key)}
          </Fact>
          {job.prompt !== undefined && titleOf(job.prompt) !== job.prompt && (
            <Fact label={t('prompt')} wide>
              {job.prompt}
            </Fact>
          )}
          {job.completed_at !== null && <Fact label={t('finishedAt')}>{time(job.completed_at)}</Fact>}
          <Fact label={t('priceBook')}>{job.price_version}</Fact>
          <Fact label={t('jobId')}>
            <Code>{job.id}</Code>
          </Fact>
          {job.error !== null && (
            <Fact label={t('error')} wide>
              {failureWords(job.error, translator(locale, 'failures'), (name) =>
                parameterLabel(job.operation, name, locale),
              )}
            </Fact>
          )}
          {job.result !== null && !hasFiles && (
            <Fact label={t('pictures')} wide>
              {t('filesGone')}
            </Fact>
          )}
        </dl>
      </Section>
    </>
  );
}

function Settlement({ job, locale }: { job: Job; locale: Locale }) {
  const t = translator(locale, 'history');
  if (job.cost_eur === null) {
    return <Sum rows={[]} totalLabel={t('held')} total={job.hold_eur} locale={locale} />;
  }
  const returned = subtract(fromWire(job.hold_eur), fromWire(job.cost_eur));
  const minus = toWire(subtract(fromWire('0.000000'), returned));
  return (
    <Sum
      rows={[
        { key: 'held', label: t('held'), amount: job.hold_eur },
        { key: 'returned', label: t('returned'), amount: minus },
      ]}
      totalLabel={t('cost')}
      total={job.cost_eur}
      locale={locale}
      note={
        <>
          {t('balanceAfter')}: <Amount value={job.balance_eur} locale={locale} precision="exact" />
        </>
      }
    />
  );
}

function Pictures({
  jobId,
  result,
  prompt,
  locale,
  timeZone,
}: {
  jobId: string;
  result: NonNullable<Job['result']>;
  prompt: string;
  locale: Locale;
  timeZone: string;
}) {
  const t = translator(locale, 'history');
  const files = filesOf(result);
  const shown = shownOf(files);
  return (
    <figure className="pb-10">
      {shown !== undefined && (
        // biome-ignore lint/performance/noImgElement: signed one-hour links must not go through an image optimiser's cache
        <img
          src={shown.url}
          alt={prompt}
          width={shown.width}
          height={shown.height}
          className="max-h-[70vh] w-auto max-w-full rounded-lg border border-line"
        />
      )}
      <figcaption className="mt-4 flex flex-wrap items-baseline gap-x-6 gap-y-2">
        {files.map((file) => (
          <a key={file.format} href={file.url} download className="link">
            {t('downloadAs', { format: file.format.toUpperCase() })}
            <span className="ml-1.5 text-sm text-soft">{formatBytes(file.sizeBytes, locale)}</span>
          </a>
        ))}
        <Link href={`/generate/process?picture=${jobId}`} prefetch={false} className="link">
          {t('process')}
        </Link>
        <span className="text-sm text-soft">
          {t('filesUntil')}{' '}
          <DateTime value={files[0]?.expiresAt ?? ''} locale={locale} timeZone={timeZone} show="time" />
        </span>
      </figcaption>
    </figure>
  );
}

function Fact({ label, wide = false, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={classNames('min-w-0', wide && 'sm:col-span-2')}>
      <dt className="text-sm text-soft">{label}</dt>
      <dd className="mt-0.5 break-words">{children}</dd>
    </div>
  );
}
