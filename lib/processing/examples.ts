import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { Operation } from '#lib/contracts/operation-choices.ts';
import { operationParameters } from '#lib/contracts/operations.ts';
import { process } from './process.ts';

const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url));

/** One operation as its page documents it. */
export type Example = { operation: string; text: string; parameters: object };

/** The operations of `docs/operations.md`, in its order, each with its example. */
export async function documented(): Promise<Example[]> {
  const [, ...sections] = (await readFile(`${DOCS}operations.md`, 'utf8')).split(/^## /m);
  return sections.map((text) => ({
    operation: text.slice(0, text.indexOf('\n')),
    text,
    parameters: JSON.parse(/```json\n(.*)\n```/.exec(text)?.[1] ?? '') as object,
  }));
}

/** Runs an example on a picture. */
export function run({ operation, parameters }: Example, image: Uint8Array, overlay: Uint8Array) {
  const read = operationParameters[operation as Operation].parse(parameters);
  return process(operation as Operation, read, { image, overlay });
}

/** A picture to work on: a subject before its ground, 600 x 400 pixels. */
export async function specimen(): Promise<Uint8Array> {
  const drawn = sharp(await readFile(`${DOCS}operations/specimen.svg`)).flatten();
  return drawn
    .withExif({ IFD0: { Artist: 'Depicta' } })
    .png()
    .toBuffer();
}

/** A badge to lay over it. */
export function badge(): Promise<Uint8Array> {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="180" height="180"><circle cx="90" cy="90" r="85" fill="#e63946"/><path fill="#fff" d="M90 30l18 40 44 4-33 29 10 43-39-23-39 23 10-43-33-29 44-4z"/></svg>';
  return sharp(Buffer.from(svg)).png().toBuffer();
}

const TILE = 300;

/** Before and after, side by side, on squares where they are see-through. */
async function pair(before: Uint8Array, after: Uint8Array): Promise<Buffer> {
  const { width = 1 } = await sharp(before).metadata();
  const tile = async (bytes: Uint8Array) => {
    const own = await sharp(bytes).metadata();
    // Both to the same scale, unless the result would not fit.
    const side = Math.max(1, Math.min(TILE, Math.round((own.width * TILE) / width)));
    return sharp(bytes)
      .resize({ width: side, height: TILE, fit: 'inside' })
      .png()
      .toBuffer({ resolveWithObject: true });
  };
  const tiles = [await tile(before), await tile(after)];
  const height = Math.max(...tiles.map(({ info }) => info.height));
  const squares =
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><rect width="16" height="16" fill="#fff"/><path fill="#d5d5d5" d="M0 0h8v8h-8zM8 8h8v8h-8z"/></svg>';
  return sharp({ create: { width: 2 * TILE + 16, height, channels: 3, background: '#ffffff' } })
    .composite(
      (
        await Promise.all(
          tiles.map(async ({ data, info }, index) => {
            const at = { left: index * (TILE + 16), top: Math.floor((height - info.height) / 2) };
            const ground = await sharp({
              create: { width: info.width, height: info.height, channels: 3, background: '#ffffff' },
            })
              .composite([{ input: Buffer.from(squares), tile: true }])
              .png()
              .toBuffer();
            return [
              { input: ground, ...at },
              { input: data, ...at },
            ];
          }),
        )
      ).flat(),
    )
    .webp({ quality: 80, effort: 6 })
    .toBuffer();
}

if (import.meta.main) {
  await mkdir(`${DOCS}operations`, { recursive: true });
  const before = await specimen();
  for (const example of await documented()) {
    const { bytes } = await run(example, before, await badge());
    await writeFile(`${DOCS}operations/${example.operation}.webp`, await pair(before, bytes));
  }
}
