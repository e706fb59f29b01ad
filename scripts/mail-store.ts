import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';

/** A caught message. Addresses are those of the envelope, so that a blind copy shows its true reader. */
export type CaughtMessage = {
  id: string;
  receivedAt: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
};

/** The messages of one folder, one file each: the mail as it came below three lines of envelope. */
export type MailStore = {
  /** Newest first. `to` keeps those for one address, compared without regard to case. */
  list(to?: string): CaughtMessage[];
  find(id: string): CaughtMessage | undefined;
  add(envelope: { from: string; to: string[] }, mail: Buffer): Promise<CaughtMessage>;
  remove(id: string): boolean;
  clear(): void;
};

/**
 * Opens the folder, made when it does not exist, with what earlier runs caught.
 *
 * @param folder undefined keeps the messages in memory only
 */
export async function openMailStore(folder: string | undefined): Promise<MailStore> {
  const messages = new Map<string, CaughtMessage>();
  const fileOf = (id: string) => (folder === undefined ? undefined : join(folder, `${id}.eml`));
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(folder).sort()) {
      if (!name.endsWith('.eml')) continue;
      const id = name.slice(0, -'.eml'.length);
      messages.set(id, await read(id, readFileSync(join(folder, name))));
    }
  }

  const remove = (id: string) => {
    const file = fileOf(id);
    if (file !== undefined && messages.has(id) && existsSync(file)) rmSync(file);
    return messages.delete(id);
  };

  return {
    list(to) {
      const all = [...messages.values()].reverse();
      const wanted = to?.toLowerCase();
      return wanted === undefined ? all : all.filter((message) => message.to.some((one) => one === wanted));
    },
    find: (id) => messages.get(id),
    async add(envelope, mail) {
      const receivedAt = new Date().toISOString();
      // Sorts by time, as the folder lists it.
      const id = `${receivedAt.replace(/\D/g, '')}-${randomBytes(4).toString('hex')}`;
      const to = envelope.to.map((address) => address.toLowerCase());
      const head = `X-Received-At: ${receivedAt}\r\nX-Envelope-From: ${envelope.from}\r\nX-Envelope-To: ${to.join(', ')}\r\n`;
      const stored = Buffer.concat([Buffer.from(head), mail]);
      const file = fileOf(id);
      if (file !== undefined) writeFileSync(file, stored, { mode: 0o600 });
      const message = await read(id, stored);
      messages.set(id, message);
      return message;
    },
    remove,
    clear() {
      for (const id of [...messages.keys()]) remove(id);
    },
  };
}

async function read(id: string, stored: Buffer): Promise<CaughtMessage> {
  const mail = await PostalMime.parse(stored);
  const header = (key: string) => mail.headers.find((one) => one.key === key)?.value ?? '';
  return {
    id,
    receivedAt: header('x-received-at'),
    from: header('x-envelope-from'),
    to: header('x-envelope-to')
      .split(',')
      .map((address) => address.trim())
      .filter((address) => address !== ''),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
  };
}
