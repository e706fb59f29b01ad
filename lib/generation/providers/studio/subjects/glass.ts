import { shift } from '../paint/colour.ts';
import type { Pen } from './thing.ts';

export const glass = (pen: Pen): string => {
  const [high, low] = [pen.stage.light.sky[1], pen.stage.light.sky[3]];
  return pen.stage.linear(
    [
      [0, high],
      [0.5, low],
      [1, shift(high, -0.1)],
    ],
    [0, 0],
    [1, 1],
  );
};
