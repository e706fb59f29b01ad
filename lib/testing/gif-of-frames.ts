const HEAD = Buffer.from([0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
const FRAME = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0]);

/** A valid GIF of one pixel that shows it again and again: a frame takes 15 bytes of the file, and many more of a decoder. */
export function gifOfFrames(bytes: number): Buffer<ArrayBuffer> {
  const frames = Buffer.alloc(Math.floor(bytes / FRAME.length) * FRAME.length, FRAME);
  const start = Buffer.from('GIF89a\x01\0\x01\0', 'latin1');
  return Buffer.concat([start, HEAD, frames, Buffer.from([0x3b])]);
}
