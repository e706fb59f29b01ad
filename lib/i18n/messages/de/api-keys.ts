/** Keys for the API and the command line. */
export const apiKeys = {
  title: 'API-Schlüssel',
  description:
    'Mit einem Schlüssel erstellt ein Programm oder die Kommandozeile Bilder mit Ihrem Guthaben. Aufladen kann er nicht, und Sie können ihn jederzeit widerrufen.',

  newTitle: 'Neuer Schlüssel',
  newText:
    'Geben Sie jedem Programm einen eigenen Schlüssel: Dann hat jedes sein eigenes Limit und seinen eigenen Verlauf und lässt sich einzeln widerrufen.',
  name: 'Bezeichnung',
  nameHint: 'Wofür er ist, zum Beispiel der Name des Rechners.',
  cap: 'Monatslimit',
  capHint: 'In Euro, je Kalendermonat (UTC). Leer: kein Limit außer Ihrem Guthaben.',
  create: 'Schlüssel erstellen',

  madeTitle: 'Kopieren Sie jetzt Ihren Schlüssel',
  madeText:
    'Er wird nur dieses eine Mal angezeigt. Wir behalten nur einen Fingerabdruck davon, deshalb kann ihn später niemand nachsehen.',
  madeLabel: 'Der neue Schlüssel',
  madeUse: 'Um ihn mit der Kommandozeile zu verwenden, führen Sie dies aus und fügen den Schlüssel ein:',
  madeDone: 'Ich habe ihn kopiert',

  listTitle: 'Ihre Schlüssel',
  listCaption: 'Gültige Schlüssel',
  key: 'Schlüssel',
  created: 'Erstellt',
  lastUsed: 'Zuletzt benutzt',
  never: 'nie',
  spend: 'Verbraucht in diesem Monat',
  howSpent: 'Wofür er ausgegeben wurde',
  charged: 'Abgebucht',
  open: 'Für laufende Aufträge reserviert',
  ofCap: 'von {cap}',
  noCap: 'kein Limit',
  capShare: '{spent} von {cap} in diesem Monat verbraucht',
  revoke: 'Widerrufen',
  revokeLabel: 'Schlüssel {name} widerrufen',
  revokeTitle: '„{name}“ widerrufen?',
  revokeText:
    'Der Schlüssel mit der Endung {last4} gilt ab sofort und für immer nicht mehr. Bereits angenommene Bilder werden noch erstellt.',
  revokeConfirm: 'Schlüssel widerrufen',
  revoked: 'Der Schlüssel „{name}“ ist widerrufen.',

  emptyTitle: 'Sie haben keinen Schlüssel',
  emptyText:
    'Erstellen Sie oben einen und probieren Sie ihn mit der Kommandozeile oder Ihrem eigenen Programm aus.',
  revokedTitle: 'Widerrufene Schlüssel',
  revokedCaption: 'Schlüssel, die widerrufen wurden',
  revokedAt: 'Widerrufen am',
};
