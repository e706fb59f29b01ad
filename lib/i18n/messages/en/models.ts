/** The models by the id that the API uses. */
export const models = {
  'studio-sketch': { name: 'Sketch', about: 'Flat, quick pictures with clear shapes.' },
  'studio-scene': { name: 'Scene', about: 'Full scenes with clouds, water, light and shade.' },
  'studio-atelier': {
    name: 'Atelier',
    about: 'The richest pictures: every layer, soft light and finer edges.',
  },
  'gpt-image-2_5-flare': {
    name: 'GPT Image 2.5 Flare',
    about: 'By OpenAI: quick pictures that follow a prompt closely.',
  },
  'gpt-image-2_5-sunburst': {
    name: 'GPT Image 2.5 Sunburst',
    about: 'By OpenAI: fine detail, words in the picture, and references.',
  },
  'gemini-3_1-flash-lite-image': {
    name: 'Gemini 3.1 Flash Lite',
    about: 'By Google: simple pictures in a few seconds.',
  },
  'gemini-3_1-flash-image': {
    name: 'Gemini 3.1 Flash',
    about: 'By Google: quick and versatile, up to 4K, with references.',
  },
  'gemini-3-pro-image': {
    name: 'Gemini 3 Pro',
    about: 'By Google: thinks before it draws; exact words and layouts, with references.',
  },
  'flux-2-pro': {
    name: 'FLUX.2 pro',
    about: 'By Black Forest Labs: photographic pictures, with references.',
  },
  'flux-kontext-pro': {
    name: 'FLUX.1 Kontext pro',
    about: 'By Black Forest Labs: changes what references show and keeps the rest.',
  },
  'flux-pro-1_1-ultra': {
    name: 'FLUX1.1 pro ultra',
    about: 'By Black Forest Labs: four megapixels at once.',
  },
  'fal-flux-schnell': { name: 'FLUX.1 schnell at fal', about: 'A picture in about a second.' },
  'fal-flux-dev': { name: 'FLUX.1 dev at fal', about: 'More care for little money.' },
  'replicate-flux-schnell': { name: 'FLUX.1 schnell at Replicate', about: 'Quick and cheap.' },
  'replicate-flux-dev': { name: 'FLUX.1 dev at Replicate', about: 'More care for little money.' },
  'replicate-flux-1_1-pro': { name: 'FLUX1.1 pro at Replicate', about: 'Photographic pictures.' },
} as const;
