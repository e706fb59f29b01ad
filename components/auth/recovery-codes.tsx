'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { CopyButton } from '#components/ui/copy-button.tsx';

/** The words around recovery codes. */
export interface RecoveryCodesTexts {
  title: string;
  text: string;
  copy: string;
  copied: string;
  done: string;
}

/** Recovery codes, shown this once. @param done the way on, for who has kept them */
export function RecoveryCodes({
  codes,
  texts,
  done,
}: {
  codes: readonly string[];
  texts: RecoveryCodesTexts;
  done: ReactNode;
}) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className="space-y-5">
      <div>
        <h2 ref={title} tabIndex={-1} className="text-lg font-medium outline-none">
          {texts.title}
        </h2>
        <p className="mt-1 text-soft">{texts.text}</p>
      </div>
      <ol
        data-testid="recovery-codes"
        className="grid grid-cols-1 gap-x-6 gap-y-1 rounded-md bg-wash px-4 py-3 font-mono text-sm sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-3">
        {done}
        <CopyButton text={codes.join('\n')} label={texts.copy} copiedLabel={texts.copied} size="md" />
      </div>
    </div>
  );
}
