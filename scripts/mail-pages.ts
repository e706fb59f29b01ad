import { DEFAULT_LOCALE } from '#lib/i18n/locales.ts';
import { type Letter, toHtml, toText } from '#lib/mail/letter.ts';
import type { CaughtMessage } from './mail-store.ts';
import type { SampleLetter } from './sample-letters.ts';

/** The list of caught messages, newest first. @param to the address it is narrowed to, if any */
export function inboxPage(messages: CaughtMessage[], to: string | undefined): string {
  const narrowed =
    to === undefined ? '' : `<p>Only mail to <b>${escaped(to)}</b>. <a href="/">Show all</a></p>`;
  const rows = messages.map(
    (message) => `<tr>
      <th scope="row"><a href="/messages/${message.id}">${escaped(message.subject || '(no subject)')}</a></th>
      <td>${message.to.map((one) => `<a href="/?to=${encodeURIComponent(one)}">${escaped(one)}</a>`).join(', ')}</td>
      <td>${time(message.receivedAt)}</td>
    </tr>`,
  );
  const list =
    messages.length === 0
      ? '<p>No mail yet. Whatever the app sends arrives here and leaves this machine in no case.</p>'
      : `<table>
          <caption class="hidden">Messages, newest first</caption>
          <thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">Received</th></tr></thead>
          <tbody>${rows.join('')}</tbody>
        </table>
        <form method="post" action="/delete"><button>Delete all messages</button></form>`;
  return page(
    'Mail inbox',
    `<h1>Mail inbox</h1><p><a href="/letters">See every letter there is</a></p>${narrowed}${list}${watch(messages[0]?.id ?? '')}`,
  );
}

/** One message: its head, its text with links, and its HTML in a frame that may run nothing. */
export function messagePage(message: CaughtMessage): string {
  const html =
    message.html === ''
      ? ''
      : `<h2 id="designed">As designed</h2>
        <iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="/messages/${message.id}/html"
          title="The message as designed"></iframe>`;
  return page(
    message.subject || '(no subject)',
    `<p><a href="/">Back to the inbox</a></p>
    <h1>${escaped(message.subject || '(no subject)')}</h1>
    <dl>
      <dt>From</dt><dd>${escaped(message.from)}</dd>
      <dt>To</dt><dd>${escaped(message.to.join(', '))}</dd>
      <dt>Received</dt><dd>${time(message.receivedAt)}</dd>
    </dl>
    <h2>As text</h2>
    <pre>${linked(message.text || '(no text)')}</pre>
    ${html}
    <form method="post" action="/messages/${message.id}/delete"><button>Delete this message</button></form>`,
  );
}

/** Every letter that the app can send, with what it is sent for. */
export function lettersPage(letters: readonly SampleLetter[]): string {
  const rows = letters.map(
    ({ name, when, letter }) => `<tr>
      <th scope="row"><a href="/letters/${name}">${escaped(letter.subject)}</a></th>
      <td>${escaped(when)}</td>
    </tr>`,
  );
  return page(
    'All letters',
    `<p><a href="/">Back to the inbox</a></p>
    <h1>All letters</h1>
    <p>Every letter there is, with the data of a made-up customer. Nothing of it was sent.</p>
    <table>
      <caption class="hidden">Letters, in the order of an account's life</caption>
      <thead><tr><th scope="col">Subject</th><th scope="col">Sent when</th></tr></thead>
      <tbody>${rows.join('')}</tbody>
    </table>`,
  );
}

/** One letter: light, dark, and as text. */
export function letterPage({ name, when, letter }: SampleLetter): string {
  const frame = (scheme: string) => `<h2>As designed, ${scheme}</h2>
    <iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="/letters/${name}/${scheme}"
      title="The letter, ${scheme}"></iframe>`;
  return page(
    letter.subject,
    `<p><a href="/letters">All letters</a></p>
    <h1>${escaped(letter.subject)}</h1>
    <p>${escaped(when)}</p>
    ${frame('light')}
    ${frame('dark')}
    <h2>As text</h2>
    <pre>${linked(toText(letter))}</pre>`,
  );
}

/** A letter in the colours asked for, whatever those of the device are. */
export function letterIn(scheme: 'light' | 'dark', letter: Letter): string {
  const dark = /@media \(prefers-color-scheme: dark\)/;
  return `<base target="_blank">${toHtml(letter, DEFAULT_LOCALE)
    .replace(dark, scheme === 'dark' ? '@media all' : '@media not all')
    .replace('color-scheme: light dark', `color-scheme: ${scheme}`)}`;
}

/** The HTML of a message for the frame: its links open outside of it. */
export function framedHtml(message: CaughtMessage): string {
  return `<base target="_blank">${message.html}`;
}

/** A short page for an address that names nothing. */
export function notFoundPage(): string {
  return page(
    'Not found',
    '<h1>Not found</h1><p>This message is gone. <a href="/">Back to the inbox</a></p>',
  );
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} - Depicta demo mail</title>
<style>
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
  html { background: Canvas; color: CanvasText; }
  a { color: light-dark(#0b57d0, #8ab4f8); }
  h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
  table { width: 100%; border-collapse: collapse; margin-bottom: 1.5rem; }
  th, td { text-align: left; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid #8886; overflow-wrap: anywhere; }
  tbody th { font-weight: 600; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; } dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; border: 1px solid #8886; border-radius: .5rem; padding: 1rem; }
  iframe { width: 100%; min-height: 36rem; border: 1px solid #8886; border-radius: .5rem; background: #fff; }
  button { font: inherit; padding: .5rem 1rem; min-height: 2.75rem; cursor: pointer; margin-top: 1rem; }
  a:focus-visible, button:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
  .hidden { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
</style>
</head>
<body><main>${body}</main></body>
</html>`;
}

/** Shows new mail by itself, without taking the page away from who is reading one. */
function watch(newestId: string): string {
  return `<script>
    setInterval(async () => {
      const answer = await fetch('/api/messages' + location.search).catch(() => undefined);
      const [newest] = answer?.ok ? await answer.json() : [];
      if (newest && newest.id !== ${JSON.stringify(newestId)}) location.reload();
    }, 2000);
  </script>`;
}

function time(iso: string): string {
  return `<time datetime="${escaped(iso)}">${escaped(iso.replace('T', ' ').replace(/\.\d+Z$/, ' UTC'))}</time>`;
}

function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/)
    .map((part, index) =>
      index % 2 === 1
        ? `<a href="${escaped(part)}" target="_blank" rel="noopener noreferrer">${escaped(part)}</a>`
        : escaped(part),
    )
    .join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
