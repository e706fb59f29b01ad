'use client';

import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '#components/query/fetch-json.ts';
import { ProblemNotice } from '#components/query/problem-notice.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { Job, JobsPage } from '#lib/contracts/job.ts';
import { useMessages } from '#lib/i18n/client.tsx';
import { PictureCard } from './picture-card.tsx';

/** How often a job under way is looked at; not at all while none is. */
const LOOK_EVERY_MS = 1500;

/** The pictures of the last hour, newest first; those under way appear, settle and show themselves. */
export function RecentPictures({ initial, path }: { initial: JobsPage; path: string }) {
  const t = useMessages('generate');
  const { data, error, refetch } = useQuery({
    queryKey: ['jobs', 'recent'],
    queryFn: ({ signal }) => fetchJson<JobsPage>(path, { signal }),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.data.some(isUnderWay) ? LOOK_EVERY_MS : false),
  });
  return (
    <section aria-labelledby="recent-title" className="border-t border-line pt-6 pb-12">
      <h2 id="recent-title" className="mb-6 text-lg font-medium">
        {t('recentTitle')}
      </h2>
      {error !== null && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {data.data.length === 0 ? (
        <EmptyState title={t('recentEmptyTitle')}>{t('recentEmptyText')}</EmptyState>
      ) : (
        <ul className="grid gap-x-6 gap-y-10 sm:grid-cols-2 lg:grid-cols-3">
          {data.data.map((job) => (
            <li key={job.id}>
              <PictureCard job={job} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function isUnderWay(job: Job): boolean {
  return job.status === 'pending' || job.status === 'processing';
}
