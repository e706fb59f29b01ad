/** The mails we send. Each says why it came and what to do when it was not asked for. */
export const mail = {
  greeting: 'Guten Tag {name},',
  greetingNobody: 'Guten Tag,',
  verifySubject: 'Bestätigen Sie Ihre E-Mail-Adresse',
  verifyText:
    'Willkommen bei Depicta. Öffnen Sie den Link und drücken Sie den Knopf, um zu bestätigen, dass diese Adresse Ihnen gehört. Bis dahin können Sie sich anmelden und umsehen; danach können Sie aufladen und Bilder erstellen.',
  verifyTrial: 'Mit der Bestätigung erhalten Sie außerdem {amount} kostenloses Testguthaben.',
  verifyAction: 'Meine Adresse bestätigen',
  verifyLifetime: 'Der Link gilt einmal, 24 Stunden lang.',
  verifyNotYou:
    'Wenn Sie mit dieser Adresse kein Konto erstellt haben, ignorieren Sie diese E-Mail: Ohne den Link kann es niemand benutzen.',
  resetSubject: 'Wählen Sie ein neues Passwort',
  resetText: 'Jemand, vermutlich Sie, wollte ein neues Passwort für Ihr Konto wählen.',
  resetAction: 'Neues Passwort wählen',
  resetLifetime:
    'Der Link gilt einmal, eine Stunde lang. Mit einem neuen Passwort werden Sie überall abgemeldet; Ihre API-Schlüssel gelten weiter.',
  resetNotYou: 'Wenn Sie das nicht waren, ignorieren Sie diese E-Mail: Ihr Passwort bleibt, wie es ist.',
  accountExistsSubject: 'Sie haben schon ein Konto',
  accountExistsText:
    'Jemand, vermutlich Sie, wollte mit dieser Adresse ein Konto erstellen. Sie hat schon eines, deshalb wurde nichts geändert. Melden Sie sich mit Ihrem Passwort an oder wählen Sie ein neues, wenn Sie es vergessen haben.',
  accountExistsAction: 'Anmelden',
  accountExistsNotYou:
    'Wenn Sie das nicht waren, müssen Sie nichts tun: Niemand hat erfahren, dass diese Adresse ein Konto hat.',
  passwordChangedSubject: 'Ihr Passwort wurde geändert',
  passwordChangedText:
    'Das Passwort Ihres Kontos wurde am {at} geändert. Alle anderen, die darin angemeldet waren, sind abgemeldet.',
  passwordChangedAction: 'Neues Passwort wählen',
  passwordChangedNotYou:
    'Wenn Sie das nicht waren, wählen Sie sofort ein neues Passwort: Das kann nur jemand, der Ihre E-Mails lesen kann.',
  receiptSubject: 'Ihre Aufladung über {amount}',
  receiptText:
    'Vielen Dank. Ihre Zahlung ist angekommen, und Ihr Guthaben ist da. Die Rechnung kommt von Paddle, unserem Merchant of Record, in einer eigenen E-Mail.',
  receiptDebt: 'Von Offenem beglichen',
  receiptCredit: 'Gutgeschriebenes Guthaben',
  receiptTax: 'MwSt.',
  receiptTotal: 'Insgesamt bezahlt',
  receiptPaidAt: 'Bezahlt am',
  receiptNumber: 'Belegnummer',
  receiptValidThrough: 'Ihr gesamtes Guthaben ist gültig bis',
  receiptRefund:
    'Was Sie nicht verbraucht haben, kann innerhalb von 14 Tagen nach dem Kauf voll erstattet werden, bis zum {day} (UTC), auf der Seite „Zahlungen“ Ihres Kontos. Dort widerrufen Sie den Vertrag. Verbrauchtes Guthaben wird nicht erstattet.',
  receiptConsentTitle: 'Dem haben Sie am {at} zugestimmt (Text {version})',
  receiptAction: 'Guthaben ansehen',
  availableNow: 'Jetzt verfügbar',
  refundNet: 'Guthaben, das erstattet wird',
  refundTotal: 'Insgesamt erstattet',
  refundAskedAt: 'Verlangt am',
  refundAction: 'Stand ansehen',
  refundAskedSubject: 'Wir haben Ihren Widerruf erhalten: Erstattung von {amount}',
  refundAskedText:
    'Sie haben am {at} den Vertrag für das widerrufen, was Sie von dieser Aufladung nicht verbraucht haben. Bitte bewahren Sie diese E-Mail auf: Sie bestätigt Tag und Uhrzeit.',
  refundAskedNext:
    'Das Guthaben ist zurückgestellt und kann inzwischen nicht ausgegeben werden. Die MwSt., die Sie darauf bezahlt haben, geht mit zurück, auf die Karte, mit der Sie bezahlt haben.',
  refundAskedWhy: 'Sie erhalten diese E-Mail, weil in Ihrem Konto eine Erstattung verlangt wurde.',
  refundPaidSubject: 'Ihre Erstattung von {amount} ist unterwegs',
  refundPaidText:
    'Paddle hat die Erstattung auf die Karte ausgezahlt, mit der Sie bezahlt haben. Banken brauchen einige Tage, um sie anzuzeigen. Die Rechnungskorrektur kommt von Paddle.',
  refundRejectedSubject: 'Ihre Erstattung von {amount} konnte nicht ausgezahlt werden',
  refundRejectedText:
    'Paddle hat die Erstattung nicht ausgezahlt. Was dafür zurückgestellt war, ist wieder Ihr Guthaben, und Sie können die Erstattung erneut verlangen; wir wissen davon und gehen der Sache nach.',
  refundRefusedSubject: 'Ihre Erstattung von {amount} wurde abgelehnt',
  refundRefusedText: 'Was dafür zurückgestellt war, ist wieder Ihr Guthaben. Der Grund: {reason}',
  refundReason: 'Der Grund der Erstattung: {reason}',
  refundEndedWhy:
    'Sie erhalten diese E-Mail, weil über die Erstattung einer Ihrer Aufladungen entschieden wurde.',
  refundAlertSubject: 'Paddle hat eine Erstattung von {amount} nicht ausgezahlt',
  refundAlertText:
    'Das Guthaben ist wieder beim Kunden, und der Anspruch bleibt bestehen. Was Paddle dazu sagte: {note}',
  refundAlertAction: 'Erstattungen öffnen',
  refundAlertWhy: 'Alle im Support erhalten diese E-Mail.',
  takenBackSubject: '{amount} Ihrer Aufladung sind zurückgegangen',
  takenBackRefund:
    'Bei Paddle, unserem Merchant of Record, wurde eine Erstattung von {amount} ohne MwSt. vorgenommen.',
  takenBackDispute:
    'Ihre Bank hat eine Zahlung an uns zurückgebucht oder wird es tun: {amount} ohne MwSt. Wenn Sie Ihre Bank nicht darum gebeten haben, schreiben Sie uns.',
  takenBackCredit: 'Dafür wurden {credit} von Ihrem Guthaben abgezogen.',
  takenBackOwed:
    'Es sind {amount} offen. Ihre nächste Aufladung begleicht dies zuerst; bis dahin können keine Bilder erstellt werden.',
  takenBackAction: 'Kontoauszug ansehen',
  takenBackWhy: 'Sie erhalten diese E-Mail, weil eine Zahlung Ihres Kontos zurückgegangen ist.',
  putBackSubject: '{amount} Ihrer Aufladung sind wieder da',
  putBackText:
    'Die Bank hat uns {amount} einer Zahlung zurückgegeben. {credit} davon sind wieder Guthaben, dort, wo sie waren.',
  putBackDebt: '{amount} davon haben beglichen, was offen war.',
  expirySubject: '{amount} Ihres Guthabens sind gültig bis {day} (UTC)',
  expiryText:
    'Sie haben {amount} verfügbar. Sie sind gültig bis {day} (UTC); was bis dahin nicht verbraucht ist, verfällt und kann nicht mehr verwendet werden.',
  expiryTopUp:
    'Jede Aufladung verschiebt das Datum für Ihr gesamtes Guthaben: Laden Sie heute auf, wäre alles gültig bis {day} (UTC).',
  expiryAction: 'Aufladen',
  expiryWhy:
    'Sie erhalten diese E-Mail 60, 30, 7 und 1 Tage, bevor Ihr Guthaben verfällt. Sobald Sie aufladen, wird sie nicht noch einmal gesendet.',
  lowBalanceSubject: 'Ihr Guthaben ist niedrig: noch {amount}',
  lowBalanceText: 'Sie haben {amount} verfügbar. Wir schreiben Ihnen, wenn es unter {line} liegt.',
  lowBalanceHeld: 'Weitere {held} sind für laufende Aufträge reserviert; was die nicht kosten, kehrt zurück.',
  lowBalanceEnd:
    'Ist es verbraucht, werden neue Bilder abgelehnt, bis Sie aufladen. Laufende Aufträge bleiben davon unberührt.',
  lowBalanceAction: 'Aufladen',
  lowBalanceWhy:
    'Sie erhalten diese E-Mail jedes Mal einmal, wenn Ihr Guthaben unter Ihren Betrag sinkt, und erst wieder, nachdem es darüber lag. Ändern Sie den Betrag oder schalten Sie die E-Mail ab, in Ihren Einstellungen: {settings}',
  grantSubject: 'Sie haben {amount} Gutschrift von uns erhalten',
  grantText:
    'Wir haben Ihrem Guthaben {amount} hinzugefügt. Die Gutschrift ist jetzt da und wird vor dem Guthaben verbraucht, das Sie bezahlt haben.',
  grantDate:
    'Sie verschiebt das Datum Ihres Guthabens nicht: Alles ist gültig bis {day} (UTC). Nur eine Aufladung, die Sie bezahlen, verschiebt dieses Datum.',
  grantAmount: 'Gutschrift',
  grantReason: 'Grund',
  grantGivenAt: 'Gegeben am',
  grantAction: 'Kontoauszug ansehen',
  grantWhy:
    'Sie erhalten diese E-Mail, wenn wir Ihnen eine Gutschrift geben. Sie können sie in Ihren Einstellungen abschalten: {settings}',
  newSignInSubject: 'Eine neue Anmeldung in Ihrem Konto',
  newSignInText:
    'Jemand hat sich mit Ihrem Passwort in Ihrem Konto angemeldet, von einem Browser oder aus einem Netz, das wir bei Ihnen noch nicht gesehen hatten. Wenn Sie das waren, müssen Sie nichts tun.',
  newSignInAt: 'Zeit',
  newSignInBrowser: 'Verwendeter Browser',
  newSignInBrowserUnknown: 'Keiner, den wir erkennen',
  newSignInDevice: '{browser} unter {system}',
  newSignInPlace: 'Netz',
  placeUnknown: 'Unbekannt: Die Adresse war nicht lesbar',
  placePrivate: 'Ein privates Netz ({block})',
  placeNetwork: '{block}, ein Block öffentlicher Adressen',
  newSignInAction: 'Ansehen, wo Sie angemeldet sind',
  newSignInNotYou:
    'Wenn Sie das nicht waren, wählen Sie sofort ein neues Passwort: {forgot} Damit werden alle abgemeldet, die angemeldet sind. Ihre API-Schlüssel gelten weiter: Widerrufen Sie die, die Sie nicht kennen.',
  newSignInWhy:
    'Diese E-Mail erhalten Sie immer: Sie schützt Ihr Guthaben. Die Adresse speichern wir nicht, nur einen Fingerabdruck, an dem wir ihr Netz erkennen.',
  statementSubject: 'Ihr Kontoauszug für {month}',
  statementText:
    'Was im {month} (UTC) gebucht wurde, in Summen. {unexplained} ungeklärt: Auf der Seite öffnet sich jede Zahl in ihre Zeilen.',
  statementProof:
    'Unten steht der neueste signierte Stand unserer Bücher. Bewahren Sie diese E-Mail auf: Mit ihr und „depicta verify“ können Sie jederzeit beweisen, dass nichts, was er umfasst, geändert, entfernt oder hinzugefügt wurde.',
  statementAction: 'Jede Zeile ansehen',
  statementHead: 'Der signierte Stand vom {day}',
  statementWhy: 'Sie erhalten diese E-Mail nach jedem Monat, in dem sich Ihr Guthaben geändert hat.',
  receiptWhy:
    'Sie erhalten diese E-Mail, weil eine Aufladung Ihres Kontos bezahlt wurde. Bitte bewahren Sie sie auf.',
};
