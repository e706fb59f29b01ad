/** The kinds of picture that can be read. */
export type ImageType = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif' | 'tiff';

/** How many bytes tell what a file is. */
export const TYPE_BYTES = 16;

const ascii = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length));

/**
 * What a file is by its first bytes: neither its name nor what its sender says of it counts.
 *
 * @param bytes the first `TYPE_BYTES`, or all of it
 * @returns undefined for anything but a picture that can be read
 */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return 'gif';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return 'webp';
  if (ascii(bytes, 4, 4) === 'ftyp' && /^avi[fs]$/.test(ascii(bytes, 8, 4))) return 'avif';
  if (/^(II\*\0|MM\0\*)$/.test(ascii(bytes, 0, 4))) return 'tiff';
  return undefined;
}
