/** A person's own settings. */
export const settings = {
  title: 'Einstellungen',
  description:
    'Ihr Name und Passwort, wann wir Sie warnen und Ihnen schreiben, wie Seiten aussehen, wo Sie angemeldet sind, und Ihre Daten.',
  staffDescription:
    'Ihr Name und Passwort, Ihr zweiter Faktor, wie Seiten aussehen und wo Sie angemeldet sind.',

  youTitle: 'Sie',
  youText: 'Wie wir Sie im Dashboard und in E-Mails ansprechen.',
  name: 'Ihr Name',
  nameSave: 'Namen speichern',
  nameSaved: 'Ihr Name ist gespeichert.',
  email: 'E-Mail-Adresse',
  emailVerified: 'Bestätigt',
  emailUnverified: 'Noch nicht bestätigt',

  passwordTitle: 'Passwort',
  passwordText:
    'Mit einem neuen Passwort werden Sie überall sonst abgemeldet. Ihre API-Schlüssel gelten weiter.',
  staffPasswordText: 'Mit einem neuen Passwort werden Sie überall sonst abgemeldet.',
  passwordCurrent: 'Jetziges Passwort',
  passwordNew: 'Neues Passwort',
  passwordSave: 'Passwort ändern',
  passwordSaved: 'Ihr Passwort ist geändert. Überall sonst sind Sie abgemeldet.',

  warningsTitle: 'Warnungen und E-Mails',
  warningsText: 'Wann wir Ihnen sagen, dass Ihr Guthaben niedrig ist, und worüber wir Ihnen schreiben.',
  line: 'Warnen unter',
  lineHint:
    'Sinkt Ihr verfügbares Guthaben durch eine Abbuchung oder einen Verfall unter diesen Betrag, erhalten Sie einen Hinweis und eine E-Mail, die nächste erst, wenn es wieder darüber lag. Leer: keine Warnung. Unter 0,50 € sind nur Budget-Modelle möglich.',
  letters: 'E-Mails, die ich möchte',
  lowBalanceLetter: 'Mein Guthaben ist unter diesen Betrag gesunken',
  grantLetter: 'Ich habe eine Gutschrift erhalten',
  statementLetter: 'Mein Kontoauszug, einmal im Monat',
  lettersAlways:
    'Immer gesendet werden, weil sie Ihr Geld oder Ihr Konto schützen: Belege, alles über Erstattungen, Guthaben, das bald verfällt, Änderungen des Passworts und neue Anmeldungen.',
  warningsSave: 'Warnungen und E-Mails speichern',
  warningsSaved: 'Ihre Warnungen und E-Mails sind gespeichert.',

  lookTitle: 'Wie Seiten aussehen',
  lookText: 'Wird bei Ihrem Konto gespeichert, damit Ihre anderen Browser folgen.',
  colours: 'Farben',
  zone: 'Zeitzone',
  zoneHint:
    'Für die Zeiten auf Seiten. Die Tage, bis zu denen Guthaben gültig ist oder erstattet werden kann, sind Zusagen: Sie bleiben in UTC und sagen das.',
  zoneDevice: 'Zeitzone dieses Geräts verwenden',
  language: 'Sprache',
  languageHint: 'Für Seiten und unsere E-Mails. Die API spricht Englisch.',
  lookSave: 'Zeitzone und Sprache speichern',
  lookSaved: 'Gespeichert. Seiten und Zeiten werden jetzt so angezeigt.',

  sessionsTitle: 'Wo Sie angemeldet sind',
  sessionsText:
    'Jede Anmeldung gilt 30 Tage. Beenden Sie eine, ist sie mit ihrem nächsten Schritt abgemeldet.',
  sessionsCaption: 'Ihre Anmeldungen',
  device: 'Gerät',
  deviceOn: '{browser} unter {system}',
  deviceUnknown: 'Unbekanntes Gerät',
  signedIn: 'Angemeldet',
  lastSeen: 'Zuletzt gesehen',
  end: 'Beenden',
  endLabel: 'Anmeldung von {device} beenden, zuletzt gesehen {seen}',
  here: 'Dieser Browser',
  ended: 'Die Anmeldung ist beendet.',
  endOthers: 'Alle anderen beenden',
  endedOthers: 'Überall sonst sind Sie abgemeldet.',

  unverifiedTitle: 'Bestätigen Sie Ihre E-Mail-Adresse',
  unverifiedText:
    'Wir haben eine E-Mail an {email} geschickt. Öffnen Sie den Link darin, dann können Sie aufladen und Bilder erstellen.',
  unverifiedTrial: 'Er bringt Ihnen außerdem {amount} kostenloses Testguthaben.',
  resend: 'E-Mail noch einmal senden',
  resent: 'Eine neue E-Mail ist unterwegs.',
  lowTitle: 'Ihr Guthaben ist niedrig: {amount} verfügbar',
  lowText:
    'Wir warnen Sie, wenn es unter {line} liegt. Ist es verbraucht, geht es erst nach einer Aufladung weiter.',
  lowHeld: 'Weitere {held} sind für laufende Aufträge reserviert.',
  lowTopUp: 'Aufladen',
  lowSettings: 'Betrag ändern',
  suspendedTitle: 'Ihr Konto ist gesperrt',
  suspendedText:
    'Sie können sich umsehen, und Ihr Guthaben bleibt erhalten. Aufladen und Bilder erstellen können Sie erst wieder, wenn der Support der Sache nachgegangen ist.',
};
