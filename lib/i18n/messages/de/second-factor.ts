/** The German of the second factor of staff. */
export const secondFactor = {
  passTitle: 'Ihr zweiter Faktor',
  passText: 'Geben Sie die sechs Ziffern ein, die Ihre Authenticator-App für Depicta anzeigt.',
  passCode: 'Code',
  passAction: 'Weiter',
  passLost: 'Ihre App ist nicht zur Hand? <link>Einen Wiederherstellungscode verwenden</link>',
  recoveryTitle: 'Einen Wiederherstellungscode verwenden',
  recoveryText: 'Jeder Ihrer zehn Codes gilt einmal. Ist keiner mehr übrig, hilft ein Admin.',
  recoveryCode: 'Wiederherstellungscode',
  recoveryBack: '<link>Doch die App verwenden</link>',
  demoHint: 'Dies ist eine Demo ohne Telefon. So wird der Code ausgegeben:',
  signOut: 'Abmelden',

  setUpTitle: 'Ihren zweiten Faktor einrichten',
  setUpWhy:
    'Der Support öffnet sich nur mit Passwort und dem Code einer App zusammen: Ein gestohlenes Passwort öffnet nichts.',
  setUpPasswordHint: 'Noch einmal, damit ihn niemand an einem offen gelassenen Bildschirm einrichtet.',
  setUpBegin: 'Beginnen',
  scanText:
    'Scannen Sie dies mit einer Authenticator-App auf Ihrem Telefon, etwa Aegis, 2FAS, Google Authenticator oder einem Passwortmanager.',
  scanAlt: 'QR-Code mit dem Geheimnis für Ihre App. Es steht ausgeschrieben darunter.',
  typeIt: 'Oder tippen Sie das Geheimnis in die App:',
  openIt: 'In einer App auf diesem Gerät öffnen',
  copySecret: 'Geheimnis kopieren',
  confirmCode: 'Der Code, den die App jetzt anzeigt',
  confirmAction: 'Einrichten',

  codesTitle: 'Ihre Wiederherstellungscodes',
  codesText:
    'Jeder lässt Sie einmal hinein, wenn Ihre App nicht zur Hand ist. Sie werden nur dieses eine Mal gezeigt: Bewahren Sie sie bei Ihren wichtigen Papieren auf, nicht beim Telefon.',
  copyCodes: 'Alle kopieren',
  codesDone: 'Ich habe sie aufbewahrt',

  sectionTitle: 'Zweiter Faktor',
  sectionText: 'Der Support öffnet sich mit Ihrem Passwort und einem Code Ihrer App zusammen.',
  since: 'Eingerichtet am {at}.',
  codesLeft: 'Unbenutzte Wiederherstellungscodes: {count}.',
  codesNoneLeft:
    'Kein Wiederherstellungscode ist übrig. Erstellen Sie jetzt neue, sonst hängt alles an Ihrer App.',
  codesFewLeft: 'Wenige sind übrig: Erstellen Sie neue.',
  password: 'Ihr Passwort',
  renew: 'Neue Wiederherstellungscodes erstellen',
  renewHint: 'Für neue Wiederherstellungscodes. Die alten gelten dann nicht mehr.',
  anotherApp: 'Zu einer anderen App wechseln',
  colleagues: 'Mitarbeitende: Rollen und zweite Faktoren',

  staffTitle: 'Mitarbeitende',
  staffText:
    'Was wer hier darf: Eine Änderung meldet die Person überall ab. Wer App und Wiederherstellungscodes verloren hat, wird hier zurückgesetzt: überall abgemeldet und mit dem Passwort neu einzurichten. Vergewissern Sie sich mündlich oder persönlich, dass wirklich diese Person darum bittet.',
  staffSince: 'Eingerichtet am {at}',
  staffNone: 'Nicht eingerichtet',
  staffOwn: 'Das sind Sie: Ihre Rolle und Ihren zweiten Faktor ändert ein anderer Admin.',
  role: 'Rolle',
  roleReason: 'Grund der Änderung',
  roleChange: 'Rolle ändern',
  role_support: 'Support',
  role_admin: 'Admin',
  role_former: 'ausgeschieden, kein Zugang',
  staffNothing: 'Nichts zurückzusetzen: Er wird bei der nächsten Anmeldung eingerichtet.',
  reason: 'Grund, für das Protokoll',
  reset: 'Den zweiten Faktor zurücksetzen',

  mailSetUpSubject: 'Ihr zweiter Faktor ist eingerichtet',
  mailSetUpText:
    'Für Ihr Konto wurde eine Authenticator-App eingerichtet. Von jetzt an wird ihr Code bei jeder Anmeldung verlangt. Alle anderen Anmeldungen an Ihrem Konto wurden beendet.',
  mailRecoverySubject: 'Einer Ihrer Wiederherstellungscodes wurde verwendet',
  mailRecoveryText:
    'Jemand hat sich mit Ihrem Passwort und einem Ihrer Wiederherstellungscodes angemeldet. Noch unbenutzt: {left}.',
  mailResetSubject: 'Ihr zweiter Faktor wurde zurückgesetzt',
  mailResetText:
    'Ein Admin oder der Betreiber hat Ihren zweiten Faktor zurückgesetzt. Sie sind überall abgemeldet; bei der nächsten Anmeldung richten Sie eine App neu ein.',
  mailAt: 'Zeit',
  mailAction: 'Ihre Einstellungen ansehen',
  mailNotYou:
    'Waren Sie das nicht, wählen Sie sofort ein neues Passwort ({forgot}) und sagen Sie es einem Admin: Er setzt Ihren zweiten Faktor zurück.',
  mailWhy: 'Diese Mail erhalten Sie immer: Sie schützt den Support.',
};
