import { randomUUID } from 'node:crypto';
import { basename, extname } from 'node:path';
import { connect } from '../api/connect.ts';
import { deadlineIn } from '../api/deadline.ts';
import { upload, uploadKey } from '../api/upload.ts';
import type { Context } from '../context.ts';
import { usage } from '../failure.ts';
import { type DestinationOptions, destinationOfAnyFormat } from '../files/destination.ts';
import { fileNameFor } from '../files/file-name.ts';
import { interruptible } from '../interrupt.ts';
import { adviceWithKey, ask } from '../jobs/ask.ts';
import { checkDestination, collect, fetchLater } from '../jobs/collect.ts';
import { startProgress } from '../terminal/progress.ts';
import { parseParameters } from './parameters.ts';

const SENDING = 'Sending the picture';

export type ProcessOptions = Omit<DestinationOptions, 'format'> & {
  wait?: boolean;
  timeoutMs: number;
  idempotencyKey?: string;
};

/**
 * `depicta process`: does one operation on a picture and saves the result. A file of this machine is sent first, which is
 * free; what is paid for is asked for once.
 *
 * @param typed.words the picture and the parameters, as they were typed
 */
export async function processPicture(
  context: Context,
  typed: { operation: string; words: readonly string[] },
  options: ProcessOptions,
): Promise<void> {
  const { output } = context;
  const { operation } = typed;
  const { source, parameters } = parseParameters(typed.words);
  // The one parameter that is named like an option here; in the API it says what comes of it, and not where that goes.
  if (operation === 'remove-background' && (options.output === 'mask' || options.output === 'alpha'))
    throw usage(
      `--output says where to save it. As a parameter: --param output=${options.output}`,
      `For a file of that name: --output ./${options.output}`,
    );
  const destination = await destinationOfAnyFormat(options);
  checkDestination(destination, output);
  const connection = await connect(context);
  const deadline = deadlineIn(options.timeoutMs);
  const idempotencyKey = options.idempotencyKey ?? randomUUID();
  const progress = startProgress(output, SENDING);
  const patience = { wait: options.wait === true, deadline, onWait: progress.say };
  let jobId: string | undefined;
  let isAsking = false;
  const farewell = () => [
    'Interrupted.',
    ...(jobId ? fetchLater(jobId) : isAsking ? adviceWithKey(idempotencyKey) : []),
  ];

  await interruptible(output, farewell, async () => {
    try {
      // With its key a file has the same address when all of it is asked for again.
      const address = (picture: string, name: string) =>
        isAddress(picture)
          ? picture
          : upload(connection, picture, uploadKey(idempotencyKey, name), {
              ...patience,
              onSent: (share) => progress.say(SENDING, share),
            });
      const inputUrl = await address(source, 'input');
      const body: Record<string, unknown> = { ...parameters, input_image_url: inputUrl };
      const over = parameters.overlay_image_url;
      if (typeof over === 'string') body.overlay_image_url = await address(over, 'overlay');
      progress.say('Asking for the operation');
      isAsking = true;
      const accepted = await ask(
        connection,
        {
          path: `/v1/process/${encodeURIComponent(operation)}`,
          body,
          idempotencyKey,
          alsoRepeat:
            inputUrl === source
              ? []
              : ['in place of the file with the address that it was sent to:', `  ${inputUrl}`],
        },
        {
          ...patience,
          onJob: (id) => {
            jobId = id;
          },
        },
      );
      await collect(
        { ...accepted, name: `${nameOf(source, accepted.jobId)}-${operation}` },
        { connection, output, progress, destination, deadline },
      );
    } catch (failure) {
      progress.stop();
      throw failure;
    }
  });
}

function isAddress(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

function nameOf(source: string, jobId: string): string {
  if (source === '-') return 'picture';
  const path = isAddress(source) && URL.canParse(source) ? new URL(source).pathname : source;
  const name = basename(path, extname(path));
  return isAddress(source) ? fileNameFor(name, `picture-${jobId}`) : name;
}
