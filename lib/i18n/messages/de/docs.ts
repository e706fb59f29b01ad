/** The page of the API's reference. */
export const docs = {
  title: 'API-Referenz',
  description: 'Jeder Pfad, jedes Feld, jeder Code und jeder Header der Depicta-API, auf Englisch.',
  loading: 'Die Referenz wird gezeichnet aus',
  failed: 'Die Referenz konnte nicht gezeichnet werden. Alles steht im Dokument selbst:',
};
