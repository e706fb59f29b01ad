import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import { database } from '#lib/db/client.ts';
import { sendQueuedMail } from './send.ts';
import { smtp } from './transport.ts';

/** The queue's tasks of this module. */
export const tasks = {
  send_mail: async (payload: unknown): Promise<void> => {
    const { SMTP_URL, MAIL_FROM, APP_URL, AUTH_SECRET } = env();
    await sendQueuedMail(
      {
        db: database(),
        send: smtp(SMTP_URL),
        appUrl: APP_URL,
        from: MAIL_FROM,
        secret: AUTH_SECRET,
        at: now(),
      },
      payload,
    );
  },
};
