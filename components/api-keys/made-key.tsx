'use client';

import { useEffect, useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Code, CodeBlock } from '#components/ui/code.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { useMessages } from '#lib/i18n/client.tsx';

/** A new key, shown this once, with the way to use it. */
export function MadeKey({
  name,
  text,
  apiUrl,
  onDone,
}: {
  name: string;
  text: string;
  apiUrl: string;
  onDone: () => void;
}) {
  const t = useMessages('apiKeys');
  const words = useMessages('words');
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <Sheet>
      <h3 ref={title} tabIndex={-1} className="text-lg font-medium outline-none">
        {t('madeTitle')}
      </h3>
      <p className="mt-1 text-soft">{t('madeText')}</p>
      <p className="mt-5 text-sm text-soft">{name}</p>
      <div className="mt-1 flex flex-wrap items-center gap-3">
        <span className="min-w-0 select-all" data-testid="new-key">
          <Code>{text}</Code>
        </span>
        <CopyButton text={text} label={words('copy')} copiedLabel={words('copied')} />
      </div>
      <p className="mt-6 mb-2 text-sm text-soft">{t('madeUse')}</p>
      <CodeBlock>{`DEPICTA_API_URL=${apiUrl} npx depicta auth login`}</CodeBlock>
      <div className="mt-6">
        <Button onClick={onDone}>{t('madeDone')}</Button>
      </div>
    </Sheet>
  );
}
