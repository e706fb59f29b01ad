/** The first page: what this is, in plain words. */
export const landing = {
  title: 'Bilder auf vorausbezahltes Guthaben',
  description:
    'Eine Bild-API auf vorausbezahltes Guthaben in Euro. Laden Sie ab {minimum} auf und bezahlen Sie, was jedes Bild tatsächlich gekostet hat. Kein Abonnement.',
  heading: 'Das Bild bezahlen, nicht den Monat',
  lead: 'Depicta erstellt und bearbeitet Bilder über eine API, von der Kommandozeile oder in Ihrem Browser. Sie haben ein Guthaben in Euro, und jedes Bild nimmt davon, was es tatsächlich kostet. Es gibt kein Abonnement.',
  signUp: 'Konto erstellen',
  seePrices: 'Modelle und Preise ansehen',
  trial: 'Neue Konten erhalten {amount} kostenloses Testguthaben, sobald die E-Mail-Adresse bestätigt ist.',
  noTrial: 'Zurzeit gibt es kein Testguthaben. Die kleinste Aufladung ist {minimum}.',
  pictureAlt:
    'Ein schwarz-weiß gestreifter Leuchtturm mit kleinem Haus auf einer Klippe in der Dämmerung, die Lampe brennt, die Sonne steht tief über dem Meer',
  slipHeld: 'Reserviert, während es entstand',
  slipReturned: 'Sofort zurückgegeben',
  slipCost: 'Kosten',
  ledgerTitle: 'Ein Bild, Zeile für Zeile',
  ledgerText:
    'Wird eine Anfrage angenommen, werden ihre geschätzten Kosten reserviert. Ist das Bild fertig und stehen die tatsächlichen Kosten fest, wird die Reservierung abgerechnet, und der Rest kehrt im selben Augenblick in Ihr Guthaben zurück.',
  ledgerCaption: 'Wie sich ein Guthaben ändert, während ein Bild entsteht',
  ledgerWhat: 'Was geschieht',
  ledgerChange: 'Änderung',
  ledgerAvailable: 'Verfügbar',
  ledgerHeld: 'Reserviert',
  ledgerTopUp: 'Sie laden auf',
  ledgerHold: 'Ihre Anfrage wird angenommen, ihre Schätzung reserviert',
  ledgerSettle: 'Das Bild ist fertig, Sie bezahlen, was es gekostet hat',
  ledgerNote: 'Ihr Kontoauszug zeigt jede dieser Zeilen, mit dem Guthaben davor und danach.',
  sumTitle: 'Fragen Sie jede Zahl, woher sie kommt',
  sumText:
    'Ein Guthaben ist eine Summe, und hier öffnet es sich in sie: was hereinkam, was abgebucht wurde, was reserviert ist und was für eine Erstattung zurückgestellt ist, auf ein Millionstel Euro genau. In Ihrem Konto führt jede Zeile zu ihren Buchungen.',
  sumTopUps: 'Aufladungen',
  sumTrial: 'Testguthaben',
  sumCharges: 'Abbuchungen',
  pricesTitle: 'Was ein Bild kostet',
  pricesText:
    'Übliche Preise in der kleinsten Größe. Die tatsächlichen Kosten stehen fest, wenn das Bild fertig ist, und sie sind nie höher als das, was reserviert war.',
  pricesModel: 'Modell',
  pricesTypical: 'Üblicher Preis',
  pricesHeld: 'Reserviert, während es entsteht',
  pricesOperations:
    '{count, plural, one {# Bearbeitung} other {# Bearbeitungen}} von Bildern, ab je {amount}',
  pricesAll: 'Alle Modelle, Größen und Bearbeitungen',
  rulesTitle: 'Die Regeln des Guthabens',
  ruleCostTitle: 'Sie bezahlen die tatsächlichen Kosten',
  ruleCostText:
    'Was darüber hinaus reserviert war, kommt sofort zurück. Ein Bild, das durch unsere Schuld misslingt, kostet nichts.',
  ruleDropTitle: 'Eine verlorene Verbindung verliert nichts',
  ruleDropText:
    'Eine angenommene Anfrage wird ausgeführt, auch wenn Ihre Verbindung abbricht. Das Bild wartet eine Stunde lang auf Sie.',
  ruleValidTitle: '{months, number} Monate gültig',
  ruleValidText:
    'Gerechnet ab Ihrer letzten bezahlten Aufladung. Jede bezahlte Aufladung verschiebt das Datum für Ihr ganzes Guthaben; Testguthaben und Gutschriften tun das nicht.',
  ruleRefundTitle: 'Unverbrauchtes Guthaben, Geld zurück',
  ruleRefundText:
    'Volle Erstattung dessen, was Sie nicht verbraucht haben, innerhalb von {days, number} Tagen nach dem Kauf. Verbrauchtes Guthaben und Testguthaben werden nicht erstattet.',
  rulePaymentTitle: 'Kartenzahlung, MwSt. geregelt',
  rulePaymentText:
    'Paddle ist unser Merchant of Record, also der Verkäufer. Es nimmt die Zahlung an, berechnet die MwSt. Ihres Landes und stellt die Rechnung aus.',
  ruleNothingTitle: 'Nichts läuft im Hintergrund weiter',
  ruleNothingText:
    'Kein Tarif, keine Verlängerung, keine automatische Aufladung. Ist das Guthaben verbraucht, werden Anfragen abgelehnt, mit der Angabe, wie viel fehlt.',
  terminalTitle: 'Von Ihrem Terminal aus',
  terminalText:
    'Dasselbe Konto, dasselbe Guthaben. Erstellen Sie im Dashboard einen Schlüssel und legen Sie ihn in DEPICTA_API_KEY ab.',
  closeTitle: 'Beginnen Sie mit {minimum}',
  closeTrialTitle: 'Beginnen Sie mit {amount} von uns',
};
