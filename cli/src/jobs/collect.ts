import { extname } from 'node:path';
import type { Deadline } from '../api/deadline.ts';
import type { Connection } from '../api/request.ts';
import { Failure, usage } from '../failure.ts';
import { type Destination, pathIn } from '../files/destination.ts';
import { saveFile } from '../files/save.ts';
import { formatAmount, formatBalance } from '../terminal/amount.ts';
import type { Output } from '../terminal/output.ts';
import { plainText } from '../terminal/plain-text.ts';
import type { Progress } from '../terminal/progress.ts';
import type { Style } from '../terminal/style.ts';
import { download } from './download.ts';
import { follow } from './follow.ts';
import { type Picture, pictureIn, type Result, resultOf } from './picture.ts';

const FETCHING = 'Fetching the picture';

export type Collecting = {
  connection: Connection;
  output: Output;
  progress: Progress;
  destination: Destination;
  deadline: Deadline;
};

/** A job whose picture is to be fetched. */
export type Collectable = {
  jobId: string;
  pollUrl?: string | undefined;
  /** There when the work is already done. */
  result?: Result | undefined;
  /** What to call the file, without ending, unless the person named it. */
  name: string;
};

/**
 * Waits for a job, fetches its picture, checks it, saves it, and says so. From here on the work is paid for or
 * free: whatever fails says how to fetch the picture later.
 *
 * @throws {Failure}
 */
export async function collect(job: Collectable, collecting: Collecting): Promise<void> {
  const { connection, output, destination, progress } = collecting;
  try {
    const result = job.result ?? (await waitFor(job, collecting));
    progress.say(FETCHING);
    const picture = pictureIn(result, destination.format);
    const bytes = await download(picture, connection.apiUrl, connection.requestTimeoutMs, (share) =>
      progress.say(FETCHING, share),
    );
    if (destination.path === '-') {
      progress.stop();
      await output.write(bytes);
      return;
    }
    const wanted = destination.path ?? pathIn(destination, job.name, picture.extension);
    const path = await saveFile(wanted, bytes, destination);
    progress.stop();
    if (path !== wanted && output.isTerminal) output.note(`${wanted} was there already.`);
    const ending = extname(path).slice(1).toLowerCase().replace('jpeg', 'jpg').replace(/^tif$/, 'tiff');
    if (ending !== '' && ending !== picture.extension)
      output.note(`${path} is a ${picture.extension} file. For another format: depicta process convert`);
    output.show({
      json: () => ({ ...result, path }),
      plain: () => [path],
      terminal: (style) => summary({ path, picture, result, jobId: job.jobId }, style),
    });
  } catch (failure) {
    progress.stop();
    if (!(failure instanceof Failure) || isFinal(failure)) throw failure;
    throw failure.advising(...fetchLater(job.jobId));
  }
}

/** How to come back for a picture. */
export function fetchLater(jobId: string): string[] {
  return [
    `The job goes on without this command. Within one hour of its end, fetch its picture with:`,
    `  depicta jobs wait ${jobId}`,
  ];
}

/** Refuses bytes on a terminal, and bytes mixed with JSON. @throws {Failure} */
export function checkDestination(destination: Destination, output: Output): void {
  if (destination.path !== '-') return;
  if (output.isJson) throw usage('--output - and --json both want the standard output.');
  if (output.isTerminal) throw usage('A picture does not belong on a terminal.', 'Send it on with | or >.');
}

async function waitFor(job: Collectable, { connection, deadline, progress }: Collecting): Promise<Result> {
  const completed = await follow(connection, job.jobId, {
    pollUrl: job.pollUrl,
    deadline,
    onStatus({ status, hold_eur: held }) {
      const aside = held ? `, ${formatAmount(held, { precision: 'exact' })} held` : '';
      progress.say(`${status === 'pending' ? 'Waiting for its turn' : 'Being made'}${aside}`);
    },
  });
  return resultOf(completed);
}

/** Nothing is left to fetch. */
function isFinal({ code, details }: Failure): boolean {
  const hasFailed = typeof details === 'object' && details !== null && 'job_id' in details;
  return hasFailed || code === 'gone' || code === 'not_found';
}

function summary(
  made: { path: string; picture: Picture; result: Result; jobId: string },
  style: Style,
): string[] {
  const { path, picture, result, jobId } = made;
  const what = 'formats' in result ? result.model : result.operation;
  const balance = formatBalance(result.balance_eur);
  const exactly = balance.exactly === undefined ? '' : style.dim(`  exactly ${balance.exactly}`);
  return [
    `${style.good('Saved')} ${style.bold(path)}  ${style.dim(`${picture.width} x ${picture.height}, ${size(picture.sizeBytes)}, ${plainText(what)}`)}`,
    `Cost ${style.bold(formatAmount(result.cost_eur, { precision: 'exact' }))}, available ${style.bold(balance.text)}${exactly}`,
    style.dim(`Job ${plainText(jobId)}`),
  ];
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
