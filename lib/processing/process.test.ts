import { deflateSync } from 'node:zlib';
import sharp, { type Region, type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Operation } from '#lib/contracts/operation-choices.ts';
import { OPERATION_FORMATS, type OperationFormat, operationParameters } from '#lib/contracts/operations.ts';
import { priceBook } from '#lib/pricing/book.ts';
import { peakGrowthOf } from '#lib/testing/peak-memory.ts';
import { process } from './process.ts';

const OPERATIONS = Object.keys(operationParameters) as Operation[];

/** One right call of each operation; all pictures of these tests are at least 40 x 30. */
const CALLS: { [O in Operation]: object } = {
  crop: { x: 2, y: 3, width: 20, height: 10 },
  resize: { width: 20 },
  rotate: { angle: 90 },
  flip: { direction: 'horizontal' },
  trim: {},
  adjust: { brightness: 0.2, contrast: 0.1, saturation: -0.5 },
  overlay: { overlay_image_url: 'https://example.com/a.png', x: 5, y: -3, opacity: 0.5 },
  'metadata-strip': {},
  convert: { format: 'webp' },
  optimize: {},
  'remove-background': {},
  pad: { top: 5, color: '#112233' },
  border: { width: 3 },
  blur: { sigma: 2 },
  sharpen: {},
  grayscale: {},
  tint: { color: '#ff8800' },
  'round-corners': { radius: 8 },
  watermark: { text: 'Depicta' },
  thumbnail: { size: 16 },
};

const RED = { r: 220, g: 30, b: 20 };
const BLUE = { r: 10, g: 40, b: 200 };

/** The left half red, the right half blue. */
function halves(width = 40, height = 30): Sharp {
  const half = Math.floor(width / 2);
  return sharp({ create: { width, height, channels: 3, background: BLUE } }).composite([
    { input: { create: { width: half, height, channels: 3, background: RED } }, left: 0, top: 0 },
  ]);
}

/** Reads parameters as the route would, then does it. */
async function run(
  operation: Operation,
  image: Uint8Array,
  parameters: object = CALLS[operation],
  overlay?: Uint8Array,
) {
  const read = operationParameters[operation].parse(parameters);
  return process(operation, read, { image, overlay });
}

/** A pixel of a result as red, green, blue, alpha. */
async function pixel(bytes: Uint8Array, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(bytes)
    .ensureAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (y * info.width + x) * info.channels;
  return [...data.subarray(at, at + 4)];
}

/** How much a part of a picture differs within itself. */
async function spread(bytes: Uint8Array, part: Region): Promise<number> {
  const { channels } = await sharp(await sharp(bytes).extract(part).png().toBuffer()).stats();
  return channels[0]?.stdev ?? 0;
}

function near(found: number[], wanted: { r: number; g: number; b: number }, within = 12): void {
  expect(Math.abs((found[0] ?? 0) - wanted.r), `${found}`).toBeLessThanOrEqual(within);
  expect(Math.abs((found[1] ?? 0) - wanted.g), `${found}`).toBeLessThanOrEqual(within);
  expect(Math.abs((found[2] ?? 0) - wanted.b), `${found}`).toBeLessThanOrEqual(within);
}

test('the twenty operations and their parameters are those of the price book', () => {
  const published = priceBook.operations.map(({ id, parameters }) => [id, [...parameters]]);
  const taken = OPERATIONS.map((id) => [id, Object.keys(operationParameters[id].def.shape)]);
  expect(taken).toStrictEqual(published);
});

/** Every kind of file that customers send. */
const FILES: Record<string, () => Promise<Uint8Array>> = {
  'PNG with alpha': () => halves().ensureAlpha(0.5).png().toBuffer(),
  'JPEG turned by its camera': () =>
    halves().jpeg({ quality: 95 }).withMetadata({ orientation: 6 }).toBuffer(),
  'JPEG in CMYK': () => halves().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(),
  WebP: () => halves().webp().toBuffer(),
  AVIF: () => halves().avif().toBuffer(),
  GIF: () => halves().gif().toBuffer(),
  'animated GIF': async () => {
    const frames = await Promise.all([halves(), halves().negate()].map((frame) => frame.png().toBuffer()));
    return sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
  },
  TIFF: () => halves().tiff().toBuffer(),
  'PNG of 16 bits': () => halves().toColourspace('rgb16').png().toBuffer(),
  'gray PNG': () => halves().grayscale().png().toBuffer(),
};

