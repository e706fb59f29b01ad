import { formatDay } from '#components/format/dates.ts';
import { Code, CodeBlock } from '#components/ui/code.tsx';
import { Section } from '#components/ui/section.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';

/** The signed head that covers the statement, and how to check it without us. */
export function Proof({
  proof,
  commands,
  locale,
}: {
  proof: { date: string; head: string; uptoSeq: bigint } | undefined;
  /** What to type. */
  commands: readonly string[];
  locale: Locale;
}) {
  const t = translator(locale, 'statement');
  return (
    <div className="mt-14 break-inside-avoid">
      <Section id="proof" title={t('proofTitle')} description={t('proofText')}>
        {proof === undefined ? (
          <p className="text-soft">{t('proofNone')}</p>
        ) : (
          <div className="max-w-2xl space-y-4">
            <p>
              {t('proofCovers', {
                day: formatDay(`${proof.date}T00:00:00Z`, locale),
                seq: proof.uptoSeq.toString(),
              })}
            </p>
            <p data-testid="signed-head">
              <Code>{proof.head}</Code>
            </p>
            <p className="text-soft">{t('proofCheck')}</p>
            <CodeBlock>{commands.join('\n')}</CodeBlock>
          </div>
        )}
        <p className="mt-4 text-sm">
          <a href="/v1/proof" className="link">
            {t('proofHeads')}
          </a>
        </p>
      </Section>
    </div>
  );
}
