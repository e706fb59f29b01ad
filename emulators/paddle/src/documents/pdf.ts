/** A line of a page: text at the left, perhaps an amount at the right. */
export type PdfLine = { text: string; right?: string; size?: number; bold?: boolean };

const WIDTH = 595;
const HEIGHT = 842;
const MARGIN = 56;
const LINE_GAP = 1.6;

/** Widths of Helvetica's digits, point, comma, space and capitals in thousandths, near enough to align amounts. */
const DIGIT_WIDTH = 556;
const NARROW_WIDTH = 278;
const WIDE_WIDTH = 667;

/** Characters of WinAnsi that are not at their Unicode place. */
const WIN_ANSI: Readonly<Record<string, number>> = { '€': 0x80, '–': 0x96, '—': 0x97, '’': 0x92 };

/** Writes a PDF of one page from lines, in Helvetica. Characters outside Western European become `?`. */
export function writePdf(lines: readonly PdfLine[]): Buffer {
  const content = Buffer.from(pageContent(lines), 'latin1');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Contents 6 0 R ` +
      '/Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    `<< /Length ${content.length} >>\nstream\n${content.toString('latin1')}\nendstream`,
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const start = file.length;
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\n`;
  return Buffer.from(`${file}startxref\n${start}\n%%EOF\n`, 'latin1');
}

function pageContent(lines: readonly PdfLine[]): string {
  let y = HEIGHT - MARGIN;
  const parts = lines.map((line) => {
    const size = line.size ?? 10;
    y -= size * LINE_GAP;
    const font = line.bold === true ? 'F2' : 'F1';
    const left = show(line.text, font, size, MARGIN, y);
    if (line.right === undefined) return left;
    return left + show(line.right, font, size, WIDTH - MARGIN - widthOf(line.right, size), y);
  });
  return parts.join('');
}

function show(text: string, font: string, size: number, x: number, y: number): string {
  return `BT /${font} ${size} Tf ${x.toFixed(1)} ${y.toFixed(1)} Td (${escapeText(text)}) Tj ET\n`;
}

function escapeText(text: string): string {
  return [...text]
    .map((char) => {
      const code = WIN_ANSI[char] ?? char.codePointAt(0)!;
      if (code > 0xff || code < 0x20) return '?';
      const byte = String.fromCharCode(code);
      return '()\\'.includes(byte) ? `\\${byte}` : byte;
    })
    .join('');
}

function widthOf(text: string, size: number): number {
  const thousandths = [...text].reduce((sum, char) => {
    if (/[\d€£$]/.test(char)) return sum + DIGIT_WIDTH;
    return sum + (/[.,\s-]/.test(char) ? NARROW_WIDTH : WIDE_WIDTH);
  }, 0);
  return (thousandths * size) / 1000;
}
