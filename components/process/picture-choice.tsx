'use client';

import { type DragEvent, type ReactNode, useState } from 'react';
import { formatCount } from '#components/format/count.ts';
import { classNames } from '#components/ui/class-names.ts';
import { CONTROL_LOOK } from '#components/ui/control-look.ts';
import { AlertIcon } from '#components/ui/icons.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { useIntlSettings, useMessages } from '#lib/i18n/client.tsx';
import { PICTURE_TYPES } from './picture-types.ts';
import type { Source } from './source.ts';
import { type Upload, useUpload } from './use-upload.ts';

interface PictureChoiceProps {
  /** The field's name, also the beginning of its ids. */
  name: string;
  legend: string;
  hint?: string;
  /** What can be chosen, newest first. */
  sources: readonly Source[];
  chosen: Source | undefined;
  error: string | undefined;
  isClosed: boolean;
  /** Stands where there is nothing to choose yet. */
  empty?: ReactNode;
  onChoose: (source: Source) => void;
  /** A picture that was sent: it is chosen, and can be chosen again. */
  onSent: (source: Source) => void;
}

/** A picture: a file of this machine, which is sent at once, or one of the customer's own that are there still. */
export function PictureChoice({
  name,
  legend,
  hint,
  sources,
  chosen,
  error,
  isClosed,
  empty,
  onChoose,
  onSent,
}: PictureChoiceProps) {
  const t = useMessages('process');
  const [isOver, setOver] = useState(false);
  const { upload, send } = useUpload(onSent);
  const wrong = useWordsOf(upload);
  const shownError = wrong ?? error;
  const describedBy = [hint && `${name}-hint`, shownError && `${name}-error`].filter(Boolean).join(' ');

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined && !isClosed) send(file);
  }

  return (
    <fieldset className="min-w-0 space-y-3">
      <legend className="font-medium">{legend}</legend>
      {hint !== undefined && (
        <p id={`${name}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way to what the field does by keyboard */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={classNames(
          'rounded-md border border-dashed px-4 py-4 transition-colors',
          isOver ? 'border-accent bg-accent-wash' : 'border-edge',
        )}
      >
        <label htmlFor={name} className="mb-2 block text-sm">
          {t('file')}
        </label>
        <input
          id={name}
          type="file"
          accept={PICTURE_TYPES}
          disabled={isClosed}
          aria-describedby={describedBy === '' ? undefined : describedBy}
          aria-invalid={shownError !== undefined || undefined}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file !== undefined) send(file);
            // The same file can be chosen again, after it could not be sent.
            currentTarget.value = '';
          }}
          className={classNames(
            CONTROL_LOOK,
            'h-auto min-h-10 p-1.5 text-sm file:mr-3 file:rounded-sm file:border file:border-edge file:bg-sheet file:px-3 file:py-1 file:text-ink',
          )}
        />
        {upload.state === 'sending' && (
          <div className="mt-3">
            <Progress
              id={`${name}-progress`}
              label={t(upload.done < 1 ? 'sending' : 'checking', { name: upload.name })}
              done={upload.done < 1 ? upload.done : undefined}
            />
          </div>
        )}
      </div>
      {shownError !== undefined && (
        <p id={`${name}-error`} role="alert" className="flex gap-1.5 text-sm text-danger">
          <AlertIcon className="mt-0.5" />
          {shownError}
        </p>
      )}
      {sources.length === 0 ? (
        empty
      ) : (
        <ul className="grid grid-cols-2 gap-2 sm:grid-cols-4">
          {sources.map((source) => (
            <li key={source.id}>
              <Tile
                name={`${name}-source`}
                source={source}
                isChosen={source.id === chosen?.id}
                onChoose={() => onChoose(source)}
              />
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}

/** Why a file was not taken, and what to do. */
function useWordsOf(upload: Upload): string | undefined {
  const t = useMessages('process');
  const errors = useMessages('errors');
  if (upload.state === 'wrong') return t(upload.reason);
  if (upload.state !== 'unsent') return undefined;
  const { code, message } = upload.error;
  const reason =
    code === 'unreachable' ? errors('offline') : code === 'unexpected' ? errors('unexpected') : message;
  return t('fileUnsent', { reason });
}

function Tile({
  name,
  source,
  isChosen,
  onChoose,
}: {
  name: string;
  source: Source;
  isChosen: boolean;
  onChoose: () => void;
}) {
  const t = useMessages('process');
  const { locale } = useIntlSettings();
  return (
    <label
      className={
        'relative block rounded-md border border-line bg-sheet p-2 text-sm transition-colors hover:border-edge ' +
        'has-checked:border-accent has-checked:bg-accent-wash has-checked:shadow-[inset_0_0_0_1px_var(--color-accent)] ' +
        'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent'
      }
    >
      <input
        type="radio"
        name={name}
        value={source.id}
        checked={isChosen}
        onChange={onChoose}
        className="absolute size-0 opacity-0"
      />
      <span className="flex aspect-[4/3] items-center justify-center overflow-hidden rounded-sm bg-wash">
        {source.shownUrl === undefined ? (
          <span className="text-soft uppercase">{source.format}</span>
        ) : (
          // biome-ignore lint/performance/noImgElement: a signed one-hour link must not enter an optimiser's cache
          <img src={source.shownUrl} alt="" loading="lazy" className="size-full object-contain" />
        )}
      </span>
      <span className="mt-1.5 line-clamp-2 break-words">{source.name}</span>
      <span className="block text-xs text-soft">
        {t('pixels', {
          width: formatCount(source.width, locale),
          height: formatCount(source.height, locale),
        })}
      </span>
    </label>
  );
}
