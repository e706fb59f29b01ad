/** The German of the terms, the privacy notice and the refund policy, sentence by sentence. */
export const legal = {
  textOf: 'Text vom {day}',
  templateTitle: 'Dies ist eine Vorlage',
  templateText:
    'Wer diese Seite betreibt, hat noch nicht alles ausgefüllt. Was fehlt, ist unten markiert, mit der Einstellung, aus der es kommt. Bis dahin, und bis es juristisch geprüft ist, bindet es niemanden.',
  gap: 'Vom Betreiber auszufüllen: {what} ({setting})',
  seeAlso: 'Siehe auch',

  facts: {
    title: 'Mit wem Sie es zu tun haben',
    text: 'Zahlungen nimmt Paddle entgegen, unser Merchant of Record. Für alles andere steht ein:',
    name: 'Unternehmen',
    address: 'Anschrift',
    email: 'E-Mail',
    register: 'Register',
    vatId: 'USt-IdNr.',
    hosting: 'Server, Mail und Sicherungen',
    law: 'Haftung, anwendbares Recht und Gerichtsstand',
  },

  terms: {
    title: 'Nutzungsbedingungen',
    description: 'Was Sie kaufen, was es kostet, wie lange es gilt und was wir einander zusagen.',
    serviceTitle: 'Was Depicta ist',
    service:
      'Depicta macht Bilder aus Worten und bearbeitet Bilder: auf dieser Seite, über eine API und auf der Kommandozeile. Sie brauchen ein Konto mit bestätigter E-Mail-Adresse.',
    creditTitle: 'Guthaben',
    creditSold:
      'Sie zahlen im Voraus, in Euro. Es gibt kein Abonnement, und nichts verlängert sich von selbst. Eine Aufladung beträgt {minimum} bis {maximum}; MwSt. kommt hinzu und wird vor dem Bezahlen gezeigt.',
    creditPaddle:
      'Paddle verkauft Ihnen das Guthaben, nimmt die Zahlung entgegen, führt die MwSt. ab und stellt die Rechnung. Für die Zahlung gelten zusätzlich Paddles eigene Bedingungen für Käufer. Das Guthaben gehört Ihnen, sobald Paddle uns meldet, dass die Zahlung abgeschlossen ist.',
    creditTrial:
      'Ein neues Konto erhält {amount} Testguthaben, sobald seine Adresse bestätigt ist, einmal je Postfach. Für neue Konten können wir das beenden oder ändern.',
    creditNoTrial: 'Testguthaben gibt es zurzeit nicht.',
    creditFree:
      'Geschenktes Guthaben wird vor bezahltem verbraucht, bezahltes in der Reihenfolge, in der es kam.',
    creditUse:
      'Guthaben kann nur hier verwendet werden. Es ist nicht übertragbar und wird nur ausgezahlt, wie es die Erstattungsrichtlinie sagt.',
    costTitle: 'Was Sie zahlen',
    costHold:
      'Veröffentlichte Preise sind ungefähr. Nehmen wir einen Auftrag an, reservieren wir, was er höchstens kosten kann. Sie zahlen die tatsächlichen Kosten, nie mehr als reserviert war, und der Rest ist sofort wieder frei.',
    costFailed: 'Was bei uns misslingt, kostet nichts. Was abgelehnt wird, kostet nichts.',
    costCancel:
      'Ein angenommener Auftrag kann nicht abgebrochen werden. Das Bild entsteht auch, wenn Ihre Verbindung abreißt, und kann {hours, plural, one {# Stunde} other {# Stunden}} lang heruntergeladen werden. Dann wird es gelöscht: Bewahren Sie auf, was Sie brauchen.',
    costLimits:
      'Ein kleines Guthaben erlaubt weniger Modelle und Größen; welche, sagt die Preisseite. Höchstens {most, number} Ihrer Aufträge laufen gleichzeitig.',
    expiryTitle: 'Wie lange Guthaben gilt',
    expiryRule:
      'Ihr gesamtes Guthaben gilt {months, number} Monate ab Ihrer letzten bezahlten Aufladung, bis zum Ende dieses Tages (UTC). Jede bezahlte Aufladung verschiebt das Datum für alles. Geschenktes Guthaben verschiebt es nicht; es setzt nur eine Frist in Gang, wo keine läuft.',
    expiryLost: 'Verfallenes Guthaben ist verloren. Wir schreiben Ihnen {days} Tage vorher.',
    expiryBack:
      'Geht eine Aufladung vollständig zurück, gilt wieder das Datum, das Ihr übriges Guthaben ergibt. Allein dadurch rückt es nie näher als {grace, number} Tage.',
    disputeTitle: 'Angefochtene Zahlungen',
    disputeTaken:
      'Wird eine Zahlung über Ihre Bank zurückgeholt, buchen wir das Guthaben zurück, das sie gebracht hat: zuerst, was davon übrig ist, dann Ihr anderes bezahltes Guthaben. Geschenktes wird nie genommen. Was Sie schon verbraucht hatten, sind Sie uns schuldig.',
    disputeOwed:
      'Solange etwas offen ist, kann nichts Neues erstellt werden. Ihre nächste Aufladung begleicht es zuerst. Geht der Streit zu unseren Gunsten aus, kehrt genau das zu Ihnen zurück, was genommen wurde.',
    contentTitle: 'Prompts und Bilder',
    contentYours:
      'Wir beanspruchen kein Recht an dem, was Sie hier schreiben, senden oder erhalten. Andere können ähnliche Bilder erhalten, und wir können nicht zusagen, dass niemand Rechte an einem hat.',
    contentLawful:
      'Verlangen Sie nur, was erlaubt ist, und senden Sie nur, was Sie verwenden dürfen. Was der Bildanbieter ablehnt, wird nicht abgebucht.',
    accountTitle: 'Ihr Konto',
    accountKeys:
      'Behalten Sie Passwort und API-Schlüssel für sich. In Ihrem Konto können Sie jederzeit einen Schlüssel widerrufen und eine Anmeldung beenden.',
    accountSuspend:
      'Ein missbrauchtes Konto können wir sperren. Es kann dann weder aufladen noch etwas erstellen; sein Guthaben bleibt unter den Regeln oben, und eine Erstattung kann weiter verlangt werden.',
    accountClose:
      'In den Einstellungen können Sie Ihr Konto schließen, sobald nichts im Gange ist. Was erstattbar ist, wird Ihnen zuerst angeboten; anderes unverbrauchtes Guthaben ist verloren.',
    childrenTitle: 'Kinder',
    children:
      'Depicta ist nicht für Kinder gedacht. Wer nicht volljährig ist, braucht für den Kauf von Guthaben die Zustimmung eines Elternteils.',
    lawTitle: 'Haftung und Recht',
    law: 'Die Rechte, die Verbraucher nach dem Recht ihres Landes haben, bleiben, wie sie sind.',
  },

  refundPolicy: {
    title: 'Erstattungsrichtlinie',
    description:
      'Unverbrauchtes Guthaben geht innerhalb von {days, number} Tagen vollständig zurück. Wie das geht, und was nicht.',
    rightTitle: 'Ihr Widerrufsrecht',
    right:
      'Sie können den Vertrag über eine Aufladung ohne Angabe von Gründen widerrufen und erhalten vollständig zurück, was davon unverbraucht ist. Sie haben Zeit bis zum Ende (UTC) des {days, number}. Tages nach dem Tag der Zahlung. Es zählt, wann Sie es verlangen, nicht, wann wir antworten.',
    consentTitle: 'Wozu Sie beim Bezahlen Ja sagen',
    consent:
      'Guthaben ist ein digitaler Inhalt, der sofort bereitgestellt wird. Vor dem Bezahlen stimmen Sie dem zu, und der Beleg wiederholt es:',
    amountTitle: 'Was zurückgeht',
    amount:
      'Was von der Aufladung übrig ist, in ganzen Cent, mit der MwSt., die Sie darauf gezahlt haben. Paddle zahlt es zurück.',
    amountOrder:
      'Geschenktes Guthaben wird zuerst verbraucht und bezahltes in der Reihenfolge, in der es kam: So bleibt Ihr Recht am längsten.',
    notTitle: 'Was nicht zurückgeht',
    notUsed:
      'Verbrauchtes und verfallenes Guthaben, Testguthaben und anderes geschenktes Guthaben werden nicht erstattet, auch nicht, was eine Schuld beglichen hat. Was für einen laufenden Auftrag reserviert ist, zählt, sobald er zu Ende ist.',
    howTitle: 'Wie Sie es verlangen',
    how: 'Melden Sie sich an, öffnen Sie „{page}“ und wählen Sie die Zahlung. Zuerst sehen Sie den Betrag, dann bestätigen Sie. Eine Mail mit Datum und Uhrzeit bestätigt den Eingang. Sie können uns auch schreiben.',
    thenTitle: 'Was dann geschieht',
    thenAside:
      'Der Betrag wird zurückgestellt und kann nicht ausgegeben werden. Ein rechtzeitiges Verlangen dürfen wir nur ablehnen, weil nichts unverbraucht ist oder weil die Zahlung bereits angefochten wird.',
    thenPaddle:
      'Danach entscheidet Paddle und zahlt zurück. Wie lange Paddle und Ihre Bank brauchen, liegt nicht in unserer Hand; Ihr Konto zeigt jeden Schritt. Sagt Paddle Nein, kehrt das Guthaben zurück, und was Sie rechtzeitig verlangt haben, können Sie erneut verlangen.',
    thenDate:
      'Geht eine Aufladung vollständig zurück, entfällt auch, was sie an der Gültigkeit Ihres Guthabens geändert hat. Das neue Datum sehen Sie, bevor Sie bestätigen.',
    laterTitle: 'Nach {days, number} Tagen',
    later:
      'Eine Pflicht zur Erstattung besteht dann nicht. Schreiben Sie uns trotzdem: Unverbrauchtes bezahltes Guthaben dürfen wir erstatten.',
    disputeTitle: 'Bevor Sie zu Ihrer Bank gehen',
    dispute:
      'Fragen Sie zuerst uns: Das geht schneller und hinterlässt keine Schuld. Was eine angefochtene Zahlung für Ihr Guthaben bedeutet, sagen die Nutzungsbedingungen.',
  },

  privacy: {
    title: 'Datenschutz',
    description: 'Was wir über Sie speichern, warum, wie lange, und wie Sie es erhalten oder löschen lassen.',
    whatTitle: 'Was wir speichern, und wie lange',
    whatAccount:
      'Konto: Ihr Name, Ihre E-Mail-Adresse, Ihr Passwort als Prüfwert, aus dem es sich nicht zurückgewinnen lässt, Ihre Einstellungen. Bis Sie das Konto schließen.',
    whatSignIns:
      'Anmeldungen: Browser und Zeiten, bis {kept, number} Tage nach der Anmeldung. Damit wir Ihnen eine neue melden können, behalten wir Prüfwerte von Browsern und Netzen, mit einem Schlüssel gebildet, {known, number} Tage nach ihrem letzten Auftreten. Zähler gegen Missbrauch enthalten solche Prüfwerte, nie eine Adresse.',
    whatPayments:
      'Zahlungen: Beträge, Zeiten, Belegnummer, Ihr Land, eine USt-IdNr., wenn Sie eine angegeben haben, wozu Sie Ja gesagt haben, und was Paddle uns über die Zahlung mitteilt. Ihre Karte sehen wir nie.',
    whatWork: 'Arbeit: Prompts, Parameter, Ergebnis und Kosten jedes Auftrags. Bis Sie das Konto schließen.',
    whatFiles:
      'Bilder, die Sie erstellt oder gesendet haben: {hours, plural, one {# Stunde} other {# Stunden}}, dann werden die Dateien gelöscht.',
    whatKeys: 'API-Schlüssel: ein Prüfwert, der Name, den Sie vergeben haben, und die letzten vier Zeichen.',
    whatRest:
      'Was der Support für Ihr Konto tut, und welche Mails wir Ihnen gesandt haben, nicht aber deren Text.',
    whyTitle: 'Warum',
    why: 'Um auszuführen, was Sie beauftragt haben (Vertrag); um Bücher zu führen (gesetzliche Pflicht); um Konten zu schützen und Fehler zu finden (berechtigtes Interesse). Es gibt keine Werbung, kein Profil und keine Auswertung dessen, was Sie ansehen.',
    whoTitle: 'Wer es außerdem erhält',
    whoPaddle:
      'Paddle erhält Ihren Namen und Ihre E-Mail-Adresse, Ihr Land und bei einem Unternehmen dessen Namen und USt-IdNr. Als Verkäufer ist es für seine Unterlagen selbst verantwortlich.',
    whoProviders:
      'Bilder entstehen auf unseren eigenen Servern oder bei {providers}, je nach Modell. Ein Anbieter erhält den Prompt und Vorlagen, weder Ihren Namen noch Ihre Adresse.',
    whoNoProviders: 'Bilder entstehen auf unseren eigenen Servern. Niemand sonst erhält Ihre Prompts.',
    cookiesTitle: 'Cookies',
    cookiesOurs:
      'Nur, was nötig ist, darum gibt es kein Banner: {session} hält Sie angemeldet, bis zu {days, number} Tage; {signUp} lässt den Browser, der das Konto angelegt hat, den Link aus unserer Mail benutzen, {hours, number} Stunden lang; {choices} merken sich Sprache, Zeitzone und Farben, {year, number} Tage lang.',
    cookiesPaddle:
      'Nur auf der Seite zum Aufladen wird Paddles Bezahlfenster geladen. Es darf speichern, was es für die Zahlung braucht; was das ist, sagt sein eigener Hinweis.',
    rightsTitle: 'Ihre Rechte',
    rightsExport:
      'In den Einstellungen erhalten Sie alles, was wir über Sie haben, als eine Datei, bis zu {times, number}-mal in der Stunde.',
    rightsOther:
      'Sie können auch verlangen, dass wir Ihre Daten berichtigen, löschen, einschränken oder übertragen, und ihrer Verwendung widersprechen. Bei der Datenschutzbehörde Ihres Wohnorts können Sie sich beschweren.',
    closeTitle: 'Ihr Konto schließen',
    closeErased:
      'Das tun Sie selbst in den Einstellungen. Wer Sie sind, wird gelöscht: Name und Adresse, Schlüssel, Prompts, Bilder. Es beginnt sofort und geschieht einen Tag später ein zweites Mal, für das, was noch im Gange war.',
    closeStays:
      'Beträge, Daten, Belegnummern und von jeder Zahlung das Land und das, worin eingewilligt wurde, bleiben in unseren Büchern, ohne Sie. Ebenso ein Prüfwert, der sagt, dass ein Postfach sein Testguthaben hatte; er nennt niemanden.',
    childrenTitle: 'Kinder',
    children:
      'Depicta ist nicht für Kinder gedacht und fragt nicht nach dem Alter. Hat uns ein Kind Daten gegeben, schreiben Sie uns, und sie werden gelöscht.',
  },
};
