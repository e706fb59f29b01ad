import { LARGEST_UPLOAD_BYTES } from '#lib/contracts/operation-choices.ts';

/** What is wrong with a file before a byte of it is sent. */
export type WrongFile = 'fileTooLarge' | 'fileWrong' | 'fileEmpty';

/** The kinds of picture that can be read, as browsers name them. */
export const PICTURE_TYPES = 'image/png,image/jpeg,image/webp,image/avif,image/gif,image/tiff';

/** @returns why a file need not be sent; what it really is the server says by its bytes */
export function wrongFile({ size, type }: Pick<File, 'size' | 'type'>): WrongFile | undefined {
  if (size > LARGEST_UPLOAD_BYTES) return 'fileTooLarge';
  if (size === 0) return 'fileEmpty';
  // A browser that does not know a kind says nothing of it.
  return type === '' || PICTURE_TYPES.split(',').includes(type) ? undefined : 'fileWrong';
}
