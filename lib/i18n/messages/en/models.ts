/** The models by the id that the API uses. */
export const models = {
  'studio-sketch': { name: 'Sketch', about: 'Flat, quick pictures with clear shapes.' },
  'studio-scene': { name: 'Scene', about: 'Full scenes with clouds, water, light and shade.' },
  'studio-atelier': {
    name: 'Atelier',
    about: 'The richest pictures: every layer, soft light and finer edges.',
  },
} as const;
