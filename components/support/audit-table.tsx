import Link from 'next/link';
import { DateTime } from '#components/format/date-time.tsx';
import { Code } from '#components/ui/code.tsx';
import { Table } from '#components/ui/table.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { type TranslatorOf, translator } from '#lib/i18n/translator.ts';
import { auditReason } from './kept-words.ts';

/** A row of the audit log. */
export interface AuditRow {
  number: bigint;
  at: Date;
  actor: string;
  action: string;
  customerId: string | null;
  reason: string;
  before: unknown;
  after: unknown;
  hash: Uint8Array;
}

const ACTIONS = [
  ...['grant', 'grant_ask', 'grant_approve', 'grant_refuse', 'suspend', 'unsuspend', 'write_off'],
  ...['refund_approve', 'refund_refuse', 'refund_begin', 'event_replay', 'event_dismiss', 'reconcile'],
  ...['books_check', 'second_factor_set_up', 'second_factor_recovery', 'second_factor_codes'],
  'second_factor_reset',
  'role_change',
] as const;

/** What a kind of deed is called; one that has no words yet stands as it is kept. */
export function actionLabel(action: string, locale: Locale): string {
  const t = translator(locale, 'desk') as TranslatorOf<'desk'> & ((key: string) => string);
  return (ACTIONS as readonly string[]).includes(action) ? t(`action_${action}`) : action;
}

/** Who did what, when and why, with what it was before and after. */
export function AuditTable({
  rows,
  linked = false,
  locale,
  timeZone,
}: {
  rows: readonly AuditRow[];
  /** Whether each row leads to its customer. */
  linked?: boolean;
  locale: Locale;
  timeZone: string;
}) {
  const t = translator(locale, 'desk');
  return (
    <Table
      caption={t('auditCaption')}
      rows={rows}
      rowKey={(row) => row.number.toString()}
      columns={[
        {
          key: 'what',
          header: t('auditWhat'),
          lead: true,
          cell: (row) => (
            <>
              <span className="font-medium">{actionLabel(row.action, locale)}</span>
              <span className="block text-sm text-soft" title={hex(row.hash)}>
                {t('auditNumber', { number: row.number.toString() })}{' '}
                <Code unbroken>{hex(row.hash).slice(0, 8)}</Code>
              </span>
            </>
          ),
        },
        {
          key: 'who',
          header: t('auditWho'),
          cell: (row) => <span className="block min-w-24 wrap-anywhere">{row.actor}</span>,
        },
        {
          key: 'when',
          header: t('auditWhen'),
          cell: (row) => <DateTime value={row.at} locale={locale} timeZone={timeZone} />,
        },
        { key: 'why', header: t('auditWhy'), prose: true, cell: (row) => auditReason(row.reason, locale) },
        {
          key: 'change',
          header: t('auditChange'),
          cell: (row) => (
            <div className="space-y-1 text-sm">
              <Values label={t('auditBefore')} value={row.before} />
              <Values label={t('auditAfter')} value={row.after} />
              {linked && row.customerId !== null && (
                <Link href={`/support/customers/${row.customerId}`} prefetch={false} className="link">
                  {t('auditOfCustomer')}
                </Link>
              )}
            </div>
          ),
        },
      ]}
    />
  );
}

function Values({ label, value }: { label: string; value: unknown }) {
  if (value === null || typeof value !== 'object') return null;
  return (
    <p className="text-soft">
      {label}:{' '}
      {Object.entries(value).map(([name, each]) => (
        <span key={name} className="mr-2 inline-block break-all">
          {name} <Code>{typeof each === 'string' ? each : JSON.stringify(each)}</Code>
        </span>
      ))}
    </p>
  );
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
