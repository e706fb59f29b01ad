import { expect, test } from 'vitest';
import { ASPECT_RATIOS, IMAGE_SIZES } from '#lib/contracts/image-choices.ts';
import { formatOf, LONG_EDGE_PX, pixelSize } from './dimensions.ts';

const formats = IMAGE_SIZES.flatMap((imageSize) =>
  ASPECT_RATIOS.map((aspectRatio) => ({ imageSize, aspectRatio })),
);

test('every size and ratio has the long edge of its size, and the ratio to within half a pixel', () => {
  for (const { imageSize, aspectRatio } of formats) {
    const { width, height } = pixelSize(imageSize, aspectRatio);
    const [across, down] = aspectRatio.split(':').map(Number) as [number, number];
    expect(Math.max(width, height)).toBe(LONG_EDGE_PX[imageSize]);
    const [long, short] = [Math.max(across, down), Math.min(across, down)];
    expect(Math.abs(Math.min(width, height) - (LONG_EDGE_PX[imageSize] * short) / long)).toBeLessThanOrEqual(
      0.5,
    );
    expect(width >= height).toBe(across >= down);
  }
});

test('a size in pixels is known again as the format it came from; no two formats share one', () => {
  for (const format of formats) {
    const { width, height } = pixelSize(format.imageSize, format.aspectRatio);
    expect(formatOf(`${width}x${height}`)).toEqual(format);
  }
  expect(formatOf('1000x1000')).toBeUndefined();
});
