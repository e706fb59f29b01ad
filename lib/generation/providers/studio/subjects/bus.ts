import { rgb } from '../paint/colour.ts';
import { circle, ellipse, path, rect } from '../paint/svg.ts';
import { glass } from './glass.ts';
import type { Pen, Thing } from './thing.ts';
import { wheel } from './wheel.ts';

function drawBus(pen: Pen): string {
  const paint = pen.own('#c8372f', '#e0a030', '#2f7f9a', '#4a8f5a');
  const cream = rgb('#f3ead6');
  let svg = rect(-880, -940, 1760, 800, { fill: pen.falling(paint, 1, 0.3) }, 76);
  svg +=
    rect(-880, -880, 1760, 120, { fill: pen.falling(cream, 1, 0.7) }, 40) +
    rect(-884, -470, 1768, 40, { fill: pen.tone(cream, 0.8) });
  for (let i = 0; i < 6; i += 1)
    svg += rect(
      -640 + i * 232,
      -770,
      206,
      268,
      { fill: pen.stage.light.lamps > 0.4 ? pen.lamp('#5f7a90') : glass(pen) },
      20,
    );
  svg +=
    rect(-852, -770, 176, 330, { fill: glass(pen) }, 20) +
    rect(-820, -920, 300, 70, { fill: pen.lamp('#2c313c') }, 12);
  for (let i = 0; i < 3; i += 1)
    svg +=
      circle(-540 + i * 420, -690, 38, { fill: pen.tone(['#4a3a3a', '#6a4a3a', '#3a3a4a'][i]!, 0.4) }) +
      rect(-582 + i * 420, -650, 84, 148, { fill: pen.tone(['#5a7a9a', '#9a5a5a', '#5a8a6a'][i]!, 0.4) }, 30);
  svg +=
    rect(-500, -420, 210, 278, { fill: glass(pen) }, 12) +
    path('M-395 -420V-150', { stroke: pen.tone(paint, 0.5), width: 12 });
  svg += ellipse(-860, -300, 30, 48, {
    fill: pen.stage.light.lamps > 0.4 ? '#fff6d8' : pen.tone('#f4efe0', 1),
  });
  if (pen.stage.light.lamps > 0.4) svg += pen.glow(-880, -300, 360, [255, 238, 190], 0.8);
  for (const x of [-600, 560])
    svg +=
      path(`M${x - 190} -140a190 190 0 0 1 380 0z`, { fill: pen.tone('#17181d', 0.2) }) +
      wheel(pen, x, -146, 148, '#c9ccd2');
  return svg;
}

/** A bus in profile. */
export const bus: Thing = { height: 0.38, aspect: 1.86, habitat: 'ground', draw: drawBus };
