'use client';

import { endOthers, endSession } from '#app/(dashboard)/settings/actions.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { DateTime } from '#components/format/date-time.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Table } from '#components/ui/table.tsx';
import { useIntlSettings } from '#lib/i18n/client.tsx';

/** One session, as the page shows it. */
export interface SessionRow {
  id: string;
  device: string;
  createdAt: string;
  lastSeenAt: string;
  /** Read aloud for the button that ends it. */
  endLabel: string;
  isHere: boolean;
}

interface SessionTexts {
  caption: string;
  device: string;
  signedIn: string;
  lastSeen: string;
  here: string;
  end: string;
  ended: string;
  endOthers: string;
  endedOthers: string;
}

/** Where a person is signed in, each with the way to end it. */
export function SessionList({ sessions, texts }: { sessions: readonly SessionRow[]; texts: SessionTexts }) {
  const { locale, timeZone } = useIntlSettings();
  const one = useAction(endSession);
  const others = useAction(endOthers);
  const done = others.done ? texts.endedOthers : one.done ? texts.ended : undefined;
  const busy = one.pending || others.pending;
  return (
    <div className="space-y-5">
      <Table
        caption={texts.caption}
        rows={sessions}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'device',
            header: texts.device,
            lead: true,
            cell: (row) => (
              <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
                {row.device}
                {row.isHere && <Badge tone="accent">{texts.here}</Badge>}
              </span>
            ),
          },
          {
            key: 'signedIn',
            header: texts.signedIn,
            cell: (row) => <DateTime value={row.createdAt} locale={locale} timeZone={timeZone} />,
          },
          {
            key: 'lastSeen',
            header: texts.lastSeen,
            cell: (row) => <DateTime value={row.lastSeenAt} locale={locale} timeZone={timeZone} />,
          },
          {
            key: 'end',
            header: texts.end,
            hideHeader: true,
            align: 'end',
            cell: (row) =>
              row.isHere ? null : (
                <Button
                  size="sm"
                  disabled={busy}
                  aria-label={row.endLabel}
                  onClick={() => {
                    others.reset();
                    one.run({ sessionId: row.id });
                  }}
                >
                  {texts.end}
                </Button>
              ),
          },
        ]}
      />
      {sessions.length > 1 && (
        <Button
          pending={others.pending}
          disabled={busy}
          onClick={() => {
            one.reset();
            others.run({});
          }}
        >
          {texts.endOthers}
        </Button>
      )}
      <OutcomeNotice error={one.error ?? others.error} done={done} />
    </div>
  );
}
