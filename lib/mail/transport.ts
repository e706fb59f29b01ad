import { createTransport } from 'nodemailer';

/** A mail as it leaves. */
type OutgoingMail = {
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The same for every attempt to send the same mail, so that a repeated one shows as one. */
  messageId: string;
};

/** Hands a mail to a mail server. @throws {Undeliverable} when trying again cannot help */
export type SendMail = (mail: OutgoingMail) => Promise<void>;

/** The mail server knows that no mail will ever reach this address. */
export class Undeliverable extends Error {
  override name = 'Undeliverable';
}

/** In milliseconds. A mail server that hangs must not hold a worker for nodemailer's ten minutes. */
const TIMEOUTS = {
  dnsTimeout: 5_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
} as const;

/**
 * Sends over SMTP, one connection a mail.
 *
 * @param smtpUrl such as `smtps://user:password@host:465`; nodemailer's options may follow as a query
 */
export function smtp(smtpUrl: string): SendMail {
  const url = new URL(smtpUrl);
  for (const [name, timeoutMs] of Object.entries(TIMEOUTS)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(timeoutMs));
  }
  const transport = createTransport(url.href);
  return async (mail) => {
    try {
      await transport.sendMail({
        ...mail,
        headers: { 'Auto-Submitted': 'auto-generated' },
        // A mail of ours never attaches a file nor fetches a page, whatever a value in it looks like.
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    } catch (error) {
      if (isRefusedForGood(error)) throw new Undeliverable('The address takes no mail', { cause: error });
      throw error;
    }
  };
}

/** A 5xx answer to the recipient; a 5xx to the login or to the message may be a setting that somebody will mend. */
function isRefusedForGood(error: unknown): boolean {
  const { code, command, responseCode } = error as { code?: string; command?: string; responseCode?: number };
  return code === 'EENVELOPE' && command === 'RCPT TO' && (responseCode ?? 0) >= 500;
}
