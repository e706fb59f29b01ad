import type { PlaceId, ThingId } from './grammar/scene.ts';
import { THINGS_DRAWN } from './subjects/catalogue.ts';
import type { Thing } from './subjects/thing.ts';

/** A thing as it is drawn in a place. */
export function thingIn(subject: ThingId, place: PlaceId): Thing {
  const thing = THINGS_DRAWN[subject];
  const floating = place === 'sky' || place === 'space' || place === 'underwater';
  return floating ? (thing.elsewhere ?? thing) : thing;
}
