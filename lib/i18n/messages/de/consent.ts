/**
 * The German of what a customer agrees to before a payment, in the terms of the right of withdrawal (sections 355 to 357a
 * of the German Civil Code). As with the English one, a wording is never edited: a change is a new version.
 */
export const consent = {
  v1: 'Ich verlange ausdrücklich, dass mein Guthaben sofort bereitgestellt wird, also vor Ablauf der Widerrufsfrist. Mir ist bekannt, dass mein Widerrufsrecht erlischt, soweit ich Guthaben verbraucht habe, und dass verbrauchtes Guthaben nicht erstattet wird.',
};
