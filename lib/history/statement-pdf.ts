import PdfDocument from 'pdfkit';
import { isJob } from '#lib/contracts/cause.ts';
import type { StatementRow } from '#lib/contracts/statement.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Month } from '#lib/core/month.ts';
import type { Database } from '#lib/db/client.ts';
import type { Messages } from '#lib/i18n/catalogue.ts';
import { conventionsOf, type Locale } from '#lib/i18n/locales.ts';
import { sumLabel } from '#lib/i18n/sum-label.ts';
import { type TranslatorOf, translator } from '#lib/i18n/translator.ts';
import type { SpanSummary } from '#lib/ledger/span.ts';
import { dayInWords, monthInWords } from '#lib/mail/dates.ts';
import { toWire } from '#lib/money/credits.ts';
import { oneLine } from './one-line.ts';
import { CHECK_COMMANDS, type StatementProof } from './proof.ts';
import { statementRows } from './statement.ts';

const ROWS_AT_A_TIME = 500;
const MARGIN = 48;
const LINE = 15;
const SMALL = 8;
/** Where the columns begin, and for figures where they end, from the left margin. */
const COLUMNS = { when: 0, what: 96, beforeEnd: 340, changeEnd: 420, afterEnd: 499 };
const WHAT_WIDTH = 176;

type Pdf = InstanceType<typeof PdfDocument>;

/** How the file speaks: made once, since a long month asks for it thousands of times. */
type Speech = {
  t: TranslatorOf<'statement'>;
  operations: TranslatorOf<'operations'>;
  /** All six decimals, as the language writes them, so that figures stand under each other. */
  decimals: (wire: string) => string;
  /** To the second, in UTC, which the head of the file names. */
  second: (instant: string) => string;
  day: (date: string) => string;
};

function speechOf(locale: Locale): Speech {
  const tag = conventionsOf(locale);
  const decimals = new Intl.NumberFormat(tag, { minimumFractionDigits: 6, maximumFractionDigits: 6 });
  const second = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });
  return {
    t: translator(locale, 'statement'),
    operations: translator(locale, 'operations'),
    decimals: (wire) => decimals.format(wire as `${number}`),
    second: (instant) => second.format(new Date(instant)),
    day: (date) => dayInWords(new Date(`${date}T00:00:00Z`), locale),
  };
}

/**
 * A month's statement as PDF: its sums first, ending in what they do not explain, then every line, newest first. It is made
 * piece by piece, whatever its length. At the end stands the signed head that covers the books, and how to check it.
 *
 * @param options.summary of the same month: what was recorded after it is left out
 */
export function statementPdf(
  db: Pick<Database, 'pool'>,
  customerId: Uuid,
  options: { month: Month; summary: SpanSummary; proof: StatementProof | undefined; locale: Locale },
): ReadableStream<Uint8Array> {
  const { month, summary, proof, locale } = options;
  const speech = speechOf(locale);
  const { t } = speech;
  const title = `Depicta · ${t('title')} ${monthInWords(month.from, locale)}`;
  const pdf = new PdfDocument({
    size: 'A4',
    margin: MARGIN,
    info: { Title: title, CreationDate: month.to },
    lang: locale,
  });
  return new ReadableStream({
    start(controller) {
      pdf.on('data', (chunk: Buffer) => controller.enqueue(new Uint8Array(chunk)));
      pdf.on('end', () => controller.close());
      pdf.on('error', (error) => controller.error(error));
      void write().catch((error: unknown) => controller.error(error));
    },
  });

  async function write(): Promise<void> {
    pdf.fontSize(16).text(title).moveDown(0.2);
    pdf.fontSize(SMALL).text(`${customerId} · EUR · UTC`).moveDown(1.5);
    writeSums(pdf, summary, speech);
    writeHeadings(pdf, speech);
    let before = summary.uptoSeq + 1n;
    for (;;) {
      const rows = await statementRows(db, customerId, month, { before, limit: ROWS_AT_A_TIME });
      for (const row of rows) writeLine(pdf, row, speech);
      if (rows.length < ROWS_AT_A_TIME) break;
      before = BigInt(rows.at(-1)!.id);
    }
    writeProof(pdf, proof, speech);
    pdf.end();
  }
}

/** Under the last line: what of it is signed, and how anybody can check that. */
function writeProof(pdf: Pdf, proof: StatementProof | undefined, { t, day }: Speech): void {
  const lines =
    proof === undefined
      ? [t('proofNone')]
      : [
          t('proofCovers', {
            day: day(proof.date),
            seq: proof.uptoSeq.toString(),
          }),
          proof.head,
          t('proofCheck'),
          ...CHECK_COMMANDS,
        ];
  // Kept together; the one long sentence may take two lines.
  if (pdf.y + (lines.length + 3) * LINE > pdf.page.height - MARGIN) pdf.addPage();
  pdf.y += LINE;
  pdf.fontSize(10);
  const { y: top } = nextLine(pdf);
  pdf.text(t('proofTitle'), MARGIN, top, { lineBreak: false });
  pdf.y = top + LINE;
  pdf.fontSize(SMALL);
  for (const line of lines) {
    const { y } = nextLine(pdf);
    pdf.text(line, MARGIN, y, { width: COLUMNS.afterEnd });
    pdf.y = y + Math.max(LINE, pdf.y - y);
  }
}

