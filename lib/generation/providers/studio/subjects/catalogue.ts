import type { SceneryId, ThingId } from '../grammar/scene.ts';
import type { Setting } from '../scenery/setting.ts';
import type { Stage } from '../stage.ts';
import { abstract } from './abstract.ts';
import { airplane } from './airplane.ts';
import { astronaut } from './astronaut.ts';
import { aurora } from './aurora.ts';
import { balloon } from './balloon.ts';
import { bear } from './bear.ts';
import { bicycle } from './bicycle.ts';
import { boat } from './boat.ts';
import { books } from './books.ts';
import { bridge } from './bridge.ts';
import { bus } from './bus.ts';
import { butterfly } from './butterfly.ts';
import { cactus } from './cactus.ts';
import { cake } from './cake.ts';
import { campfire } from './campfire.ts';
import { candle } from './candle.ts';
import { car } from './car.ts';
import { castle } from './castle.ts';
import { cat } from './cat.ts';
import { city } from './city.ts';
import { coffee } from './coffee.ts';
import { cow } from './cow.ts';
import { deer } from './deer.ts';
import { desert } from './desert.ts';
import { dog } from './dog.ts';
import { elephant } from './elephant.ts';
import { ferrisWheel } from './ferris-wheel.ts';
import { field } from './field.ts';
import { figure } from './figure.ts';
import { fish } from './fish.ts';
import { flower } from './flower.ts';
import { forest } from './forest.ts';
import { fox } from './fox.ts';
import { apple, fruit } from './fruit.ts';
import { garden } from './garden.ts';
import { guitar } from './guitar.ts';
import { gull } from './gull.ts';
import { horse } from './horse.ts';
import { house } from './house.ts';
import { island } from './island.ts';
import { jellyfish } from './jellyfish.ts';
import { lighthouse } from './lighthouse.ts';
import { moon } from './moon.ts';
import { mountain } from './mountain.ts';
import { mushroom } from './mushroom.ts';
import { owl } from './owl.ts';
import { penguin } from './penguin.ts';
import { piano } from './piano.ts';
import { planet } from './planet.ts';
import { portrait } from './portrait.ts';
import { pyramid } from './pyramid.ts';
import { rabbit } from './rabbit.ts';
import { river } from './river.ts';
import { robot } from './robot.ts';
import { rocket } from './rocket.ts';
import { sea } from './sea.ts';
import { ship } from './ship.ts';
import { snowman } from './snowman.ts';
import { bird } from './songbird.ts';
import { street } from './street.ts';
import { sun } from './sun.ts';
import { swan } from './swan.ts';
import { temple } from './temple.ts';
import { tent } from './tent.ts';
import type { Thing } from './thing.ts';
import { train } from './train.ts';
import { tree } from './tree.ts';
import { turtle } from './turtle.ts';
import { umbrella } from './umbrella.ts';
import { village } from './village.ts';
import { volcano } from './volcano.ts';
import { waterfall } from './waterfall.ts';
import { whale } from './whale.ts';
import { windmill } from './windmill.ts';

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