describe.each(Object.keys(FILES))('%s', (name) => {
  test.each(OPERATIONS)('%s makes a picture that can be opened', async (operation) => {
    const image = await (FILES[name] as () => Promise<Uint8Array>)();
    const before = await sharp(image).metadata();
    const result = await run(operation, image, CALLS[operation], await halves(10, 10).png().toBuffer());
    const after = await sharp(result.bytes).metadata();
    await sharp(result.bytes).stats();
    expect(after.format === 'heif' ? 'avif' : after.format).toBe(result.format);
    expect([after.width, after.height]).toStrictEqual([result.width, result.height]);
    const sameShape: Operation[] = [
      'adjust',
      'overlay',
      'blur',
      'tint',
      'watermark',
      'convert',
      'round-corners',
      'flip',
    ];
    if (sameShape.includes(operation))
      expect([result.width, result.height]).toStrictEqual([
        before.autoOrient.width,
        before.autoOrient.height,
      ]);
  });
});

test('a picture turned by its camera is worked on as it is shown', async () => {
  const turned = await FILES['JPEG turned by its camera']?.();
  const cropped = await run('crop', turned as Uint8Array, { x: 0, y: 0, width: 30, height: 20 });
  // Turned a quarter clockwise, the red half is on top.
  near(await pixel(cropped.bytes, 15, 5), RED);
  await expect(run('crop', turned as Uint8Array, { x: 0, y: 0, width: 40, height: 20 })).rejects.toThrow(
    'width reaches beyond the picture, which has 30 x 40 pixels',
  );
});

test('colors of a print come out as the screen shows them', async () => {
  const { bytes } = await run('convert', (await FILES['JPEG in CMYK']?.()) as Uint8Array, { format: 'png' });
  const shown = await sharp((await FILES['JPEG in CMYK']?.()) as Uint8Array)
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  expect((await sharp(bytes).metadata()).space).toBe('srgb');
  near(await pixel(bytes, 5, 5), { r: shown[0] ?? 0, g: shown[1] ?? 0, b: shown[2] ?? 0 });
});

test('each format becomes each other', async () => {
  for (const from of OPERATION_FORMATS) {
    const image = await halves().toFormat(from).toBuffer();
    for (const format of OPERATION_FORMATS) {
      const result = await run('convert', image, { format, quality: 80 });
      expect(result.format).toBe(format);
      near(await pixel(result.bytes, 5, 15), RED, 20);
      near(await pixel(result.bytes, 35, 15), BLUE, 20);
    }
  }
});

test('a side that a format cannot hold is said to be too long', async () => {
  const long = await halves(20_000, 2).png().toBuffer();
  await expect(run('convert', long, { format: 'webp' })).rejects.toMatchObject({
    message: 'input_image_url has a side that is too long for WebP: resize it first, or convert it to png.',
  });
});

