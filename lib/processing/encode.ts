import type { Sharp } from 'sharp';
import type { OperationFormat } from '#lib/contracts/operations.ts';

/** Which formats can hold what is see-through. */
const WITH_ALPHA: ReadonlySet<OperationFormat> = new Set(['png', 'webp', 'avif', 'tiff', 'gif']);

/** How well each format is stored when nobody says: what the eye does not tell from the original. */
const QUALITY = { jpeg: 90, webp: 90, avif: 65 } as const;

/** The format for a picture that has see-through parts now: its own, or PNG where its own cannot hold them. */
export function withAlpha(format: OperationFormat): OperationFormat {
  return WITH_ALPHA.has(format) ? format : 'png';
}

/**
 * How a picture will be stored. Where the format cannot hold what is see-through, white is put behind it.
 *
 * @param quality 1 to 100; formats without loss take it as how many colors they keep
 */
export function encoded(image: Sharp, format: OperationFormat, quality?: number): Sharp {
  switch (format) {
    case 'png':
      return quality === undefined ? image.png() : image.png({ palette: true, quality, effort: 7 });
    case 'jpeg':
      return image.flatten({ background: '#ffffff' }).jpeg({ quality: quality ?? QUALITY.jpeg });
    case 'webp':
      return image.webp({ quality: quality ?? QUALITY.webp });
    case 'avif':
      return image.avif({ quality: quality ?? QUALITY.avif, effort: 2 });
    case 'tiff':
      return quality === undefined ? image.tiff({ compression: 'deflate' }) : flatJpegTiff(image, quality);
    case 'gif':
      return image.gif();
  }
}

function flatJpegTiff(image: Sharp, quality: number): Sharp {
  return image.flatten({ background: '#ffffff' }).tiff({ compression: 'jpeg', quality });
}
