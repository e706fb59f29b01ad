/** Pages and notices for when something went wrong: what happened, what to do, what to quote. */
export const errors = {
  notFoundTitle: 'Diese Seite gibt es nicht',
  notFoundText:
    'Die Adresse ist vielleicht falsch geschrieben, oder was sie zeigte, gibt es nicht mehr oder ist nicht für Sie bestimmt.',
  notFoundHome: 'Zur Startseite',
  notFoundOverview: 'Zu Ihrer Übersicht',
  notFoundDesk: 'Zum Support-Bereich',
  offline:
    'Wir konnten den Server nicht erreichen. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  unexpected:
    'Der Server hat anders geantwortet, als wir erwartet haben. Versuchen Sie es gleich noch einmal.',
  timeout: 'Der Server hat zu lange für eine Antwort gebraucht. Versuchen Sie es gleich noch einmal.',
};
