import type { PlaceId } from '../grammar/scene.ts';
import type { Stage } from '../stage.ts';
import { openSky, space, underwater } from './beyond.ts';
import { interior } from './indoors.ts';
import { desert, hills, meadow, mountains, snowfield } from './open-land.ts';
import type { Habitat, Setting } from './setting.ts';
import { city, street } from './town.ts';
import { beach, lake, sea } from './waterside.ts';
import { forest } from './woodland.ts';

/** The painter of each place. */
export const PLACES: Readonly<Record<PlaceId, (stage: Stage, habitat: Habitat) => Setting>> = {
  beach,
  city,
  desert,
  forest,
  hills,
  interior: (stage, habitat) => interior(stage, habitat === 'table'),
  lake,
  meadow,
  mountains,
  sea,
  sky: openSky,
  snow: snowfield,
  space,
  street,
  underwater,
};
