/** What a refused request means to a person who reads a page, keyed as in the English ones. */
export const problems = {
  code: {
    bad_request: 'Die Anfrage war nicht lesbar. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
    auth_invalid: 'Sie sind abgemeldet. Melden Sie sich an und versuchen Sie es noch einmal.',
    credit_insufficient:
      'Ihr Guthaben reicht dafür nicht. Laden Sie auf und versuchen Sie es dann noch einmal.',
    credit_tier_restricted:
      'Ihr Guthaben erlaubt nur Budget-Modelle bis 2K. Laden Sie auf und versuchen Sie es dann noch einmal.',
    key_budget_exceeded: 'Das Monatslimit dieses API-Schlüssels ist erreicht.',
    auth_email_not_verified:
      'Bestätigen Sie zuerst Ihre E-Mail-Adresse: Öffnen Sie den Link in der E-Mail, die wir Ihnen geschickt haben.',
    account_suspended:
      'Dieses Konto ist gesperrt. Ihr Guthaben bleibt erhalten; schreiben Sie dem Support, damit er der Sache nachgeht.',
    content_rejected: 'Die Inhaltsprüfung hat den Prompt abgelehnt. Es wurde nichts abgebucht.',
    not_found: 'Unter dieser Adresse gibt es nichts, oder es ist nicht für Sie bestimmt.',
    gone: 'Diese Datei konnte eine Stunde lang heruntergeladen werden und ist gelöscht.',
    method_not_allowed:
      'Das ist hier nicht möglich. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
    conflict: 'Inzwischen hat sich etwas geändert. Laden Sie die Seite neu und sehen Sie noch einmal nach.',
    idempotency_in_progress: 'Das läuft schon. Sehen Sie gleich noch einmal nach.',
    idempotency_mismatch: 'Dieses Formular wurde schon für etwas anderes benutzt. Laden Sie die Seite neu.',
    payload_too_large: 'Das ist zu groß. Senden Sie weniger und versuchen Sie es noch einmal.',
    validation_error: 'Bitte sehen Sie sich Ihre Angaben noch einmal an: Etwas stimmt nicht.',
    model_not_capable:
      'Dieses Modell kann das nicht. Wählen Sie ein anderes Modell, eine andere Größe oder ein anderes Seitenverhältnis.',
    rate_limited:
      'Zu viele Anfragen. Versuchen Sie es {minutes, plural, =0 {gleich} one {in # Minute} other {in # Minuten}} noch einmal.',
    internal_error: 'Bei uns ist etwas schiefgegangen. Dafür wurde nichts abgebucht.',
    provider_failed: 'Das Bild konnte nicht erstellt werden. Es wurde nichts abgebucht.',
    unavailable: 'Der Dienst ist ausgelastet. Versuchen Sie es in einigen Sekunden noch einmal.',
  },
  rule: {
    keys_full: 'Ein Konto hat höchstens {most} Schlüssel. Widerrufen Sie zuerst einen.',
    top_up_over: 'Diese Aufladung kann nicht mehr bezahlt werden. Beginnen Sie eine neue.',
    top_ups_full:
      'In einer Stunde können höchstens {most} Aufladungen begonnen werden. Versuchen Sie es {minutes, plural, =0 {gleich} one {in # Minute} other {in # Minuten}} noch einmal.',
    address_taken:
      'Ihre E-Mail-Adresse gehört bei unserem Zahlungsanbieter zu einem anderen Konto. Schreiben Sie dem Support, damit er es richtigstellt.',
    payment_refused: 'Unser Zahlungsanbieter hat das nicht angenommen. Es wurde nichts abgebucht.',
    payment_provider_away:
      'Unser Zahlungsanbieter antwortet nicht. Es wurde nichts abgebucht; versuchen Sie es noch einmal.',
    payment_unknown:
      'Zu Ihrem Konto gibt es keine Zahlung mit dieser Nummer. Vergleichen Sie sie mit der E-Mail von Paddle; wenn Sie vor einer Minute bezahlt haben, versuchen Sie es noch einmal. Sonst schreiben Sie dem Support und nennen diese Anfrage.',
    lookup_away:
      'Paddle antwortet gerade nicht. Versuchen Sie es in einer Minute noch einmal; eine Zahlung, die geleistet wurde, ist nicht verloren.',
    document_missing: 'Paddle hat zu dieser Zahlung kein solches Dokument.',
    document_away: 'Paddle gibt uns das Dokument gerade nicht. Versuchen Sie es in einer Minute noch einmal.',
    in_flight:
      'Höchstens {max_in_flight} Aufträge können gleichzeitig laufen. Versuchen Sie es noch einmal, wenn einer fertig ist.',
    operation_unknown: 'Diese Bearbeitung gibt es nicht.',
    uploads_full:
      '{max_uploads} Bilder, die Sie gesendet haben, sind aufbewahrt, jedes für eine Stunde. Senden Sie das nächste, wenn eines gelöscht ist.',
    uploads_at_once: 'Sie senden gerade {max_at_once} Bilder. Senden Sie das nächste, wenn eines fertig ist.',
    uploads_busy: 'Gerade werden viele Bilder gesendet. Versuchen Sie es in einigen Sekunden noch einmal.',
    amount_changed:
      'Der Betrag hat sich inzwischen geändert. Sehen Sie sich den neuen an und bestätigen Sie ihn dann.',
    hold_open:
      'Ein Auftrag von Ihnen läuft noch. Schließen Sie das Konto, wenn er fertig ist; es dauert einige Minuten.',
    refund_open: 'Eine Erstattung an Sie läuft. Schließen Sie das Konto, wenn sie beendet ist.',
    payment_open: 'Eine Zahlung von Ihnen ist unterwegs. Schließen Sie das Konto, wenn sie angekommen ist.',
    window_closed: 'Die 14 Tage, in denen unverbrauchtes Guthaben erstattet werden kann, sind vorbei.',
    expired: 'Dieses Guthaben ist verfallen.',
    request_open: 'Eine Erstattung dieser Aufladung läuft.',
    dispute_open: 'Die Bank hat diese Zahlung zurückgebucht oder verlangt sie zurück.',
    all_returned: 'Diese Aufladung ist schon ganz zurückgegangen.',
    kept_aside:
      'Was von dieser Aufladung übrig ist, ist für laufende Aufträge reserviert. Fragen Sie wieder, wenn sie fertig sind.',
    taken_for_another:
      'Was von dieser Aufladung unverbraucht war, ging für eine andere Zahlung zurück, die zurückgebucht wurde.',
    nothing_unused:
      'Von dieser Aufladung ist nichts unverbraucht; verbrauchtes Guthaben wird nicht erstattet.',
    unused: 'So viel ist von diesem Kauf nicht unverbraucht. Sehen Sie noch einmal nach.',
    second_approval: 'Über 100 € genehmigt auch ein anderer Admin als der Erste.',
    decided: 'Das wurde inzwischen entschieden. Laden Sie die Seite neu.',
    refusal_listed:
      'Innerhalb der 14 Tage wird eine Anfrage nur abgelehnt, weil nichts unverbraucht ist oder weil eine Reklamation offen ist.',
    reason_missing: 'Es braucht einen Grund.',
    own_account: 'Niemand gibt sich selbst eine Gutschrift. Fragen Sie einen Kollegen.',
    own_grant: 'Eine Gutschrift genehmigt ein anderer Admin als ihr Urheber.',
    grant_over: 'Auf einmal lassen sich höchstens 1.000.000.000 € geben.',
    form_used: 'Dieses Formular wurde zuvor für etwas anderes benutzt. Laden Sie die Seite neu.',
    over_owed: 'Es kann nicht mehr ausgebucht werden, als offen ist.',
    not_parked: 'Nur ein geparktes Ereignis wird weggelegt. Laden Sie die Seite neu.',
    number_unknown:
      'Unter dieser Nummer ist nichts bekannt. Vergleichen Sie sie mit dem Beleg oder suchen Sie sie im Dashboard von Paddle.',
  },
  field: {
    amount: 'Geben Sie einen Betrag in Euro über 0 ein, zum Beispiel 5 oder 2,50.',
    reason: 'Geben Sie einen Grund an.',
    note: 'Schreiben Sie eine Notiz für Kollegen.',
    vatNumber:
      'Paddle nimmt diese USt-IdNr. nicht an. Prüfen Sie sie oder lassen Sie sie weg und bezahlen Sie mit MwSt.',
    input_image_url:
      'Dieses Bild lässt sich nicht verwenden. Wählen Sie ein anderes oder senden Sie es noch einmal.',
    overlay_image_url:
      'Dieses Bild lässt sich nicht verwenden. Wählen Sie ein anderes oder senden Sie es noch einmal.',
    country: 'Wählen Sie ein Land aus der Liste.',
    consent: 'Setzen Sie das Häkchen bei dem Text, wie er jetzt angezeigt wird.',
    phrase: 'Geben Sie die Wörter genau so ein, wie sie beim Feld stehen.',
    file: 'Diese Datei kann nicht verwendet werden. Wählen Sie ein Bild als PNG, JPEG, WebP, AVIF, GIF oder TIFF von höchstens 50 MB.',
    other: 'Sehen Sie sich dies noch einmal an: Es ist nicht richtig ausgefüllt.',
  },
};
