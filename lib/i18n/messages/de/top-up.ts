/** The top-up page: choosing, paying, and what became of it. */
export const topUp = {
  title: 'Aufladen',
  description:
    'Sie wählen das Guthaben, das Sie erhalten. Die MwSt. Ihres Landes kommt hinzu; Paddle nimmt die Zahlung an.',

  presets: 'Guthaben, das Sie erhalten',
  customLabel: 'Oder ein anderer Betrag',
  customHint: 'Von {minimum} bis {maximum}, mit Komma oder Punkt.',
  customExample: '12,50',
  country: 'Land',
  countryHint: 'Wo Sie wohnen oder wo Ihr Unternehmen sitzt. Es entscheidet über die MwSt.',
  countryNone: 'Wählen Sie ein Land',

  business: 'Ich kaufe für ein Unternehmen mit USt-IdNr.',
  company: 'Name des Unternehmens',
  companyMissing: 'Geben Sie den Namen des Unternehmens ein.',
  vatNumber: 'USt-IdNr.',
  vatNumberHint:
    'Mit den Buchstaben ihres Landes, zum Beispiel DE123456789. Paddle prüft sie und setzt sie auf die Rechnung.',
  vatNumberUnreadable: 'Geben Sie die USt-IdNr. ein oder entfernen Sie das Häkchen, um ohne sie zu kaufen.',

  consentTitle: 'Ihre Zustimmung',
  consentReads: 'Was gilt, jeweils in einem neuen Tab:',
  terms: 'Nutzungsbedingungen',
  refundPolicy: 'Erstattungsrichtlinie',

  summaryTitle: 'Sie bezahlen',
  net: 'Guthaben',
  tax: 'MwSt.',
  taxWithRate: 'MwSt., {rate}',
  gross: 'Gesamtbetrag',
  quoteNeedsCountry: 'Wählen Sie ein Land, um MwSt. und Gesamtbetrag zu sehen.',
  quoteNeedsAmount: 'Wählen Sie einen Betrag, um MwSt. und Gesamtbetrag zu sehen.',
  quoteLoading: 'Paddle berechnet MwSt. und Gesamtbetrag.',
  quoteFailed:
    'MwSt. und Gesamtbetrag sind gerade nicht zu haben. Paddle zeigt sie an der Kasse, bevor Sie bezahlen.',
  unansweredTitle: 'Es kam keine Antwort',
  unansweredText:
    'Es wurde nichts bezahlt. Prüfen Sie die Verbindung und drücken Sie dann noch einmal: Es bleibt eine Aufladung und eine Zahlung.',
  lateTitle: 'Noch keine Antwort',
  lateText:
    'Es wurde nichts bezahlt. Sie können weiter warten oder die Verbindung prüfen und diese Seite neu laden.',
  owing:
    'Es sind {owed} offen. Eine Aufladung begleicht dies zuerst, und was es begleicht, wird nicht erstattet.',
  owingLeft: 'Von dieser werden {left} zu Guthaben.',
  newExpiry: 'Ihr gesamtes Guthaben ist dann gültig bis {day}.',
  pay: 'Weiter zur Zahlung',
  payAmount: '{amount} bezahlen',
  starting: 'Die Zahlung wird vorbereitet',
  cards: 'Kredit- und Debitkarten, über Paddle, unseren Merchant of Record.',
  refundNote: 'Was Sie nicht verbraucht haben, kann innerhalb von 14 Tagen voll erstattet werden.',

  amountMissing: 'Wählen Sie einen Betrag oder geben Sie einen ein.',
  amountUnreadable: 'Geben Sie einen Betrag in Euro ein, zum Beispiel 12,50.',
  amountTooSmall: 'Die kleinste Aufladung ist {minimum}.',
  amountTooLarge: 'Die größte Aufladung ist {maximum}.',
  amountCents: 'Ein Betrag hat höchstens zwei Nachkommastellen.',
  countryMissing: 'Wählen Sie Ihr Land: Es entscheidet über die MwSt.',
  consentMissing:
    'Setzen Sie das Häkchen, um fortzufahren: Ohne Ihre Zustimmung dürfen wir das Guthaben nicht sofort bereitstellen.',

  unverified: 'Sobald Ihre Adresse bestätigt ist, wählen Sie hier einen Betrag.',
  suspended: 'Solange das Konto gesperrt ist, sind Aufladungen nicht möglich.',

  purchaseTitle: 'Aufladung über {amount}',
  stateOpen: 'Nicht bezahlt',
  stateDeclined: 'Abgelehnt',
  stateOverlay: 'Wird bezahlt',
  stateReceived: 'Wird gutgeschrieben',
  statePaid: 'Bezahlt',
  stateParked: 'Wird geprüft',
  stateAbandoned: 'Aufgegeben',

  overlayOpening: 'Das Zahlungsfenster öffnet sich',
  overlayOpen: 'Bezahlen Sie in dem Fenster, das sich geöffnet hat. Diese Seite folgt von selbst.',
  overlayAgain: 'Fenster noch einmal öffnen',

  openTitle: 'Diese Aufladung ist noch nicht bezahlt',
  openText:
    'Es wurde nichts abgebucht. Sie können mit derselben Zahlung fortfahren oder etwas anderes wählen.',
  closedTitle: 'Sie haben das Zahlungsfenster geschlossen',
  closedText:
    'Es wurde nichts abgebucht. Sie können mit derselben Zahlung fortfahren oder etwas anderes wählen.',
  resume: 'Zahlung fortsetzen',
  other: 'Anderen Betrag wählen',

  declinedTitle: 'Die Zahlung wurde abgelehnt',
  declinedText: '{reason} Es wurde nichts abgebucht.',
  tryAgain: 'Noch einmal versuchen',

  confirmingTitle: 'Warten auf Paddle',
  confirmingText:
    'Ihre Bank hat zugestimmt. Sobald Paddle es bestätigt, gehört das Guthaben Ihnen; meist dauert das Sekunden.',
  receivedTitle: 'Zahlung eingegangen, wird gutgeschrieben',
  receivedText: 'Paddle hat Ihre Zahlung. Das Guthaben folgt gleich, ohne dass Sie etwas tun müssen.',
  slowTitle: 'Das dauert länger als üblich',
  slowText:
    'Ihre Zahlung ist nicht verloren: Wir fragen Paddle immer wieder und schreiben sie gut, sobald sie bestätigt ist. Sie können diese Seite schließen.',

  paidTitle: '{amount} gutgeschrieben',
  paidText: 'Der Beleg ist unterwegs an {email}.',
  paidAvailable: 'Verfügbar',
  paidValid: 'Gültig bis',
  paidOn: 'Bezahlt',
  receiptNumber: 'Beleg',
  toGenerate: 'Bild erstellen',
  toOverview: 'Übersicht',
  again: 'Noch einmal aufladen',

  parkedTitle: 'Ihre Zahlung wird geprüft',
  parkedText:
    'Etwas daran stimmt nicht mit Ihrer Bestellung überein, deshalb sieht es sich ein Mensch an, bevor sie gutgeschrieben wird. Bitte nennen Sie diese Aufladung, wenn Sie uns schreiben: {id}',

  abandonedTitle: 'Diese Aufladung wurde aufgegeben',
  abandonedText:
    'Sie wurde nicht bezahlt, und es wurde nichts abgebucht. Wählen Sie einen Betrag, um eine neue zu beginnen.',
  begin: 'Neue Aufladung beginnen',

  blockedTitle: 'Das Zahlungsfenster ließ sich nicht öffnen',
  blockedText:
    'Ihr Browser hat es nicht von Paddle geladen. Vielleicht steht ein Werbeblocker oder ein Netzwerkfilter im Weg: Erlauben Sie es für diese Seite und versuchen Sie es noch einmal. Es wurde nichts abgebucht.',
  reload: 'Diese Seite neu laden',
  failedTitle: 'Paddle konnte diese Zahlung nicht öffnen',
  failedText: 'Es wurde nichts abgebucht. Versuchen Sie es noch einmal oder wählen Sie etwas anderes.',

  declineReasons: {
    authentication_failed: 'Ihre Bank konnte nicht bestätigen, dass Sie es waren.',
    blocked_card: 'Diese Karte ist gesperrt.',
    declined: 'Ihre Bank hat die Karte abgelehnt.',
    declined_not_retryable: 'Ihre Bank hat die Karte abgelehnt; verwenden Sie eine andere.',
    expired_card: 'Diese Karte ist abgelaufen.',
    fraud: 'Ihre Bank hat die Karte abgelehnt.',
    invalid_payment_details: 'Kartennummer, Datum oder Prüfziffer stimmt nicht.',
    issuer_unavailable: 'Ihre Bank ist gerade nicht erreichbar.',
    not_enough_balance: 'Auf dieser Karte ist nicht genug Geld.',
    transaction_not_permitted: 'Diese Karte darf hierfür nicht verwendet werden.',
    other: 'Die Zahlung kam nicht zustande.',
  },
};
