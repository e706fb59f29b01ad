import { mix, rgb } from '../paint/colour.ts';
import type { Stage } from '../stage.ts';
import { hill } from './hills.ts';

/** Sand of the scene. */
export const SAND = rgb('#dba869');

/** Dunes with a lit and a shaded side, from the horizon to the bottom of the picture. */
export function paintDunes(stage: Stage, horizonY: number): void {
  const { frame } = stage;
  const depth = frame.height - horizonY;
  [0.02, 0.2, 0.46].forEach((share, i) => {
    const rng = stage.rng(`dune ${i}`);
    const y = horizonY + depth * share;
    const distance = 0.5 - i * 0.22;
    const strip = hill(
      stage,
      `dune ${i}`,
      { y, swing: 26 + i * 24, waves: 1.2 - i * 0.15, floor: frame.height + 20 },
      SAND,
      distance,
    );
    stage.layer(`dune ${i}`, strip.svg);
    if (i > 0 && stage.scene.style !== 'minimalist')
      stage.layer(`sand ripples ${i}`, sandRipples(stage, rng, y, depth, distance));
  });
}

function sandRipples(stage: Stage, rng: () => number, topY: number, depth: number, distance: number): string {
  let d = '';
  const many = stage.detail * 16;
  for (let i = 0; i < many; i += 1) {
    const near = rng();
    const y = topY + 40 + near * depth * 0.6;
    const x = rng() * stage.frame.width;
    const long = (60 + rng() * 160) * (0.5 + near);
    d += `M${Math.round(x)} ${Math.round(y)}q${Math.round(long * 0.3)} ${Math.round(-6 - near * 8)} ${Math.round(long * 0.5)} 0t${Math.round(long * 0.5)} 0`;
  }
  return `<path d="${d}" fill="none" stroke="${stage.tone(mix(SAND, rgb('#8a5a3a'), 0.5), 0.3, distance)}" stroke-width="1.6" stroke-opacity=".32" stroke-linecap="round"/>`;
}
