import { DateTime } from '#components/format/date-time.tsx';
import { Details } from '#components/ui/details.tsx';
import { Table } from '#components/ui/table.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import type { KeyRow } from './key-row.ts';
import { KeyText } from './key-text.tsx';

/** Keys of the past: the history still names them. */
export function RevokedKeys({
  keys,
  locale,
  timeZone,
}: {
  keys: readonly KeyRow[];
  locale: Locale;
  timeZone: string;
}) {
  const t = translator(locale, 'apiKeys');
  return (
    <div className="mt-6">
      <Details summary={t('revokedTitle')}>
        <Table
          caption={t('revokedCaption')}
          rows={keys}
          rowKey={(key) => key.id}
          columns={[
            { key: 'name', header: t('name'), lead: true, cell: (key) => key.name },
            { key: 'key', header: t('key'), cell: (key) => <KeyText last4={key.last4} /> },
            {
              key: 'revoked',
              header: t('revokedAt'),
              align: 'end',
              cell: (key) => <DateTime value={key.revokedAt ?? ''} locale={locale} timeZone={timeZone} />,
            },
          ]}
        />
      </Details>
    </div>
  );
}