function writeSums(pdf: Pdf, summary: SpanSummary, { t, decimals }: Speech): void {
  const rows: [string, string][] = [
    [t('opening'), toWire(summary.openingMicros)],
    ...summary.sums.map(({ kind, facts, changeMicros, owedChangeMicros }): [string, string] => [
      sumLabel(t, { kind: t(`kind_${kind}`), facts, owed: owedOf(toWire(owedChangeMicros), decimals) }),
      toWire(changeMicros),
    ]),
    [t('closing'), toWire(summary.closingMicros)],
  ];
  pdf.fontSize(10);
  for (const [label, amount] of rows) {
    const { y } = nextLine(pdf);
    pdf.text(label, MARGIN, y, { lineBreak: false });
    figure(pdf, decimals(amount), COLUMNS.changeEnd, y);
  }
  const { y } = nextLine(pdf);
  pdf.text(t('unexplained', { amount: `EUR ${decimals(toWire(summary.unexplainedMicros))}` }), MARGIN, y, {
    lineBreak: false,
  });
  pdf.y = y + LINE;
}

function writeHeadings(pdf: Pdf, { t }: Speech): void {
  pdf.y += LINE;
  const { y } = nextLine(pdf);
  pdf.fontSize(SMALL).text(t('when'), MARGIN, y, { lineBreak: false });
  pdf.text(t('what'), MARGIN + COLUMNS.what, y, { lineBreak: false });
  figure(pdf, t('before'), COLUMNS.beforeEnd, y);
  figure(pdf, t('change'), COLUMNS.changeEnd, y);
  figure(pdf, t('balance'), COLUMNS.afterEnd, y);
  const { afterEnd } = COLUMNS;
  pdf
    .moveTo(MARGIN, y + LINE - 4)
    .lineTo(MARGIN + afterEnd, y + LINE - 4)
    .lineWidth(0.5)
    .stroke();
}

function writeLine(pdf: Pdf, row: StatementRow, speech: Speech): void {
  const { t, decimals, second } = speech;
  const kind = t(`kind_${row.kind}`);
  const { y } = nextLine(pdf);
  pdf.fontSize(SMALL);
  const label = labelOf(row, speech);
  const owed = owedOf(row.owed_change_eur, decimals);
  // The reason of a job is a code: that it failed is told by its kind.
  const reason = isJob(row.cause) ? null : row.reason;
  const words = printable(
    [label, label === null ? reason : reason && `(${reason})`].filter(Boolean).join(' '),
  );
  const what = owed === undefined ? kind : `${kind}, ${t('owedChange', { amount: owed })}`;
  const whole = words === '' ? what : `${what}: ${words}`;
  pdf.text(second(row.recorded_at), MARGIN, y, { lineBreak: false });
  const isLong = words !== '' && pdf.widthOfString(whole) > WHAT_WIDTH;
  cell(pdf, isLong ? what : whole, y);
  figure(pdf, decimals(row.balance_before_eur), COLUMNS.beforeEnd, y);
  figure(pdf, decimals(row.amount_eur), COLUMNS.changeEnd, y);
  figure(pdf, decimals(row.balance_after_eur), COLUMNS.afterEnd, y);
  if (isLong) cell(pdf, words, nextLine(pdf).y);
}

function cell(pdf: Pdf, text: string, y: number): void {
  const below = pdf.y;
  pdf.text(text, MARGIN + COLUMNS.what, y, {
    ...{ lineBreak: false, width: WHAT_WIDTH, height: LINE, ellipsis: true },
  });
  pdf.y = Math.max(below, y + LINE);
}

/** By how much what is owed has changed, in figures with their sign; undefined where it has not. */
function owedOf(wire: string, decimals: Speech['decimals']): string | undefined {
  if (Number(wire) === 0) return undefined;
  return `EUR ${wire.startsWith('-') ? '' : '+'}${decimals(wire)}`;
}

/** What a line was for; an operation by its name in words. */
function labelOf({ cause: { type, label } }: StatementRow, { operations }: Speech): string | null {
  const key = label as keyof Messages['operations'];
  return type === 'operation' && operations.has(key) ? operations(key) : label;
}

/** Moves down one line, on a new page where this one is full. Text itself moves the place: it is put right afterwards. */
function nextLine(pdf: Pdf): { y: number } {
  if (pdf.y + LINE > pdf.page.height - MARGIN) pdf.addPage();
  const { y } = pdf;
  pdf.y = y + LINE;
  return { y };
}

/** Right-aligned at a column's end; the place of the next line is kept. */
function figure(pdf: Pdf, text: string, end: number, y: number): void {
  const below = pdf.y;
  pdf.text(text, MARGIN + end - pdf.widthOfString(text), y, { lineBreak: false });
  pdf.y = Math.max(below, y + LINE);
}

/** The beginning of a prompt. The file's typeface, which every reader has, knows the letters of Western Europe only. */
function printable(text: string): string {
  return oneLine(text)
    .slice(0, 120)
    .replace(/[^\u0020-\u007E\u00A0-\u00FF\u20AC]/gu, '?');
}
