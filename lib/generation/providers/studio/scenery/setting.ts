/** Where a thing lives, which decides how a place makes room for it. */
export type Habitat = 'ground' | 'water' | 'air' | 'deep' | 'table';

/** A painted place, ready for its things. */
export type Setting = {
  /** Where a thing stands (or floats, or hangs), at a place across. */
  readonly standAt: (x: number) => number;
  /** The line about which things are mirrored, where there is water at their feet. */
  readonly mirrorY?: number;
  /** The water is rough: mirror images break up. */
  readonly rough?: true;
  /** Where across the picture there is ground, when not everywhere. */
  readonly ground?: readonly [from: number, to: number];
  /** Free room above the standing line, for sizing. */
  readonly room: number;
  /** The horizon. */
  readonly horizonY: number;
  /** How far a soft shadow falls on the ground: 0 for none. */
  readonly shadow: number;
  /** Paints what lies in front of the things. */
  readonly front: () => void;
};
