import { randomUUID } from 'node:crypto';
import { connect } from '../api/connect.ts';
import { deadlineIn } from '../api/deadline.ts';
import { upload, uploadKey } from '../api/upload.ts';
import type { Context } from '../context.ts';
import { usage } from '../failure.ts';
import { type DestinationOptions, destinationFor } from '../files/destination.ts';
import { fileNameFor } from '../files/file-name.ts';
import { interruptible } from '../interrupt.ts';
import { adviceWithKey, ask } from '../jobs/ask.ts';
import { checkDestination, collect, fetchLater } from '../jobs/collect.ts';
import { startProgress } from '../terminal/progress.ts';
import { readStdin } from '../terminal/stdin.ts';
import { isHttps, parseReference, type Reference } from './reference.ts';

export type ImageOptions = DestinationOptions & {
  model?: string;
  size?: string;
  imageSize?: string;
  reference?: string[];
  wait?: boolean;
  timeoutMs: number;
  idempotencyKey?: string;
};

/**
 * `depicta image`: makes one image and saves it.
 *
 * @param prompt what to draw; `-` reads it from stdin
 */
export async function makeImage(context: Context, prompt: string, options: ImageOptions): Promise<void> {
  const { output } = context;
  const destination = await destinationFor(options);
  checkDestination(destination, output);
  const connection = await connect(context);
  const words = prompt === '-' ? (await readStdin(process.stdin)).trim() : prompt;
  if (words.trim() === '') throw usage('The prompt is empty.', 'Try: depicta image "a lighthouse at dusk"');

  const deadline = deadlineIn(options.timeoutMs);
  const idempotencyKey = options.idempotencyKey ?? randomUUID();
  const references = options.reference?.map(parseReference);
  const progress = startProgress(output, 'Asking for the image');
  const patience = { wait: options.wait === true, deadline, onWait: progress.say };
  let jobId: string | undefined;
  const farewell = () => ['Interrupted.', ...(jobId ? fetchLater(jobId) : adviceWithKey(idempotencyKey))];

  await interruptible(output, farewell, async () => {
    const shares = new Map<number, number>();
    const send = async ({ source, description }: Reference, i: number) => {
      if (isHttps(source)) return { url: source, description };
      const onSent = (share: number) => {
        shares.set(i, share);
        const all = [...shares.values()].reduce((sum, each) => sum + each, 0);
        progress.say('Sending the references', all / shares.size);
      };
      onSent(0);
      // With this key it has the same address when all of it is asked for again.
      const key = uploadKey(idempotencyKey, String(i));
      return { url: await upload(connection, source, key, { ...patience, onSent }), description };
    };
    const accepted = await Promise.all((references ?? []).map(send))
      .then((reference_images) =>
        ask(
          connection,
          {
            path: '/v1/generate/image',
            body: {
              prompt: words,
              model: options.model,
              aspect_ratio: options.size,
              image_size: options.imageSize,
              ...(references && { reference_images }),
            },
            idempotencyKey,
          },
          {
            ...patience,
            onJob: (id) => {
              jobId = id;
            },
          },
        ),
      )
      .catch((failure: unknown) => {
        progress.stop();
        throw failure;
      });
    await collect(
      { ...accepted, name: fileNameFor(words, `image-${accepted.jobId}`) },
      { connection, output, progress, destination, deadline },
    );
  });
}
