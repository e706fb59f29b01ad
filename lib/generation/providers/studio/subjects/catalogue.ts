import type { SceneryId, ThingId } from '../grammar/scene.ts';
import type { Setting } from '../scenery/setting.ts';
import type { Stage } from '../stage.ts';
import { airplane, balloon, rocket } from './aircraft.ts';
import { bird, gull, owl, penguin, swan } from './birds.ts';
import { castle } from './castle.ts';
import { campfire, house, tent } from './dwellings.ts';
import { cow, horse } from './farm-animals.ts';
import { bridge, ferrisWheel, pyramid, temple, windmill } from './landmarks.ts';
import { lighthouse } from './lighthouse.ts';
import { astronaut, figure, portrait, robot, snowman } from './people.ts';
import { cat, dog, rabbit } from './pets.ts';
import { butterfly, cactus, flower, mushroom, tree } from './plants-drawn.ts';
import { desert, field, forest, garden, mountain, sun, village } from './scenery-land.ts';
import { sea } from './scenery-sea.ts';
import { abstract, aurora, moon, planet } from './scenery-sky.ts';
import { city, street } from './scenery-town.ts';
import { island, river, volcano, waterfall } from './scenery-water.ts';
import { fish, jellyfish, turtle, whale } from './sea-life.ts';
import { apple, books, cake, candle, coffee, fruit, guitar, piano, umbrella } from './still-life.ts';
import type { Thing } from './thing.ts';
import { bicycle, bus, car, train } from './vehicles.ts';
import { boat, ship } from './vessels.ts';
import { bear, deer, elephant, fox } from './wild-animals.ts';

/** The painter of each landscape subject. */
export const SCENERY_PAINTERS: Readonly<Record<SceneryId, (stage: Stage) => Setting>> = {
  abstract,
  aurora,
  city,
  desert,
  field,
  forest,
  garden,
  island,
  moon,
  mountain,
  planet,
  river,
  sea,
  street,
  sun,
  village,
  volcano,
  waterfall,
};

/** The drawing of each thing. */
export const THINGS_DRAWN: Readonly<Record<ThingId, Thing>> = {
  airplane,
  apple,
  astronaut,
  balloon,
  bear,
  bicycle,
  bird,
  boat,
  books,
  bridge,
  bus,
  butterfly,
  cactus,
  cake,
  campfire,
  candle,
  car,
  castle,
  cat,
  coffee,
  cow,
  deer,
  dog,
  elephant,
  'ferris-wheel': ferrisWheel,
  figure,
  fish,
  flower,
  fox,
  fruit,
  guitar,
  gull,
  horse,
  house,
  jellyfish,
  lighthouse,
  mushroom,
  owl,
  penguin,
  piano,
  portrait,
  pyramid,
  rabbit,
  robot,
  rocket,
  ship,
  snowman,
  swan,
  temple,
  tent,
  train,
  tree,
  turtle,
  umbrella,
  whale,
  windmill,
};
