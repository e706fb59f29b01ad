/** Taking one's data along, and closing an account. */
export const closing = {
  exportTitle: 'Ihre Daten',
  exportText:
    'Alles, was wir über Sie und Ihr Konto gespeichert haben, in einer JSON-Datei: Profil, Schlüssel, Zahlungen, jede Buchung Ihres Guthabens, jedes Bild, das Sie erstellt haben, und was Sie dafür verlangt haben. Keine Passwörter und keine Geheimnisse.',
  exportAction: 'Meine Daten exportieren',
  exportHint: 'Die Datei entsteht beim Herunterladen, bis zu sechsmal in der Stunde.',

  closeTitle: 'Konto schließen',
  closeText:
    'Endgültig. Gelöscht wird, wer Sie sind: Name und Adresse, Schlüssel, Prompts, Bilder. Beträge und Belegnummern bleiben ohne Sie in unseren Büchern.',
  waitTitle: 'Noch nicht',
  waitHold:
    'Ein Auftrag von Ihnen läuft noch, und dafür ist Guthaben reserviert. Er endet von selbst binnen Minuten; kommen Sie dann wieder.',
  waitRefund: 'Eine Erstattung läuft. Sie muss zuerst enden, damit das Geld Sie erreicht.',
  waitPayment: 'Eine Zahlung ist unterwegs. Sie muss zuerst ankommen, damit sie nicht verloren geht.',
  seeHistory: 'Laufende Aufträge ansehen',
  seeRefund: 'Stand der Erstattung ansehen',
  seePayment: 'Stand der Zahlung ansehen',
  offerTitle: 'Sie können zuerst Geld zurückbekommen',
  offerText:
    'Diese Aufladungen sind noch erstattbar. Ist das Konto geschlossen, geht verloren, was davon nicht verbraucht ist.',
  offerAction: '{amount} zurückbekommen',
  lost: 'Guthaben, das verloren geht',
  lostNone: 'Es ist kein Guthaben da, das verloren gehen könnte.',
  owed: 'Noch offen, und bleibt es',
  begin: 'Mein Konto schließen',
  confirmTitle: 'Ihr Konto endgültig schließen?',
  confirmText:
    'Sie werden überall abgemeldet, Ihre API-Schlüssel gelten nicht mehr, und Ihre Prompts und Bilder werden gelöscht. Niemand kann das rückgängig machen.',
  confirmLost: '{amount} Guthaben gehen verloren.',
  password: 'Passwort',
  phraseLabel: 'Geben Sie „{phrase}“ ein',
  phrase: 'mein Konto schließen',
  confirm: 'Endgültig schließen',
  notNow: 'Konto behalten',

  doneTitle: 'Ihr Konto ist geschlossen',
  doneText:
    'Sie sind abgemeldet. Eine letzte E-Mail bestätigt es; danach wird auch Ihre Adresse gelöscht. Größere Mengen, etwa Bilder, sind binnen Minuten gelöscht.',
  doneAgain: 'Sie können sich jederzeit wieder registrieren. Das Testguthaben gibt es nur einmal.',
  doneAction: 'Zur Startseite',

  mailSubject: 'Ihr Konto ist geschlossen',
  mailText:
    'Ihr Depicta-Konto wurde am {at} geschlossen, wie Sie es wollten. Dies ist die letzte E-Mail: Mit ihr wird Ihre Adresse gelöscht.',
  mailOwed: '{amount} sind noch offen, für eine Zahlung, die zurückgebucht wurde.',
  mailErased:
    'Ihr Name, Ihre Adressen, Schlüssel, Prompts und Bilder sind gelöscht. Beträge, Daten und Belegnummern bleiben ohne Sie in unseren Büchern, wie es das Gesetz verlangt. Paddle, das Ihnen das Guthaben verkauft hat, führt eigene Unterlagen über Ihre Zahlungen und ist selbst dafür verantwortlich.',
  mailForfeited: 'Aufgegebenes Guthaben',
  mailAgain: 'Sie können sich mit dieser Adresse wieder registrieren. Das Testguthaben gibt es nur einmal.',
  mailNotYou:
    'Wenn Sie das nicht waren, schreiben Sie dem Support: Das Konto lässt sich nicht wiederherstellen, aber wir können der Sache nachgehen.',
};
