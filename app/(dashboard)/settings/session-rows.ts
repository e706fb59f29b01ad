import { formatDateTime } from '#components/format/dates.ts';
import type { SessionRow } from '#components/settings/session-list.tsx';
import { listSessions, type Viewer } from '#lib/auth/sessions.ts';
import { now } from '#lib/core/clock.ts';
import { deviceOf } from '#lib/core/device.ts';
import { database } from '#lib/db/client.ts';
import type { Preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';

/** The sessions of the person who looks, the present one first. */
export async function sessionRows(viewer: Viewer, chosen: Preferences): Promise<SessionRow[]> {
  const { locale, timeZone } = chosen;
  const t = translator(locale, 'settings');
  const sessions = await listSessions(database().prisma, { userId: viewer.userId, at: now() });
  return sessions
    .map((session) => {
      const known = deviceOf(session.userAgent);
      const device = known === undefined ? t('deviceUnknown') : t('deviceOn', { ...known });
      const seen = formatDateTime(session.lastSeenAt, locale, { timeZone });
      return {
        id: session.id,
        device,
        createdAt: session.createdAt.toISOString(),
        lastSeenAt: session.lastSeenAt.toISOString(),
        endLabel: t('endLabel', { device, seen }),
        isHere: session.id === viewer.sessionId,
      };
    })
    .sort((a, b) => Number(b.isHere) - Number(a.isHere));
}
