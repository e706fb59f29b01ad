/** Models, operations and the rules of credit, for everyone to read. */
export const pricing = {
  title: 'Modelle und Preise',
  description:
    'Preise sind ungefähr: Die tatsächlichen Kosten eines Bildes stehen fest, wenn es fertig ist, und sie bezahlen Sie. Sie sind nie höher als das, was reserviert war.',
  version: 'Preisliste {version}',
  modelsTitle: 'Modelle',
  modelsCaption: 'Üblicher Preis und Reservierung jedes Modells nach Bildgröße',
  model: 'Modell',
  tier: 'Klasse',
  tierBudget: 'Budget',
  tierStandard: 'Standard',
  tierPremium: 'Premium',
  holds: 'reserviert {amount}',
  notOffered: 'nicht angeboten',
  ratios: 'Jedes Modell zeichnet in den Seitenverhältnissen {list}.',
  ratiosOf: '{model} zeichnet in den Seitenverhältnissen {list}.',
  modelsNote:
    'Die erste Zahl jeder Größe ist der übliche Preis. Die zweite wird reserviert, während das Bild entsteht; was davon übrig bleibt, kehrt sofort in Ihr Guthaben zurück.',
  operationsTitle: 'Bearbeitungen',
  operationsText:
    'Jede hat einen festen Preis, gleich wie groß das Bild ist. Genau dieser Preis wird reserviert und abgebucht.',
  rulesTitle: 'Die Regeln des Guthabens',
  tiersTitle: 'Was ein Guthaben erlaubt',
  tiersCaption: 'Was mit welchem verfügbaren Guthaben erstellt werden darf',
  tiersBalance: 'Verfügbares Guthaben',
  tiersAllowed: 'Damit dürfen Sie Bilder erstellen mit',
  tiersFrom: '{from} oder mehr',
  tiersBetween: '{from} bis unter {below}',
  tiersBelow: 'unter {below}',
  tiersAllAllowed: 'jedem Modell in jeder Größe',
  tiersSomeAllowed: 'Modellen der Klasse {tiers}, bis {size}',
  tiersSomeEverySize: 'Modellen der Klasse {tiers} in jeder Größe',
  tiersNone: 'weniger als die Reservierung der Anfrage',
  tiersNoneAllowed: 'keinem; die API antwortet mit 402 und sagt, wie viel fehlt',
  topUpTitle: 'Wie bezahle ich?',
  topUpText:
    'Sie laden im Dashboard mit Kredit- oder Debitkarte auf: jeden Betrag von {minimum} bis {maximum}. Was Sie wählen, ist das Guthaben, das Sie erhalten; die MwSt. Ihres Landes kommt hinzu und wird vor dem Bezahlen angezeigt. Zahlungen wickelt Paddle ab, unser Merchant of Record. Es gibt kein Abonnement.',
  costTitle: 'Was wird reserviert und was bezahle ich?',
  costText:
    'Wird eine Anfrage angenommen, reservieren wir, was sie höchstens kosten kann; solange sie läuft, ist Ihr verfügbares Guthaben deshalb niedriger. Ist sie fertig, werden die tatsächlichen Kosten abgebucht, und der Rest der Reservierung kehrt sofort zurück.',
  cancelTitle: 'Kann ich einen Auftrag abbrechen?',
  cancelText:
    'Nein. Ist er einmal angenommen, wird er ausgeführt, auch wenn Ihre Verbindung abbricht, und das Bild kann eine Stunde lang heruntergeladen werden. Misslingt er durch unsere Schuld, wird nichts abgebucht.',
  expiryTitle: 'Wie lange ist Guthaben gültig?',
  expiryText:
    '{months, number} Monate ab Ihrer letzten bezahlten Aufladung, und jede bezahlte Aufladung verschiebt das Datum für Ihr gesamtes Guthaben. Testguthaben und Gutschriften verschieben es nicht. Wir schreiben Ihnen 60, 30, 7 und 1 Tage vorher.',
  trialTitle: 'Gibt es ein kostenloses Testguthaben?',
  trialText:
    'Zurzeit erhält ein neues Konto {amount}, sobald seine E-Mail-Adresse bestätigt ist. Höhe und Verfügbarkeit können sich ändern; Testguthaben wird nicht erstattet.',
  noTrialText:
    'Zurzeit nicht. Verfügbarkeit und Höhe können sich ändern; diese Seite und das Dashboard zeigen es an.',
  refundTitle: 'Kann ich mein Geld zurückbekommen?',
  refundText:
    'Unverbrauchtes Guthaben: volle Erstattung innerhalb von {days, number} Tagen nach dem Kauf, wie es das Widerrufsrecht der EU vorsieht. Verbrauchtes Guthaben wird nicht erstattet, Testguthaben ebenso wenig. Danach besteht keine Pflicht zur Erstattung.',
};
