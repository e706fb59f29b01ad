import type { PlaceId } from '../grammar/scene.ts';
import type { Stage } from '../stage.ts';
import { beach } from './place-beach.ts';
import { city } from './place-city.ts';
import { desert } from './place-desert.ts';
import { forest } from './place-forest.ts';
import { hills } from './place-hills.ts';
import { interior } from './place-interior.ts';
import { lake } from './place-lake.ts';
import { meadow } from './place-meadow.ts';
import { mountains } from './place-mountains.ts';
import { sea } from './place-sea.ts';
import { openSky } from './place-sky.ts';
import { snowfield } from './place-snow.ts';
import { space } from './place-space.ts';
import { street } from './place-street.ts';
import { underwater } from './place-underwater.ts';
import type { Habitat, Setting } from './setting.ts';

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
