/** What a mail says, before it is set as text and as HTML. Every string is plain text. */
export type Letter = {
  subject: string;
  greeting: string;
  paragraphs: readonly string[];
  /** The one thing to do. */
  action?: { label: string; url: string };
  /** Figures and dates, each with its name. */
  facts?: readonly { name: string; value: string }[];
  /** What is quoted word for word, under its own heading. */
  quote?: { title: string; text: string };
  /** Said in small under everything: why this mail came, what to do when it was not asked for. */
  footnotes: readonly string[];
  signature: string;
};

/** The letter as plain text: a link stands on a line of its own, so that no mail reader breaks it. */
export function toText(letter: Letter): string {
  const parts = [
    letter.greeting,
    ...letter.paragraphs,
    ...(letter.facts ? [letter.facts.map(({ name, value }) => `${name}: ${value}`).join('\n')] : []),
    ...(letter.action ? [`${letter.action.label}:\n${letter.action.url}`] : []),
    ...(letter.quote ? [`${letter.quote.title}\n"${letter.quote.text}"`] : []),
    ...letter.footnotes,
    `-- \n${letter.signature}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/**
 * The letter as HTML: no picture and nothing fetched from anywhere, so that reading it tells nobody anything; light
 * and dark as the reader's device is.
 *
 * @param language of the texts, such as `en`
 */
export function toHtml(letter: Letter, language: string): string {
  const paragraph = (text: string) => `<p>${escaped(text)}</p>`;
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(letter.subject)}</title>
<style>${STYLE}</style>
</head>
<body>
<div class="sheet">
<p class="brand">${escaped(letter.signature)}</p>
<p>${escaped(letter.greeting)}</p>
${letter.paragraphs.map(paragraph).join('\n')}
${letter.facts ? factsTable(letter.facts) : ''}
${letter.action ? actionLink(letter.action) : ''}
${letter.quote ? `<h2>${escaped(letter.quote.title)}</h2><blockquote>${escaped(letter.quote.text)}</blockquote>` : ''}
<div class="small">${letter.footnotes.map(paragraph).join('\n')}</div>
</div>
</body>
</html>
`;
}

function factsTable(facts: NonNullable<Letter['facts']>): string {
  const rows = facts.map(
    ({ name, value }) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`,
  );
  return `<table>${rows.join('')}</table>`;
}

/** The address is shown as well: some readers strip buttons, and people like to see where a link leads. */
function actionLink({ label, url }: NonNullable<Letter['action']>): string {
  return `<p><a class="button" href="${escaped(url)}">${escaped(label)}</a></p>
<p class="small address">${escaped(url)}</p>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; padding: 24px 12px; background: #f4f7f5; color: #16201d; font: 16px/1.6 system-ui, sans-serif; }
.sheet { max-width: 560px; margin: 0 auto; padding: 28px; background: #ffffff; border: 1px solid #dfe5e2; border-radius: 8px; }
.brand { margin-top: 0; font-weight: 600; letter-spacing: -0.02em; }
.button { display: inline-block; padding: 10px 18px; border-radius: 5px; background: #14573f; color: #ffffff; font-weight: 500; text-decoration: none; }
.small { color: #4b5a55; font-size: 14px; }
.address { overflow-wrap: anywhere; }
h2 { margin: 28px 0 0; font-size: 16px; font-weight: 500; }
blockquote { margin: 8px 0 0; padding-left: 14px; border-left: 2px solid #dfe5e2; color: #4b5a55; }
table { width: 100%; margin: 20px 0; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 8px 0; border-top: 1px solid #dfe5e2; text-align: left; font-weight: 400; vertical-align: top; }
td { text-align: right; padding-left: 16px; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) {
  body { background: #0c1211; color: #e9efec; }
  .sheet { background: #131a19; border-color: #2a3331; }
  .button { background: #86d9b7; color: #0a1a14; }
  .small, blockquote { color: #aebab5; }
  blockquote, th, td { border-color: #2a3331; }
}`;
