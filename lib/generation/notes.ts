import type { Uuid } from '#lib/core/ids.ts';
import type { FileStore } from '#lib/files/file-store.ts';
import { type Credits, credits } from '#lib/money/credits.ts';
import type { Failure } from './finish.ts';
import { filePrefix, type Picture } from './pictures.ts';

// What is noted of a generation beside its files, because a worker may die, or a database be away, between the provider and the
// books: what was ordered is not ordered again, and what came of it is booked by whoever comes next. The notes go with the files.

/** What came of a generation: a picture that is stored, with what it cost, or why there is none. */
export type Drawn = { picture: Picture; costMicros: Credits } | { failure: Failure };

/** Notes what came of a job's generation, once that is sure. */
export async function noteDrawn(files: FileStore, jobId: Uuid, drawn: Drawn): Promise<void> {
  const note: Note = 'failure' in drawn ? drawn : { ...drawn, costMicros: drawn.costMicros.toString() };
  await files.write(keyOf(jobId, 'drawn'), Buffer.from(JSON.stringify(note)));
}

/** @returns what an earlier attempt at a job noted as come of it, if one did */
export async function drawnBefore(files: FileStore, jobId: Uuid): Promise<Drawn | undefined> {
  const bytes = await files.read(keyOf(jobId, 'drawn'));
  if (bytes === undefined) return undefined;
  const note = JSON.parse(Buffer.from(bytes).toString()) as Note;
  return 'failure' in note ? note : { ...note, costMicros: credits(BigInt(note.costMicros)) };
}

/** Notes that a picture is about to be ordered from a provider that bills each order. */
export async function noteOrdered(files: FileStore, jobId: Uuid, at: Date): Promise<void> {
  await files.write(keyOf(jobId, 'ordered'), Buffer.from(at.toISOString()));
}

/** @returns when an earlier attempt at a job ordered its picture, if one did */
export async function orderedBefore(files: FileStore, jobId: Uuid): Promise<Date | undefined> {
  const bytes = await files.read(keyOf(jobId, 'ordered'));
  return bytes && new Date(Buffer.from(bytes).toString());
}

type Note = { picture: Picture; costMicros: string } | { failure: Failure };

function keyOf(jobId: Uuid, note: 'drawn' | 'ordered'): string {
  return `${filePrefix(jobId)}${note}.json`;
}
