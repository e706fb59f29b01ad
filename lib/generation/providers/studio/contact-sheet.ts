import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { CONTACT_SHEET_PROMPTS } from './contact-sheet-prompts.ts';
import { pixelSize } from './dimensions.ts';
import { createStudio } from './studio.ts';

/** How the sheet is laid out, in pixels. */
const COLUMNS = 5;
const TILE = { width: 480, height: 320 };
const GAP = 8;

/**
 * Draws the contact sheet: every prompt of `contact-sheet-prompts.ts` by the premium model, in the order of the list.
 *
 * @param path Where the WebP file goes.
 */
export async function drawContactSheet(path: string): Promise<void> {
  const model = createStudio().imageModel('studio-atelier');
  const { width, height } = pixelSize('1K', '3:2');
  const tiles: Buffer[] = [];
  for (const prompt of CONTACT_SHEET_PROMPTS) {
    const { images } = await model.doGenerate({
      prompt,
      n: 1,
      size: `${width}x${height}`,
      aspectRatio: undefined,
      seed: undefined,
      files: undefined,
      mask: undefined,
      providerOptions: {},
    });
    tiles.push(
      await sharp(images[0] as Uint8Array)
        .resize(TILE.width, TILE.height)
        .png()
        .toBuffer(),
    );
  }
  const rows = Math.ceil(tiles.length / COLUMNS);
  const sheet = sharp({
    create: {
      width: COLUMNS * (TILE.width + GAP) - GAP,
      height: rows * (TILE.height + GAP) - GAP,
      channels: 3,
      background: '#ffffff',
    },
  });
  const placed = tiles.map((input, i) => ({
    input,
    left: (i % COLUMNS) * (TILE.width + GAP),
    top: Math.floor(i / COLUMNS) * (TILE.height + GAP),
  }));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await sheet.composite(placed).webp({ quality: 80, effort: 6 }).toBuffer());
}

if (import.meta.main) {
  const docs = fileURLToPath(new URL('../../../../docs/studio', import.meta.url));
  await drawContactSheet(join(docs, 'contact-sheet.webp'));
}
