/** The models by the id that the API uses. */
export const models = {
  'studio-sketch': { name: 'Sketch', about: 'Flächige, schnelle Bilder mit klaren Formen.' },
  'studio-scene': { name: 'Scene', about: 'Ganze Szenen mit Wolken, Wasser, Licht und Schatten.' },
  'studio-atelier': {
    name: 'Atelier',
    about: 'Die reichsten Bilder: jede Ebene, weiches Licht und feinere Kanten.',
  },
  'gpt-image-2_5-flare': {
    name: 'GPT Image 2.5 Flare',
    about: 'Von OpenAI: schnelle Bilder, die sich eng an den Prompt halten.',
  },
  'gpt-image-2_5-sunburst': {
    name: 'GPT Image 2.5 Sunburst',
    about: 'Von OpenAI: feine Einzelheiten, Wörter im Bild und Referenzen.',
  },
  'gemini-3_1-flash-lite-image': {
    name: 'Gemini 3.1 Flash Lite',
    about: 'Von Google: einfache Bilder in wenigen Sekunden.',
  },
  'gemini-3_1-flash-image': {
    name: 'Gemini 3.1 Flash',
    about: 'Von Google: schnell und vielseitig, bis 4K, mit Referenzen.',
  },
  'gemini-3-pro-image': {
    name: 'Gemini 3 Pro',
    about: 'Von Google: denkt nach, bevor es zeichnet; genaue Wörter und Anordnungen, mit Referenzen.',
  },
  'flux-2-pro': {
    name: 'FLUX.2 pro',
    about: 'Von Black Forest Labs: fotografische Bilder, mit Referenzen.',
  },
  'flux-kontext-pro': {
    name: 'FLUX.1 Kontext pro',
    about: 'Von Black Forest Labs: ändert, was Referenzen zeigen, und behält den Rest.',
  },
  'flux-pro-1_1-ultra': {
    name: 'FLUX1.1 pro ultra',
    about: 'Von Black Forest Labs: vier Megapixel auf einmal.',
  },
  'fal-flux-schnell': { name: 'FLUX.1 schnell bei fal', about: 'Ein Bild in etwa einer Sekunde.' },
  'fal-flux-dev': { name: 'FLUX.1 dev bei fal', about: 'Mehr Sorgfalt für wenig Geld.' },
  'replicate-flux-schnell': { name: 'FLUX.1 schnell bei Replicate', about: 'Schnell und günstig.' },
  'replicate-flux-dev': { name: 'FLUX.1 dev bei Replicate', about: 'Mehr Sorgfalt für wenig Geld.' },
  'replicate-flux-1_1-pro': { name: 'FLUX1.1 pro bei Replicate', about: 'Fotografische Bilder.' },
};
