import { type ProblemBody, ProblemError } from '#components/query/problem-error.ts';
import type { UploadResult } from '#lib/contracts/operations.ts';
import type { WrongFile } from './wrong-file.ts';

/**
 * Sends a picture to be processed. It is no `fetch`, which does not tell how much has been sent.
 *
 * @param key sent again with the same file, it is one upload
 * @param onProgress from 0 to 1
 * @returns the picture, or why the server does not take it for one
 * @throws {ProblemError} for every other answer that is not a success, and when none came
 */
export function sendFile(
  file: File,
  key: string,
  options: { signal: AbortSignal; onProgress: (done: number) => void },
): Promise<UploadResult | WrongFile> {
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
      if (request.status === 200 && body !== undefined) return resolve(body as UploadResult);
      const problem = new ProblemError(problemIn(body), { status: request.status });
      const wrong = wrongFileOf(problem);
      if (wrong === undefined) reject(problem);
      else resolve(wrong);
    };
    options.signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
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
