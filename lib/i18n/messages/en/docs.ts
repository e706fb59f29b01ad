/** The page of the API's reference. */
export const docs = {
  title: 'API reference',
  description: 'Every path, field, code and header of the Depicta API.',
  loading: 'The reference is being drawn from',
  failed: 'The reference could not be drawn. It is all in the document itself:',
} as const;