describe('geometry', () => {
  const png = () => halves().png().toBuffer();

  test('one side keeps the ratio, both are taken as they are', async () => {
    expect(await run('resize', await png(), { width: 20 })).toMatchObject({ width: 20, height: 15 });
    expect(await run('resize', await png(), { height: 60 })).toMatchObject({ width: 80, height: 60 });
    expect(await run('resize', await png(), { width: 7, height: 99 })).toMatchObject({
      width: 7,
      height: 99,
    });
    expect(await run('resize', await halves(2000, 3).png().toBuffer(), { width: 1 })).toMatchObject({
      height: 1,
    });
  });

  test('turning is counter-clockwise, grows the picture, and fills the corners', async () => {
    const quarter = await run('rotate', await png(), { angle: 90 });
    expect(quarter).toMatchObject({ width: 30, height: 40 });
    near(await pixel(quarter.bytes, 15, 35), RED);
    const back = await run('rotate', await png(), { angle: -90 });
    near(await pixel(back.bytes, 15, 5), RED);
    const eighth = await run('rotate', await png(), { angle: 45, fill_color: '#00ff00' });
    expect(eighth.width).toBeGreaterThan(48);
    near(await pixel(eighth.bytes, 1, 1), { r: 0, g: 255, b: 0 });
    near(await pixel((await run('rotate', await png(), { angle: 360 })).bytes, 1, 1), RED);
  });

  test('unexpanded, a turned picture keeps its size', async () => {
    for (const angle of [30, 90, -200, 360])
      expect(await run('rotate', await png(), { angle, expand: false })).toMatchObject({
        width: 40,
        height: 30,
      });
  });

  test('flipping mirrors what it says', async () => {
    near(await pixel((await run('flip', await png(), { direction: 'horizontal' })).bytes, 5, 5), BLUE);
    near(await pixel((await run('flip', await png(), { direction: 'vertical' })).bytes, 5, 5), RED);
  });

  test('trimming takes what padding gave', async () => {
    const padded = await run('pad', await png(), { top: 4, left: 6, color: '#ffffff' });
    expect(padded).toMatchObject({ width: 46, height: 34 });
    near(await pixel(padded.bytes, 2, 2), { r: 255, g: 255, b: 255 });
    expect(await run('trim', padded.bytes)).toMatchObject({ width: 40, height: 30 });
  });

  test('a picture of one color stays when it is trimmed', async () => {
    const plain = sharp({ create: { width: 20, height: 10, channels: 3, background: RED } });
    expect(await run('trim', await plain.png().toBuffer())).toMatchObject({ width: 20, height: 10 });
  });

  test('rounded corners, and see-through colors, turn a JPEG into a PNG', async () => {
    const jpeg = await halves().jpeg().toBuffer();
    const round = await run('round-corners', jpeg, { radius: 1000 });
    expect(round.format).toBe('png');
    expect((await pixel(round.bytes, 0, 0))[3]).toBe(0);
    expect((await pixel(round.bytes, 20, 15))[3]).toBe(255);
    const padded = await run('pad', jpeg, { left: 5, color: '#00000000' });
    expect(padded.format).toBe('png');
    expect((await pixel(padded.bytes, 1, 1))[3]).toBe(0);
    expect((await run('pad', jpeg, { left: 5, color: '#000000ff' })).format).toBe('jpeg');
  });

  test('a thumbnail is a square, or the whole within one', async () => {
    expect(await run('thumbnail', await png(), { size: 16 })).toMatchObject({ width: 16, height: 16 });
    expect(await run('thumbnail', await png(), { size: 16, crop: 'center' })).toMatchObject({
      width: 16,
      height: 16,
    });
    expect(await run('thumbnail', await png(), { size: 16, crop: 'none' })).toMatchObject({
      width: 16,
      height: 12,
    });
  });

  test('what would be too large is refused by the parameter that makes it so', async () => {
    const wide = await halves(16_000, 10).png().toBuffer();
    await expect(run('border', wide, { width: 500 })).rejects.toThrow(
      /^width would make 17000 x 1010 pixels/,
    );
    await expect(run('resize', await png(), { width: 16_000 })).rejects.toThrow(
      /^width would make 16000 x 12000/,
    );
    await expect(run('pad', wide, { left: 1000 })).rejects.toThrow(/^left would make/);
    await expect(run('rotate', await halves(16_383, 300).png().toBuffer(), { angle: 1 })).rejects.toThrow(
      /^angle would/,
    );
  });
});

