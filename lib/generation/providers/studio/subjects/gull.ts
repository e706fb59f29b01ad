import { rgb, shift } from '../paint/colour.ts';
import { circle, num, type Point, path, smooth } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';

function drawFlying(pen: Pen): string {
  const eagle = pen.named('eagle', 'hawk', 'falcon', 'adler', 'falke');
  const main = eagle ? (pen.accent ?? rgb('#6a4a34')) : pen.own('#f4f1ea');
  const tip = eagle ? shift(main, -0.12) : rgb('#3a3f4a');
  const wing = (side: number, level: number): string => {
    const whole: Point[] = [
      [side * 30 - 30, -470],
      [side * 190, -690],
      [side * 430, -830],
      [side * 760, -770],
      [side * 560, -650],
      [side * 360, -520],
      [side * 160, -380],
    ];
    const end: Point[] = [
      [side * 560, -826],
      [side * 760, -770],
      [side * 590, -668],
      [side * 500, -720],
    ];
    let feathers = '';
    for (let i = 0; i < 5; i += 1)
      feathers += `M${num(side * (210 + i * 74))} ${num(-440 - i * 58)}Q${num(side * (220 + i * 78))} ${num(-540 - i * 50)} ${num(side * (190 + i * 70))} ${num(-620 - i * 40)}`;
    return (
      path(smooth(whole, true, 0.9), { fill: pen.falling(main, level, level * 0.45) }) +
      path(smooth(end, true, 0.8), { fill: pen.tone(tip, level * 0.7) }) +
      path(feathers, { stroke: pen.tone(shift(main, -0.2), level * 0.6), width: 8, strokeOpacity: 0.5 })
    );
  };
  let svg = wing(1, 0.5);
  svg += path(
    smooth(
      [
        [250, -330],
        [420, -260],
        [520, -200],
        [440, -190],
        [330, -210],
        [240, -250],
      ],
      true,
      0.8,
    ),
    { fill: pen.tone(eagle ? rgb('#f1ece0') : main, 0.6) },
  );
  svg += path(
    smooth(
      [
        [-400, -520],
        [-340, -600],
        [-240, -590],
        [-60, -520],
        [160, -420],
        [310, -300],
        [280, -230],
        [80, -250],
        [-140, -330],
        [-300, -420],
        [-390, -470],
      ],
      true,
    ),
    { fill: pen.falling(main, 1, 0.3) },
  );
  svg += wing(-1, 1);
  if (eagle) svg += circle(-330, -528, 82, { fill: pen.rounded('#f4efe4', 1, 0.4) });
  svg += path('M-396 -548Q-500 -540 -506 -486Q-450 -490 -384 -496Z', { fill: pen.tone('#e0a03a', 0.9) });
  return svg + circle(-340, -546, 17, { fill: '#15131a' }) + circle(-345, -551, 5, { fill: '#ffffff' });
}

/** A large bird on the wing. */
export const gull: Thing = { height: 0.42, aspect: 1.5, habitat: 'air', draw: drawFlying };
