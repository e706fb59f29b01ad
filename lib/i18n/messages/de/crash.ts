/** For when a page could not be shown at all. A file of its own: the browser carries these texts in itself. */
export const crash = {
  title: 'Bei uns ist etwas schiefgegangen',
  text: 'Ihr Guthaben ist sicher: Weil eine Seite nicht lädt, wird nichts abgebucht. Versuchen Sie es noch einmal; wenn es wieder geschieht, schreiben Sie uns mit der Referenz unten.',
  reference: 'Referenz',
  retry: 'Noch einmal versuchen',
  home: 'Zur Startseite',
};