describe('tone', () => {
  const gray = (value: number) =>
    sharp({
      create: {
        width: 40,
        height: 30,
        channels: 4,
        background: { r: value, g: value, b: value, alpha: 0.5 },
      },
    })
      .png()
      .toBuffer();

  test('brightness, contrast and saturation do what they say and leave the alpha', async () => {
    const [value, , , alpha] = await pixel(
      (await run('adjust', await gray(100), { brightness: 0.5 })).bytes,
      3,
      3,
    );
    expect(value).toBe(150);
    expect(alpha).toBe(128);
    expect((await pixel((await run('adjust', await gray(100), { brightness: -1 })).bytes, 3, 3))[0]).toBe(0);
    expect(
      (await pixel((await run('adjust', await gray(100), { contrast: 1 })).bytes, 3, 3))[0],
    ).toBeLessThan(80);
    expect(
      (await pixel((await run('adjust', await gray(100), { contrast: -1 })).bytes, 3, 3))[0],
    ).toBeGreaterThan(120);
    const [r = 0, g = 0] = await pixel(
      (await run('adjust', await halves().png().toBuffer(), { saturation: -1 })).bytes,
      3,
      3,
    );
    expect(Math.abs(r - g)).toBeLessThan(4);
    expect((await pixel((await run('adjust', await gray(100), { contrast: 0 })).bytes, 3, 3))[0]).toBe(100);
  });

  test('gray has no color, and a tint has its own', async () => {
    const [r = 0, g = 1, b = 2] = await pixel(
      (await run('grayscale', await halves().png().toBuffer())).bytes,
      3,
      3,
    );
    expect([r, g]).toStrictEqual([g, b]);
    const tinted = await pixel((await run('tint', await gray(128), { color: '#0000ff' })).bytes, 3, 3);
    expect(tinted[2]).toBeGreaterThan((tinted[0] ?? 0) + 50);
  });

  test('blurring mixes what sharpening parts', async () => {
    const image = await halves().png().toBuffer();
    const [r = 0] = await pixel((await run('blur', image, { sigma: 3 })).bytes, 20, 15);
    expect(r).toBeGreaterThan(60);
    expect(r).toBeLessThan(180);
    expect((await run('sharpen', image)).bytes).not.toStrictEqual(image);
  });
});

describe('layers', () => {
  const over = () =>
    sharp({ create: { width: 10, height: 10, channels: 3, background: '#00ff00' } })
      .png()
      .toBuffer();
  const png = () => halves().png().toBuffer();

  test('an overlay lies where it was put, as see-through as it was asked to be', async () => {
    const at = { overlay_image_url: 'https://example.com/a.png', x: 30, y: 20 };
    const { bytes } = await run('overlay', await png(), at, await over());
    near(await pixel(bytes, 35, 25), { r: 0, g: 255, b: 0 });
    near(await pixel(bytes, 29, 19), BLUE);
    const half = await run('overlay', await png(), { ...at, opacity: 0.5 }, await over());
    near(await pixel(half.bytes, 35, 25), { r: 5, g: 148, b: 100 });
  });

  test('what hangs over the edge is cut, what lies outside is refused', async () => {
    const put = (x: number, y: number) => ({ overlay_image_url: 'https://example.com/a.png', x, y });
    const { bytes, ...size } = await run('overlay', await png(), put(-5, 25), await over());
    expect(size).toMatchObject({ width: 40, height: 30 });
    near(await pixel(bytes, 4, 27), { r: 0, g: 255, b: 0 });
    near(await pixel(bytes, 6, 27), RED);
    await expect(run('overlay', await png(), put(40, 0), await over())).rejects.toThrow(/^x leaves nothing/);
    await expect(run('overlay', await png(), put(0, -10), await over())).rejects.toThrow(/^y leaves nothing/);
    await expect(run('overlay', await png(), put(0, 0), Buffer.from('no'))).rejects.toThrow(
      /^overlay_image_url is not/,
    );
  });

  test('a watermark is read where it was asked for, on dark and on light', async () => {
    for (const background of ['#000000', '#ffffff', '#808080']) {
      const ground = await sharp({ create: { width: 400, height: 200, channels: 3, background } })
        .png()
        .toBuffer();
      const { bytes } = await run('watermark', ground, {
        text: 'Übung & <b>"1"</b>',
        position: 'top-left',
        size: 24,
        opacity: 1,
      });
      const there = await spread(bytes, { left: 0, top: 0, width: 260, height: 60 });
      const elsewhere = await spread(bytes, { left: 0, top: 100, width: 400, height: 100 });
      expect(there, background).toBeGreaterThan(8);
      expect(elsewhere).toBe(0);
    }
  });

  test('a long watermark is made to fit, on the smallest picture too', async () => {
    const text = 'm'.repeat(200);
    for (const position of ['center', 'bottom-right', 'top'])
      for (const [width, height] of [
        [300, 40],
        [20, 300],
        [1, 1],
      ] as const) {
        const ground = await halves(Math.max(width, 2), height).png().toBuffer();
        expect(await run('watermark', ground, { text, position, size: 200 })).toMatchObject({ height });
      }
  });
});

