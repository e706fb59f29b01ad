/** How much care a model takes: 1 sketches, 2 paints a scene, 3 adds every layer it knows. */
export type Detail = 1 | 2 | 3;

/** A model of the embedded studio. */
export type StudioModel = {
  readonly id: string;
  readonly alias: string;
  readonly tier: 'budget' | 'standard' | 'premium';
  readonly detail: Detail;
  /** One sentence for a model list. */
  readonly summary: string;
};

/** The studio's models, cheapest first. Each draws every aspect ratio at 1K, 2K and 4K. */
export const STUDIO_MODELS = [
  {
    id: 'studio-sketch',
    alias: 'sketch',
    tier: 'budget',
    detail: 1,
    summary: 'Flat, quick pictures with clear shapes.',
  },
  {
    id: 'studio-scene',
    alias: 'scene',
    tier: 'standard',
    detail: 2,
    summary: 'Full scenes with clouds, water, light and shade.',
  },
  {
    id: 'studio-atelier',
    alias: 'atelier',
    tier: 'premium',
    detail: 3,
    summary: 'The richest pictures: every layer, soft light and finer edges.',
  },
] as const satisfies readonly StudioModel[];

/** The id of a studio model. */
export type StudioModelId = (typeof STUDIO_MODELS)[number]['id'];

/**
 * Finds a studio model.
 *
 * @param name The id or the alias.
 * @returns The model, or `undefined` when the studio has none of that name.
 */
export function findStudioModel(name: string): (typeof STUDIO_MODELS)[number] | undefined {
  return STUDIO_MODELS.find((model) => model.id === name || model.alias === name);
}
