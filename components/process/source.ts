import { filesOf, type JobFile, shownOf } from '#components/history/files.ts';
import type { Job } from '#lib/contracts/job.ts';

/** A picture that can be processed: it has an address of ours until its hour is over. */
export type Source = {
  id: string;
  /** What it is called: its prompt, its operation, or the name of its file. */
  name: string;
  /** What goes into the request. */
  url: string;
  /** What a browser shows of it; undefined where it shows none. */
  shownUrl: string | undefined;
  format: string;
  width: number;
  height: number;
  expiresAt: string;
};

/**
 * The picture of a job: of a generation its PNG, which has lost nothing.
 *
 * @param name what to call it where it has no prompt
 * @returns undefined while there is none
 */
export function sourceOfJob(job: Job, name: string): Source | undefined {
  if (job.result === null) return undefined;
  const files = filesOf(job.result);
  const best: JobFile | undefined = files[0];
  if (best === undefined) return undefined;
  const { url, format, width, height, expiresAt } = best;
  const shownUrl = shownOf(files)?.url;
  return { id: job.id, name: job.prompt ?? name, url, shownUrl, format, width, height, expiresAt };
}

/** Whether a picture is there still. @param atMs the present instant */
export function isThere({ expiresAt }: Pick<Source, 'expiresAt'>, atMs: number): boolean {
  return Date.parse(expiresAt) > atMs;
}