describe.each(['gray JPEG', 'gray PNG', 'gray PNG of 16 bits'])('a color is given to a %s', (name) => {
  const image = () => {
    const gray = sharp({ create: { width: 60, height: 40, channels: 3, background: '#808080' } });
    if (name === 'gray JPEG') return gray.grayscale().jpeg({ quality: 95 }).toBuffer();
    return gray
      .toColourspace(name === 'gray PNG' ? 'b-w' : 'grey16')
      .png()
      .toBuffer();
  };
  const blue = { r: 0, g: 0, b: 255 };

  test.each([
    ['border', { width: 12, color: '#0000ff' }, 3, 3],
    ['pad', { left: 12, color: '#0000ff' }, 3, 20],
    ['rotate', { angle: 45, fill_color: '#0000ff' }, 2, 2],
  ] as const)('%s', async (operation, parameters, x, y) => {
    near(await pixel((await run(operation, await image(), parameters)).bytes, x, y), blue);
  });

  test('tint', async () => {
    const [red = 0, green = 0, blueness = 0] = await pixel(
      (await run('tint', await image(), { color: '#0000ff' })).bytes,
      20,
      20,
    );
    expect(blueness).toBeGreaterThan(red + 40);
    expect(blueness).toBeGreaterThan(green + 40);
  });
});

test('contrast spreads from the middle however many bits a picture has', async () => {
  const gray = sharp({ create: { width: 40, height: 30, channels: 3, background: '#646464' } });
  for (const space of ['srgb', 'rgb16', 'grey16'] as const) {
    const image = await gray.clone().toColourspace(space).png().toBuffer();
    const at = async (contrast: number) =>
      (await pixel((await run('adjust', image, { contrast })).bytes, 9, 9))[0] ?? -1;
    expect(Math.abs((await at(-1)) - 127), space).toBeLessThanOrEqual(1);
    expect(Math.abs((await at(1)) - 72), space).toBeLessThanOrEqual(2);
  }
});

describe('bytes', () => {
  /** Noise, which no format stores in little. */
  const noise = (format: OperationFormat, side = 200) =>
    sharp({
      create: {
        width: side,
        height: side,
        channels: 3,
        background: '#000',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .toFormat(format, { quality: 100 })
      .toBuffer();

  test('optimizing never makes a file larger', async () => {
    for (const format of OPERATION_FORMATS) {
      const image = await noise(format);
      const result = await run('optimize', image);
      expect(result.format).toBe(format);
      expect(result.bytes.byteLength).toBeLessThanOrEqual(image.byteLength);
      const again = await run('optimize', result.bytes);
      expect(again.bytes.byteLength).toBeLessThanOrEqual(result.bytes.byteLength);
    }
  });

  test('what a camera turned is upright when it is optimized, and has the sides that it is shown with', async () => {
    const image = await halves(40, 30).jpeg({ quality: 5 }).withMetadata({ orientation: 6 }).toBuffer();
    const result = await run('optimize', image, { quality: 100 });
    expect([result.width, result.height]).toEqual([30, 40]);
    const { orientation, width, height } = await sharp(result.bytes).metadata();
    expect([orientation ?? 1, width, height]).toEqual([1, 30, 40]);
  });

  test('a limit is kept with the best quality that keeps it, or refused', async () => {
    const image = await noise('jpeg');
    const { bytes } = await run('optimize', image, { max_bytes: 12_000 });
    expect(bytes.byteLength).toBeLessThanOrEqual(12_000);
    expect(bytes.byteLength).toBeGreaterThan(10_000);
    await expect(run('optimize', image, { max_bytes: 1_000 })).rejects.toThrow(
      /^max_bytes cannot be reached as jpeg/,
    );
  });

  test('stripping takes the camera and the place and leaves the colors; nothing else takes them', async () => {
    const exif = { IFD0: { Make: 'Acme', Copyright: 'Ada' } };
    const image = await halves().withExif(exif).withIccProfile('p3').jpeg().toBuffer();
    const stripped = await sharp((await run('metadata-strip', image)).bytes).metadata();
    expect(stripped.exif).toBeUndefined();
    expect(stripped.icc).toBeDefined();
    const bare = await sharp((await run('metadata-strip', image, { keep_icc: false })).bytes).metadata();
    expect(bare.icc).toBeUndefined();
    for (const operation of ['flip', 'blur', 'resize', 'convert', 'rotate'] as const) {
      const kept = await sharp((await run(operation, image)).bytes).metadata();
      expect(kept.exif?.toString('latin1'), operation).toContain('Acme');
    }
  });
});

test('pictures of one pixel go through every operation that leaves them one', async () => {
  for (const format of OPERATION_FORMATS) {
    const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: RED } })
      .toFormat(format)
      .toBuffer();
    for (const operation of OPERATIONS.filter((id) => id !== 'crop' && id !== 'overlay')) {
      const result = await run(operation, dot);
      expect(result.width, `${operation} of a ${format}`).toBeGreaterThan(0);
    }
  }
});

