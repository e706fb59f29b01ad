import { path } from '../paint/svg.ts';

/** A bright spot on something glazed or polished. */
export const gleam = (d: string, strength = 0.4): string =>
  path(d, { stroke: '#ffffff', width: 22, strokeOpacity: strength });
