'use client';

import Link from 'next/link';
import { useState } from 'react';
import { searchAction } from '#app/(support)/support/customers/actions.ts';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { StatusPill } from '#components/ui/status-pill.tsx';
import { Table } from '#components/ui/table.tsx';
import { useMessages } from '#lib/i18n/client.tsx';
import { CUSTOMER_TONES, type CustomerWord } from './states.ts';

/** Something that was found. */
interface HitRow {
  kind: 'customer' | 'email' | 'payment' | 'key' | 'job' | 'grant';
  id: string;
  customerId: string;
  email: string | undefined;
  status: string;
  href: string;
}

/** Finds a customer by what somebody has at hand. One alone is opened; of several one chooses. */
export function SearchForm() {
  const t = useMessages('desk');
  const { run, pending, error } = useAction(searchAction);
  const [found, setFound] = useState<{ rows: readonly HitRow[]; isCut: boolean }>();
  function search(values: FormData) {
    setFound(undefined);
    run(Object.fromEntries(values), setFound);
  }
  return (
    <div className="space-y-8">
      <Form onSubmit={search} className="flex max-w-2xl flex-wrap items-end gap-4">
        <div className="min-w-0 grow basis-72">
          <Field
            name="text"
            label={t('findLabel')}
            hint={t('findHint')}
            error={fieldErrorsOf(error).get('text')}
            required
          >
            {(wiring) => <Input {...wiring} autoComplete="off" spellCheck={false} maxLength={254} />}
          </Field>
        </div>
        <Button type="submit" variant="primary" pending={pending}>
          {t('find')}
        </Button>
      </Form>
      <OutcomeNotice error={error} done={undefined} />
      <div role="status" className="space-y-4">
        {found?.rows.length === 0 && <p className="text-soft">{t('hitsNone')}</p>}
        {found?.isCut === true && <Banner tone="info">{t('hitsCut')}</Banner>}
      </div>
      {found !== undefined && found.rows.length > 0 && <Hits rows={found.rows} />}
    </div>
  );
}

function Hits({ rows }: { rows: readonly HitRow[] }) {
  const t = useMessages('desk');
  return (
    <Table
      caption={t('hitsCaption')}
      rows={rows}
      rowKey={(row) => `${row.kind} ${row.id} ${row.email ?? ''}`}
      columns={[
        {
          key: 'customer',
          header: t('hit'),
          lead: true,
          cell: (row) => (
            <Link href={row.href} prefetch={false} className="link font-medium break-all">
              {row.email ?? row.customerId}
            </Link>
          ),
        },
        { key: 'by', header: t('hitBy'), cell: (row) => t(`hit_${row.kind}`) },
        {
          key: 'status',
          header: t('hitStatus'),
          cell: (row) => {
            const status = row.status as CustomerWord;
            return <StatusPill tone={CUSTOMER_TONES[status]}>{t(`status_${status}`)}</StatusPill>;
          },
        },
      ]}
    />
  );
}