test('a hundred megapixels are processed, one row more is not', { timeout: 120_000 }, async () => {
  const plain = (height: number) =>
    sharp({ create: { width: 10_000, height, channels: 3, background: RED }, limitInputPixels: false })
      .png({ compressionLevel: 1 })
      .toBuffer();
  const image = await plain(10_000);
  expect(await run('resize', image, { width: 100 })).toMatchObject({ width: 100, height: 100 });
  expect(await run('crop', image, { x: 9_000, y: 9_000, width: 1000, height: 1000 })).toMatchObject({
    width: 1000,
  });
  await expect(run('resize', await plain(10_001), { width: 100 })).rejects.toThrow(
    'input_image_url has 10000 x 10001 pixels; at most 100 megapixels can be processed.',
  );
});

describe('bombs', () => {
  const chunk = (type: string, data: Uint8Array) => {
    const bytes = Buffer.alloc(12 + data.length);
    bytes.writeUInt32BE(data.length, 0);
    bytes.write(type, 4, 'latin1');
    bytes.set(data, 8);
    bytes.writeUInt32BE(crc(bytes.subarray(4, 8 + data.length)), 8 + data.length);
    return bytes;
  };
  const png = (width: number, height: number, ...chunks: Uint8Array[]) => {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(height, 4);
    header.set([1, 0, 0, 0, 0], 8);
    const start = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
    return Buffer.concat([start, chunk('IHDR', header), ...chunks, chunk('IEND', new Uint8Array())]);
  };
  const bits = (width: number, height: number) =>
    chunk('IDAT', deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height), { level: 9 }));
  const jpegOf = async (width: number, height: number) => {
    const bytes = await halves(16, 16).jpeg().toBuffer();
    const at = bytes.indexOf(Buffer.from([0xff, 0xc0]));
    bytes.writeUInt16BE(height, at + 5);
    bytes.writeUInt16BE(width, at + 7);
    return bytes;
  };

  /** Small files that would be large, or are not what they say. */
  const BOMBS: Record<string, () => Uint8Array | Promise<Uint8Array>> = {
    'a PNG of 900 megapixels in 110 kB': () => png(30_000, 30_000, bits(30_000, 30_000)),
    'a PNG that claims 4 gigapixels': () => png(65_535, 65_535, bits(8, 8)),
    'a PNG that claims the largest sides there are': () => png(0x7fffffff, 0x7fffffff, bits(8, 8)),
    'a PNG that ends early': () => png(2_000, 2_000, bits(2_000, 20)),
    'a PNG without pixels': () => png(100, 100),
    'a GIF that claims 65535 x 65535': async () => {
      const bytes = await halves().gif().toBuffer();
      const frame = bytes.indexOf(Buffer.from([0x2c, 0, 0, 0, 0, 40, 0, 30, 0]));
      for (const at of [6, 8, frame + 5, frame + 7]) bytes.writeUInt16LE(65_535, at);
      return bytes;
    },
    'a JPEG that claims 65500 x 65500': () => jpegOf(65_500, 65_500),
    'a WebP that claims 16384 x 16384': async () => {
      const bytes = await halves().ensureAlpha(0.5).webp().toBuffer();
      const at = bytes.indexOf('VP8X');
      bytes.writeUIntLE(16_383, at + 12, 3);
      bytes.writeUIntLE(16_383, at + 15, 3);
      return bytes;
    },
    'a TIFF that claims a gigapixel': async () => {
      const bytes = await halves().tiff({ compression: 'none' }).toBuffer();
      return withTiffSides(bytes, 40_000, 40_000);
    },
    'an AVIF that is cut off': async () => (await halves(400, 400).avif().toBuffer()).subarray(0, 300),
    'an SVG that asks for the world': () =>
      Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="99999" height="99999"><rect width="100%" height="100%"/></svg>',
      ),
    'noise behind the first bytes of a JPEG': () =>
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(50_000, 7)]),
  };

  test.each(Object.keys(BOMBS))('%s is refused in words and costs no memory', async (name) => {
    const bomb = await (BOMBS[name] as () => Uint8Array | Promise<Uint8Array>)();
    const grown = await peakGrowthOf(async () => {
      await expect(run('resize', bomb, { width: 10 })).rejects.toMatchObject({
        code: 'validation_error',
        message: expect.stringMatching(
          /^input_image_url (has \d+ x \d+ pixels; at most|is not a|cannot be read)/,
        ),
      });
    });
    expect(grown).toBeLessThan(200_000_000);
  });
});

