import { type ProblemBody, ProblemError } from '#components/query/problem-error.ts';
import { LARGEST_UPLOAD_BYTES } from '#lib/contracts/operation-choices.ts';
import type { UploadResult } from '#lib/contracts/operations.ts';
import { PICTURE_TYPES } from './picture-types.ts';
import type { Source } from './source.ts';

/** What is wrong with a file. */
export type WrongFile = 'fileTooLarge' | 'fileWrong' | 'fileEmpty';

/**
 * Sends a picture to be processed. It is no `fetch`, which does not tell how much has been sent.
 *
 * @param key sent again with the same file, it is one upload
 * @param onProgress from 0 to 1
 * @returns the picture, or why it need not be sent, or why the server does not take it for one
 * @throws {ProblemError} for every other answer that is not a success, and when none came
 */
export async function sendFile(
  file: File,
  key: string,
  options: { signal: AbortSignal; onProgress: (done: number) => void },
): Promise<Source | WrongFile> {
  const wrong = wrongFile(file);
  if (wrong !== undefined) return wrong;
  const form = new FormData();
  form.set('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const unreachable = () =>
      reject(new ProblemError({ error: 'unreachable', message: 'unreachable' }, { status: 0 }));
    request.open('POST', '/api/uploads');
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Idempotency-Key', key);
    request.upload.onprogress = ({ loaded, total }) => options.onProgress(total === 0 ? 1 : loaded / total);
    request.onerror = unreachable;
    request.onabort = unreachable;
    request.onload = () => {
      const body = readJson(request.responseText);
      if (request.status === 200 && body !== undefined)
        return resolve(sourceOfUpload(body as UploadResult, file.name));
      const problem = new ProblemError(problemIn(body), { status: request.status });
      const wrong = wrongFileOf(problem);
      if (wrong === undefined) reject(problem);
      else resolve(wrong);
    };
    options.signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}

/** A picture that was sent. */
export function sourceOfUpload(upload: UploadResult, name: string): Source {
  const { id, url, format, width, height, expires_at: expiresAt } = upload;
  return { id, name, url, shownUrl: format === 'tiff' ? undefined : url, format, width, height, expiresAt };
}

/** @returns why a file need not be sent; what it really is the server says by its bytes */
export function wrongFile({ size, type }: Pick<File, 'size' | 'type'>): WrongFile | undefined {
  if (size > LARGEST_UPLOAD_BYTES) return 'fileTooLarge';
  if (size === 0) return 'fileEmpty';
  // A browser that does not know a kind says nothing of it.
  return type === '' || PICTURE_TYPES.split(',').includes(type) ? undefined : 'fileWrong';
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A page of a proxy is no answer of ours. */
function problemIn(body: unknown): ProblemBody {
  const { error, message } = (body ?? {}) as Partial<ProblemBody>;
  if (typeof error !== 'string' || typeof message !== 'string')
    return { error: 'unexpected', message: 'unexpected' };
  return body as ProblemBody;
}

/** The refusals that the page has its own words for. */
export function wrongFileOf(error: ProblemError): WrongFile | undefined {
  if (error.code === 'payload_too_large') return 'fileTooLarge';
  const [field] = (error.details as { fields?: { field: string }[] } | null)?.fields ?? [];
  return error.code === 'validation_error' && field?.field === 'file' ? 'fileWrong' : undefined;
}
