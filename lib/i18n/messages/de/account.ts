/** Signing up, signing in, and what goes wrong with it. */
export const account = {
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  name: 'Ihr Name',
  showPassword: 'Anzeigen',
  hidePassword: 'Verbergen',

  signUpTitle: 'Konto erstellen',
  signUpText: 'Vorausbezahltes Guthaben, kein Abonnement. Sie bezahlen nur die Bilder, die Sie erstellen.',
  signUpTrial:
    'Sobald Sie Ihre E-Mail-Adresse bestätigt haben, erhalten Sie {amount} kostenloses Testguthaben.',
  signUpPasswordHint:
    'Mindestens 10 Zeichen. Ein paar Wörter hintereinander sind leicht zu merken und schwer zu erraten.',
  signUpAction: 'Konto erstellen',
  signUpTerms:
    'Mit einem Konto nehmen Sie die <terms>Nutzungsbedingungen</terms> an. Was gespeichert wird, sagt der <privacy>Datenschutz</privacy>.',
  signUpHaveOne: 'Sie haben ein Konto? <link>Anmelden</link>',

  signInTitle: 'Anmelden',
  signInAction: 'Anmelden',
  signInForgot: 'Passwort vergessen?',
  signInNone: 'Noch kein Konto? <link>Konto erstellen</link>',
  signInVerified: 'Ihre Adresse ist bestätigt. Melden Sie sich an, um fortzufahren.',
  signInReset: 'Ihr neues Passwort ist gesetzt. Melden Sie sich damit an.',
  signInOut: 'Sie sind abgemeldet.',

  verifyTitle: 'Adresse bestätigen',
  verifyText: 'Bestätigen Sie mit dem Knopf, dass die Adresse, an die dieser Link ging, Ihnen gehört.',
  verifyPasswordHint:
    'Das Passwort, das Sie beim Erstellen des Kontos gewählt haben: Dies ist ein anderer Browser.',
  verifyForgot: 'Per E-Mail ein neues wählen',
  verifyAction: 'Meine Adresse bestätigen',
  sentTitle: 'Sehen Sie in Ihr Postfach',
  sentText:
    'Wir haben eine E-Mail an die angegebene Adresse geschickt. Öffnen Sie den Link darin, um fortzufahren; er gilt 24 Stunden.',
  sentNothing:
    'Nach einer Minute noch nichts da? Sehen Sie im Spam-Ordner nach oder lassen Sie die E-Mail noch einmal senden.',
  sentInbox: 'Postfach der Demo öffnen',
  resendTitle: 'E-Mail noch einmal senden',
  resendText:
    'Wir senden einen neuen Link an diese Adresse, wenn es zu ihr ein Konto gibt, das noch nicht bestätigt ist.',
  resendAction: 'Noch einmal senden',
  verifyNew: 'Der Link funktioniert nicht? <link>Neuen Link senden lassen</link>',
  resendDone:
    'Wenn es zu dieser Adresse ein Konto gibt, das noch nicht bestätigt ist, ist eine neue E-Mail unterwegs.',
  verifyLater: 'Sie können sich vorher schon umsehen: <link>Anmelden</link>.',

  forgotTitle: 'Passwort vergessen?',
  forgotText:
    'Nennen Sie uns Ihre Adresse. Wenn es zu ihr ein Konto gibt, senden wir einen Link, mit dem Sie ein neues Passwort wählen.',
  forgotAction: 'Link senden',
  forgotDone:
    'Wenn es zu dieser Adresse ein Konto gibt, ist eine E-Mail mit einem Link unterwegs. Der Link gilt eine Stunde.',
  forgotBack: '<link>Zurück zur Anmeldung</link>',

  resetTitle: 'Neues Passwort wählen',
  resetText: 'Damit werden Sie überall abgemeldet. Ihre API-Schlüssel gelten weiter.',
  resetPassword: 'Neues Passwort',
  resetAction: 'Neues Passwort setzen',
  resetAgain: '<link>Neuen Link anfordern</link>',

  linkDeadTitle: 'Dieser Link gilt nicht mehr',
  linkDeadText: 'Er ist vielleicht zu alt oder wurde schon benutzt. Fordern Sie unten einen neuen an.',

  problems: {
    fields: 'Bitte sehen Sie sich die markierten Felder an.',
    email_invalid: 'Geben Sie eine E-Mail-Adresse wie ada@example.com ein.',
    name_missing: 'Geben Sie den Namen ein, mit dem wir Sie ansprechen dürfen.',
    name_too_long: 'Verwenden Sie höchstens 100 Zeichen.',
    password_missing: 'Geben Sie Ihr Passwort ein.',
    password_too_short: 'Verwenden Sie mindestens 10 Zeichen.',
    password_too_long: 'Verwenden Sie höchstens 128 Zeichen.',
    password_too_common:
      'Dieses Passwort gehört zu denen, die als Erste ausprobiert werden. Wählen Sie ein anderes.',
    password_like_account:
      'Dieses Passwort ähnelt Ihrem Namen oder Ihrer Adresse zu sehr. Wählen Sie ein anderes.',
    password_not_of_account:
      'Das ist nicht das Passwort dieses Kontos. Wenn Sie das Konto nicht selbst erstellt haben, wählen Sie per E-Mail ein Passwort.',
    password_wrong: 'Das ist nicht Ihr jetziges Passwort.',
    search_missing: 'Geben Sie ein, wonach gesucht werden soll.',
    cap_invalid:
      'Geben Sie einen Betrag in Euro über 0 ein, zum Beispiel 20 oder 7,50, oder lassen Sie das Feld leer.',
    code_missing: 'Geben Sie den Code ein.',
    code_wrong: 'Dieser Code gilt nicht. Jeder gilt einmal und nur kurz: Warten Sie auf den nächsten.',
    setup_not_begun: 'Diese Einrichtung ist vorbei. Laden Sie die Seite neu und beginnen Sie von vorn.',
    line_invalid:
      'Geben Sie einen Betrag in Euro wie 5 oder 2,50 ein oder lassen Sie das Feld leer, wenn Sie keine Warnung wünschen.',
    time_zone_unknown: 'Wählen Sie eine Zeitzone aus der Liste.',
    credentials_wrong: 'Die Adresse oder das Passwort ist falsch.',
    too_many_attempts:
      'Zu viele Versuche. Versuchen Sie es in {minutes, plural, one {# Minute} other {# Minuten}} noch einmal.',
    link_dead: 'Dieser Link gilt nicht mehr. Fordern Sie einen neuen an.',
    wrong_origin:
      'Dieses Formular wurde von einer anderen Website gesendet. Öffnen Sie die Seite hier und versuchen Sie es noch einmal.',
    unreadable: 'Das Formular war nicht lesbar. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
    signed_out: 'Sie sind abgemeldet. Melden Sie sich an und versuchen Sie es noch einmal.',
    verify_first:
      'Bestätigen Sie zuerst Ihre E-Mail-Adresse: Öffnen Sie den Link in der E-Mail, die wir Ihnen geschickt haben.',
    not_yours: 'Unter dieser Adresse gibt es nichts.',
    unexpected: 'Bei uns ist etwas schiefgegangen. Versuchen Sie es gleich noch einmal.',
    busy: 'Der Dienst ist ausgelastet. Versuchen Sie es in einigen Sekunden noch einmal.',
  },
};
