'use client';

import { useEffect, useRef, useState } from 'react';
import { ProblemError } from '#components/query/problem-error.ts';
import type { WrongFile } from './send-file.ts';
import type { Source } from './source.ts';

/** Not part of the page: fetched when somebody begins to fill the form in, or at the latest with the first file. */
export const loadSending = () => import('./send-file.ts');

/** Where the sending of a file stands. `done` is a part of 1. */
export type Upload =
  | { state: 'idle' }
  | { state: 'sending'; name: string; done: number }
  | { state: 'wrong'; reason: WrongFile }
  /** Refused or unanswered, in the server's words where it has any. */
  | { state: 'unsent'; error: ProblemError };

/** Sends one file at a time; another that is chosen meanwhile takes its place. */
export function useUpload(onSent: (source: Source) => void): {
  upload: Upload;
  send: (file: File) => void;
} {
  const [upload, setUpload] = useState<Upload>({ state: 'idle' });
  const underWay = useRef<AbortController>(undefined);
  useEffect(() => () => underWay.current?.abort(), []);

  async function send(file: File): Promise<void> {
    underWay.current?.abort();
    const controller = new AbortController();
    underWay.current = controller;
    const { signal } = controller;
    const { name } = file;
    setUpload({ state: 'sending', name, done: 0 });
    try {
      const onProgress = (done: number) => !signal.aborted && setUpload({ state: 'sending', name, done });
      const { sendFile } = await loadSending().catch(() => {
        throw new ProblemError({ error: 'unreachable', message: 'unreachable' }, { status: 0 });
      });
      const sent = await sendFile(file, crypto.randomUUID(), { signal, onProgress });
      if (signal.aborted) return;
      if (typeof sent === 'string') {
        setUpload({ state: 'wrong', reason: sent });
        return;
      }
      setUpload({ state: 'idle' });
      onSent(sent);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ProblemError)) throw error;
      setUpload({ state: 'unsent', error });
    }
  }

  return { upload, send: (file) => void send(file) };
}
