/** The twenty operations. */
export const OPERATIONS = [
  'crop',
  'resize',
  'rotate',
  'flip',
  'trim',
  'adjust',
  'overlay',
  'metadata-strip',
  'convert',
  'optimize',
  'remove-background',
  'pad',
  'border',
  'blur',
  'sharpen',
  'grayscale',
  'tint',
  'round-corners',
  'watermark',
  'thumbnail',
] as const;

export type Operation = (typeof OPERATIONS)[number];

/** The largest picture that is taken, in bytes: 50 MB. */
export const LARGEST_UPLOAD_BYTES = 52_428_800;

/** The largest picture that an operation gives back, in bytes: 100 MB. */
export const LARGEST_RESULT_BYTES = 104_857_600;