/** The parameters' own rules, each by its words. */
test.each([
  ['crop', { x: 0, y: 0, width: 0, height: 5 }, 'width must be between 1 and 100000'],
  ['crop', { x: 0.5, y: 0, width: 5, height: 5 }, 'x must be a whole number'],
  ['resize', {}, 'must have at least one of width, height'],
  ['rotate', { angle: 361 }, 'angle must be between -360 and 360'],
  ['rotate', { angle: 1, fill_color: 'red' }, 'fill_color must be a color such as #1E90FF'],
  ['flip', { direction: 'both' }, 'direction must be one of horizontal, vertical'],
  ['adjust', { brightness: null }, 'must have at least one of brightness, contrast, saturation'],
  ['overlay', { overlay_image_url: 'ftp://a/b' }, 'overlay_image_url must be the https URL of a picture'],
  ['convert', { format: 'svg' }, 'format must be one of png, jpeg, webp, avif, tiff, gif'],
  ['watermark', { text: '  ' }, 'text must not be empty'],
  ['watermark', { text: 'a\nb' }, 'text must be one line of text'],
  ['thumbnail', { size: 16, crop: 'left' }, 'crop must be one of smart, center, none'],
] as const)('%s refuses %o', (operation, parameters, words) => {
  const { error } = operationParameters[operation].safeParse(parameters);
  expect(error?.issues.map(({ path, message }) => [...path, message].join(' ')).join()).toContain(words);
});

function withTiffSides(bytes: Buffer, width: number, height: number): Buffer {
  const directory = bytes.readUInt32LE(4);
  const entries = bytes.readUInt16LE(directory);
  for (let index = 0; index < entries; index += 1) {
    const at = directory + 2 + index * 12;
    const tag = bytes.readUInt16LE(at);
    if (tag !== 256 && tag !== 257) continue;
    bytes.writeUInt16LE(4, at + 2);
    bytes.writeUInt32LE(tag === 256 ? width : height, at + 8);
  }
  return bytes;
}

function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

test('a result that is larger than what is given back is refused, with what to do', async () => {
  const image = await halves(400, 300).jpeg().toBuffer();
  const most = 100_000;
  const inputs = { image, overlay: undefined };
  await expect(process('convert', { format: 'tiff' }, inputs, most)).resolves.toMatchObject({
    format: 'tiff',
  });
  const noise = await sharp({
    create: {
      ...{ width: 400, height: 300, channels: 3, background: '#000' },
      noise: { type: 'gaussian', mean: 128, sigma: 50 },
    },
  })
    .jpeg({ quality: 20 })
    .toBuffer();
  const larger = process('convert', { format: 'png' }, { image: noise, overlay: undefined }, most);
  await expect(larger).rejects.toMatchObject({
    code: 'validation_error',
    message: expect.stringMatching(
      /^input_image_url would become a png file of 0\.\d MB, and at most 0\.1 MB are given back: make it smaller/,
    ),
  });
});
