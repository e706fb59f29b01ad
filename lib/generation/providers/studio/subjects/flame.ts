import { rgb, shift } from '../paint/colour.ts';
import { num, path } from '../paint/svg.ts';
import type { Pen } from './thing.ts';

/** A small fire: three tongues of flame and their light. */
export function flame(pen: Pen, x: number, y: number, size: number): string {
  const tongue = (wide: number, tall: number, colour: string, lean: number): string =>
    path(
      `M${num(x - wide)} ${num(y)}C${num(x - wide * 1.25)} ${num(y - tall * 0.45)} ${num(x - wide * 0.1 + lean)} ${num(y - tall * 0.55)} ${num(x + lean)} ${num(y - tall)}C${num(x + wide * 0.35 + lean)} ${num(y - tall * 0.6)} ${num(x + wide * 1.3)} ${num(y - tall * 0.5)} ${num(x + wide)} ${num(y)}Q${num(x)} ${num(y + wide * 0.4)} ${num(x - wide)} ${num(y)}Z`,
      { fill: colour },
    );
  const { light } = pen.stage;
  const paint = (hex: string): string =>
    pen.stage.linear([
      [0, light.grade(shift(rgb(hex), -0.04))],
      [1, light.grade(shift(rgb(hex), 0.05))],
    ]);
  return (
    pen.glow(x, y - size * 0.4, size * 2.6, [255, 160, 70], light.dark ? 0.85 : 0.4) +
    tongue(size * 0.42, size * 1.05, paint('#e2491f'), size * 0.06) +
    tongue(size * 0.24, size * 0.7, paint('#d9531f'), -size * 0.26) +
    tongue(size * 0.3, size * 0.8, paint('#f59b2c'), size * 0.02) +
    tongue(size * 0.17, size * 0.5, paint('#ffe08a'), size * 0.01)
  );
}
