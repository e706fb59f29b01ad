/** The rules of the books by their names, as the desk reads them. Keyed as in the English ones. */
export const rules = {
  debits_equal_credits:
    'jede Buchungszeile ändert Guthaben und Offenes um genau ihren Betrag, und jede Zeile setzt die vorige fort',
  stored_credit_is_its_postings:
    'das gespeicherte Guthaben und das Offene eines Kunden sind die Summen des Journals',
  journal_has_its_customer: 'für einen Kunden ohne Bücher wird nichts gebucht und nichts reserviert',
  stored_credit_is_its_lots:
    'Guthaben = was von den Posten übrig ist; für Erstattungen zurückgestellt = was davon in ihnen zurückgestellt ist',
  lots_are_their_postings: 'jeder Teil eines Postens ist die Summe der Buchungszeilen, die ihn nennen',
  lots_are_as_they_were_opened:
    'ein Posten stammt daher und von dann, wie seine erste Buchungszeile sagt; sein Rang und das Datum, das er ergibt, folgen daraus',
  reserved_is_the_open_requests:
    'was von einem Posten zurückgestellt ist, ist seine eine offene Erstattungsanfrage',
  each_refund_ends_its_request:
    'eine Erstattung wird einmal gebucht, für eine Anfrage, die als erstattet endete, über deren Betrag und gleich nach ihrem Ende',
  returned_within_paid:
    'von keinem Kauf wurde mehr erstattet und zurückgebucht, abzüglich des Wiederhergestellten, als bezahlt war',
  owed_comes_from_claw_backs:
    'was Rückbuchungen offen ließen, ist noch offen, wurde von einem Posten beglichen oder ausgebucht',
  held_is_the_open_holds: 'reserviert = die Summe der bestehenden Reservierungen, und ihre Zahl stimmt',
  one_charge_a_settled_hold:
    'die Abbuchung einer Reservierung ist, was ihre Buchungszeilen nahmen, innerhalb der Reservierung und einmal; eine freigegebene nahm nichts',
  every_release_has_its_row:
    'freigegeben sind genau die Reservierungen, zu denen es eine Freigabe mit derselben Nummer gibt',
  facts_are_numbered_without_a_gap:
    'die Buchungen eines Kunden sind von 1 bis zur Version nummeriert: keine fehlt, keine kam hinzu',
  recorded_in_order:
    'kein Vorgang wurde vor seinem Vorgänger erfasst, und die Bücher änderten sich zuletzt mit dem letzten',
  available_runs_through: 'was jede Buchung verfügbar lässt, ist, was die vorige ließ, um diese geändert',
  held_runs_through:
    'eine Reservierung erhöht das Reservierte um ihren Betrag, wenn sie beginnt, und nimmt ihn weg, wenn sie endet; sonst tut das nichts',
  credit_runs_through:
    'nur Buchungen ändern das Guthaben: was Beginn oder Ende einer Reservierung davon vermerken, stimmt überein',
  as_of_now_is_live: 'der Stand, der bis jetzt aus dem Journal gelesen wird, ist der gespeicherte',
  nothing_is_negative:
    'kein Betrag, kein Guthaben und kein Stand, den eine Buchung hinterließ, liegt unter null',
  nothing_spent_after_expiry: 'keine Reservierung wurde auf Guthaben nach seinem Datum angelegt',
  clock_is_its_history:
    'das Verfallsdatum ist das, was die letzte Änderung hinterließ, und die Änderungen setzen einander fort',
  every_date_has_its_entry: 'eine Änderung des Verfallsdatums gehört zu der Buchung, die sie bewirkt hat',
  no_lapse_without_its_date:
    'nichts bleibt an einem Datum verfallen, das eine Zahlung von vorher verschoben hatte',
  no_hold_forgotten: 'keine Reservierung besteht länger als ihre Zeit und die Frist des Aufräumens',
  nothing_from_the_future:
    'kein Konto hat sich später als jetzt geändert: die Uhr keines Prozesses geht weit vor',
  budgets_are_their_holds:
    'was ein Budget genommen hat, sind seine Abbuchungen und seine bestehenden Reservierungen',
  kept_sums_are_their_facts:
    'jede aufbewahrte Summe ist das, was ihre Buchungen ergeben, und die Summen folgen lückenlos aufeinander',
  chain_verifies:
    'jede Buchung ist besiegelt und so, wie sie besiegelt wurde, und die Siegel sind die, die die signierten Stände umfassen',
  every_customer_has_books: 'ein Kunde wird zusammen mit seinen Büchern eröffnet',
  trial_needs_a_verified_address: 'niemand hat Testguthaben, bevor eine seiner Adressen bestätigt war',
  each_trial_has_its_claim: 'es gibt nicht mehr Testguthaben als Postfächer, die eines erhielten',
  closed_is_recorded:
    'ein geschlossener Kunde hat die Zeile der Schließung und gab mit einer Buchung auf, was sie sagt',
  each_forfeit_has_its_closing: 'aufgegeben wird Guthaben nur mit der einen Buchung einer Schließung',
  closed_names_nobody: 'nichts in den Zeilen eines geschlossenen Kontos sagt, wem es gehörte',
  no_closing_forgotten:
    'wer ein geschlossenes Konto war, ist binnen einer Stunde gelöscht und einen Tag später noch einmal',
  paid_purchases_are_their_lots:
    'jeder bezahlte Kauf ergab genau einen Posten über seinen Betrag, und kein Posten gehört zu einem unbezahlten Kauf',
  each_paddle_transaction_is_credited_once:
    'die Buchungen der Aufladungen sind genau die der bezahlten Käufe, eine je Paddle-Transaktion',
  processed_payments_are_credited:
    'zu einer abgeschlossenen Zahlung, deren Ereignis als verarbeitet gilt, gibt es den bezahlten Kauf',
  what_went_back_is_booked:
    'was von jedem gutgeschriebenen Kauf erstattet und zurückgebucht ist, ist, was seine Adjustments sagen, und so sagt es auch sein Stand',
  requests_are_the_ledgers:
    'jede Erstattungsanfrage steht wie die der Bücher, die ihren Betrag zurückstellt, und keine steht allein',
  refunds_are_paid_out:
    'zu einer erstatteten Anfrage gibt es ihre genehmigte Anpassung bei Paddle über ihren Betrag',
  no_refund_forgotten:
    'eine genehmigte Erstattung wird binnen einer Stunde von Paddle verlangt, außer eine andere derselben Zahlung wartet dort',
  no_event_forgotten: 'keine Zustellung wartet zehn Minuten nach ihrer Zeit noch auf Verarbeitung',
  job_has_its_hold:
    'ein Auftrag und seine Reservierung werden zusammen geschrieben: derselbe Kunde, derselbe Betrag',
  hold_of_work_has_its_job: 'reserviert ist nur für ein Bild oder eine Bearbeitung, die es gibt',
  job_ends_with_its_hold:
    'ein Auftrag läuft genau, solange seine Reservierung besteht, und er kostete, was von ihr abgebucht wurde',
  charged_is_delivered:
    'wofür abgebucht wurde, das wurde geliefert: fertig, mit einem Bild; was fehlschlug, kostete nichts',
  days_add_up_to_jobs:
    'die Tage eines Kunden sagen, was die beendeten Aufträge sagen: wie viele, wie viele abgebucht und was sie kosteten',
  job_has_its_customer: 'ein Auftrag gehört zu einem Kunden, und sein API-Schlüssel zu demselben',
  audit_log_is_one_chain:
    'die Zeilen des Protokolls sind lückenlos nummeriert, jede nennt die Prüfsumme der vorigen, ihre eigene ist die ihres Inhalts, und Worte fehlen nur über Kunden, die ihr Konto geschlossen haben',
  audit_log_keeps_its_end: 'wo das Protokoll endete, als die Bücher geprüft wurden, geht es noch immer durch',
  given_grants_are_their_lots:
    'die gegebenen Gutschriften sind genau die der Bücher: dieselben Kunden, Beträge und Worte, und Worte fehlen nur einem geschlossenen Konto',
  decisions_are_audited:
    'jede Gutschrift, jede Ausbuchung und jede Korrektur der Bücher hat ihre Zeile im Protokoll',
  one_person_gives_no_more_than_alone:
    'niemand am Support-Tisch gab einem Kunden ohne einen Admin mehr als 50 € in 24 Stunden',
};
