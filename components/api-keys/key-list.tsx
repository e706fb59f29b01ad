'use client';

import { useState } from 'react';
import { revokeKey } from '#app/(dashboard)/(customer)/api-keys/actions.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { Amount } from '#components/format/amount.tsx';
import { formatCredits } from '#components/format/credits.ts';
import { DateTime } from '#components/format/date-time.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Explain } from '#components/ui/explain.tsx';
import { Meter } from '#components/ui/meter.tsx';
import { Table } from '#components/ui/table.tsx';
import { useIntlSettings, useMessages } from '#lib/i18n/client.tsx';
import type { KeyRow } from './key-row.ts';
import { KeyText } from './key-text.tsx';

/**
 * The keys that work, each with what it has spent and the way to revoke it. It stays when the last one goes, to say what
 * became of it.
 */
export function KeyList({ keys }: { keys: readonly KeyRow[] }) {
  const t = useMessages('apiKeys');
  const words = useMessages('words');
  const [asked, setAsked] = useState<KeyRow>();
  const [open, setOpen] = useState(false);
  const [revokedName, setRevokedName] = useState<string>();
  const { run, pending, error, reset } = useAction(revokeKey);

  function ask(key: KeyRow) {
    reset();
    setRevokedName(undefined);
    setAsked(key);
    setOpen(true);
  }
  function revoke() {
    if (asked === undefined) return;
    run({ keyId: asked.id }, () => {
      setOpen(false);
      setRevokedName(asked.name);
    });
  }
  return (
    <div className="space-y-5">
      <OutcomeNotice
        error={undefined}
        done={revokedName === undefined ? undefined : t('revoked', { name: revokedName })}
      />
      {keys.length === 0 ? (
        <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>
      ) : (
        <KeyTable keys={keys} onRevoke={ask} />
      )}
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('revokeTitle', { name: asked?.name ?? '' })}
        closeLabel={words('close')}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{words('cancel')}</Button>
            <Button variant="danger" pending={pending} onClick={revoke}>
              {t('revokeConfirm')}
            </Button>
          </>
        }
      >
        <p>{t('revokeText', { last4: asked?.last4 ?? '' })}</p>
        {error !== undefined && (
          <div className="mt-4">
            <OutcomeNotice error={error} done={undefined} />
          </div>
        )}
      </Dialog>
    </div>
  );
}

function KeyTable({ keys, onRevoke }: { keys: readonly KeyRow[]; onRevoke: (key: KeyRow) => void }) {
  const t = useMessages('apiKeys');
  const { locale, timeZone } = useIntlSettings();
  return (
    <Table
      caption={t('listCaption')}
      rows={keys}
      rowKey={(key) => key.id}
      columns={[
        { key: 'name', header: t('name'), lead: true, cell: (key) => key.name },
        { key: 'key', header: t('key'), cell: (key) => <KeyText last4={key.last4} /> },
        {
          key: 'created',
          header: t('created'),
          cell: (key) => (
            <DateTime value={key.createdAt} locale={locale} timeZone={timeZone} show="short-day" />
          ),
        },
        {
          key: 'lastUsed',
          header: t('lastUsed'),
          cell: (key) =>
            key.lastUsedAt === null ? (
              <span className="text-soft">{t('never')}</span>
            ) : (
              <DateTime value={key.lastUsedAt} locale={locale} timeZone={timeZone} />
            ),
        },
        {
          key: 'spend',
          header: t('spend'),
          align: 'end',
          cell: (key) => <Spend row={key} />,
        },
        {
          key: 'revoke',
          header: t('revoke'),
          hideHeader: true,
          align: 'end',
          cell: (key) => (
            <Button size="sm" aria-label={t('revokeLabel', { name: key.name })} onClick={() => onRevoke(key)}>
              {t('revoke')}
            </Button>
          ),
        },
      ]}
    />
  );
}

/** What a key has spent this month; with a limit, how much of it. */
function Spend({ row }: { row: KeyRow }) {
  const t = useMessages('apiKeys');
  const { locale } = useIntlSettings();
  const taken = (
    <Explain
      hint={t('howSpent')}
      rows={[
        { key: 'charged', label: t('charged'), amount: row.chargedEur, href: row.chargesHref },
        { key: 'open', label: t('open'), amount: row.openEur, href: '/overview#open' },
      ]}
      totalLabel={t('spend')}
      total={row.takenEur}
      locale={locale}
    >
      <Amount value={row.takenEur} precision="exact" locale={locale} />
    </Explain>
  );
  if (row.capEur === null)
    return (
      <div className="inline-flex flex-wrap items-baseline justify-end gap-x-2">
        {taken}
        <span className="text-sm text-soft">{t('noCap')}</span>
      </div>
    );
  const cap = formatCredits(row.capEur, locale);
  return (
    <div className="inline-block min-w-36 space-y-1.5">
      <div className="flex flex-wrap items-baseline justify-end gap-x-2">
        {taken}
        <span className="text-sm text-soft">{t('ofCap', { cap })}</span>
      </div>
      <Meter
        label={t('spend')}
        share={row.shareOfCap}
        valueText={t('capShare', { spent: formatCredits(row.takenEur, locale, { precision: 'exact' }), cap })}
      />
    </div>
  );
}
