import { KeyText } from '#components/api-keys/key-text.tsx';
import { Amount } from '#components/format/amount.tsx';
import { DateTime } from '#components/format/date-time.tsx';
import { StatusPill } from '#components/ui/status-pill.tsx';
import { Table } from '#components/ui/table.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { type Credits, credits } from '#lib/money/credits.ts';
import { GRANT_TONES, type GrantWord } from './states.ts';

interface Reader {
  locale: Locale;
  timeZone: string;
}

/** A key as the desk sees it: never more of it than its owner sees. */
export interface DeskKey {
  id: string;
  name: string;
  last4: string;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

/** A customer's API keys, revoked ones included. */
export function DeskKeys({ keys, locale, timeZone }: Reader & { keys: readonly DeskKey[] }) {
  const t = translator(locale, 'desk');
  if (keys.length === 0) return <p className="text-soft">{t('keysNone')}</p>;
  return (
    <Table
      caption={t('keysCaption')}
      rows={keys}
      rowKey={(key) => key.id}
      columns={[
        {
          key: 'name',
          header: t('keyName'),
          lead: true,
          cell: (key) => <span className="font-medium">{key.name}</span>,
        },
        { key: 'key', header: t('key'), cell: (key) => <KeyText last4={key.last4} /> },
        {
          key: 'used',
          header: t('keyUsed'),
          cell: (key) =>
            key.lastUsedAt === null ? (
              <span className="text-soft">{t('keyNever')}</span>
            ) : (
              <DateTime value={key.lastUsedAt} locale={locale} timeZone={timeZone} />
            ),
        },
        {
          key: 'state',
          header: t('keyState'),
          cell: (key) => (
            <StatusPill tone={key.revokedAt === null ? 'good' : 'neutral'}>
              {t(key.revokedAt === null ? 'keyLive' : 'keyRevoked')}
            </StatusPill>
          ),
        },
      ]}
    />
  );
}

/** A mail as it is kept: no letter, only what it was about. */
export interface DeskMail {
  mailId: string;
  email: string;
  subject: string;
  refused: boolean;
  sentAt: Date;
}

/** The mails that a customer was sent. */
export function DeskMails({ mails, locale, timeZone }: Reader & { mails: readonly DeskMail[] }) {
  const t = translator(locale, 'desk');
  if (mails.length === 0) return <p className="text-soft">{t('mailsNone')}</p>;
  return (
    <Table
      caption={t('mailsCaption')}
      rows={mails}
      rowKey={(mail) => `${mail.mailId} ${mail.email}`}
      columns={[
        {
          key: 'subject',
          header: t('mailSubject'),
          lead: true,
          cell: (mail) => <span className="font-medium">{mail.subject}</span>,
        },
        {
          key: 'to',
          header: t('mailTo'),
          cell: (mail) => <span className="break-all">{mail.email}</span>,
        },
        {
          key: 'at',
          header: t('mailAt'),
          cell: (mail) => <DateTime value={mail.sentAt} locale={locale} timeZone={timeZone} />,
        },
        {
          key: 'state',
          header: t('mailState'),
          cell: (mail) => (
            <StatusPill tone={mail.refused ? 'bad' : 'good'}>
              {t(mail.refused ? 'mailRefused' : 'mailLeft')}
            </StatusPill>
          ),
        },
      ]}
    />
  );
}

/** A grant as the desk sees it. */
export interface DeskGrant {
  id: string;
  amountMicros: bigint;
  reason: string;
  internalNote: string;
  state: string;
  refusal: string | null;
  createdAt: Date;
  /** The name of whoever gave it; undefined for the operator. */
  author: string | undefined;
}

/** What was given to a customer, or asked to be. */
export function DeskGrants({ grants, locale, timeZone }: Reader & { grants: readonly DeskGrant[] }) {
  const t = translator(locale, 'desk');
  if (grants.length === 0) return <p className="text-soft">{t('grantsNone')}</p>;
  return (
    <Table
      caption={t('grantsCaption')}
      rows={grants}
      rowKey={(grant) => grant.id}
      columns={[
        {
          key: 'reason',
          header: t('giveReason'),
          lead: true,
          cell: (grant) => (
            <>
              <span className="font-medium">{grant.reason}</span>
              <span className="block text-sm text-soft">{grant.internalNote}</span>
            </>
          ),
        },
        { key: 'author', header: t('grantAuthor'), cell: (grant) => grant.author ?? t('operator') },
        {
          key: 'when',
          header: t('grantWhen'),
          cell: (grant) => <DateTime value={grant.createdAt} locale={locale} timeZone={timeZone} />,
        },
        {
          key: 'state',
          header: t('grantState'),
          cell: (grant) => {
            const state = grant.state as GrantWord;
            return (
              <div>
                <StatusPill tone={GRANT_TONES[state]}>{t(`grant_${state}`)}</StatusPill>
                {grant.refusal !== null && <span className="block text-sm text-soft">{grant.refusal}</span>}
              </div>
            );
          },
        },
        {
          key: 'amount',
          header: t('grantAmount'),
          align: 'end',
          cell: (grant) => (
            <Amount value={credits(grant.amountMicros) as Credits} locale={locale} precision="exact" />
          ),
        },
      ]}
    />
  );
}
