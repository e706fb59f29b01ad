import { expect, test } from 'vitest';
import { catalogue } from '#lib/i18n/catalogue.ts';
import { EVENT_NOTES, FINDINGS } from '#lib/i18n/note-patterns.ts';
import { requestNote } from '#lib/i18n/request-note.ts';
import { auditReason, eventNote, findingDetail } from './kept-words.ts';

test.each([
  ['By webhook', 'Durch einen Webhook'],
  ['Nothing new', 'Nichts Neues'],
  ['Credited before', 'Schon früher gutgeschrieben'],
  ['Credited EUR 1005.00', '1.005,00\u00a0€ gutgeschrieben'],
  ['Purchase received, Paddle paid', 'Kauf: Bezahlt, wird gutgeschrieben; bei Paddle: paid'],
  ['Purchase PENDING, Paddle ready', 'Kauf: Nicht bezahlt; bei Paddle: ready'],
  ['Purchase UNHEARD, Paddle past_due', 'Kauf: UNHEARD; bei Paddle: past_due'],
  ['Nothing here follows from transaction.created', 'Aus transaction.created folgt hier nichts'],
  [
    'Put aside by ada@depicta.example: Nothing new; done',
    'Von ada@depicta.example weggelegt: Nothing new; done',
  ],
  [
    'adj_01: chargeback of EUR 25.00 is approved; EUR 25.00 clawed back',
    'Reklamation adj_01 über 25,00\u00a0€: genehmigt; 25,00\u00a0€ zurückgebucht',
  ],
  [
    'adj_01: refund of EUR 5.00 is pending_approval; the request waits for Paddle',
    'Erstattung adj_01 über 5,00\u00a0€: wartet auf Paddle; die Anfrage wartet auf Paddle',
  ],
  [
    'adj_01: refund of EUR 5.00 is rejected; Paddle rejected the request; its credit is back',
    'Erstattung adj_01 über 5,00\u00a0€: abgelehnt; Paddle hat die Anfrage abgelehnt; ihr Guthaben ist wieder da',
  ],
  [
    'adj_01 of txn_01 has the action credit, which we do not book',
    'adj_01 zur Zahlung txn_01 hat die Art „credit“, die wir nicht buchen',
  ],
  ['adj_01 of txn_01 does not add up', 'Die Beträge von adj_01 zur Zahlung txn_01 ergeben keine Summe'],
  [
    'Does not agree with purchase 019ac0de: currency is USD, expected EUR; no time of payment is given',
    'Passt nicht zum Kauf 019ac0de: Währung ist USD, erwartet war EUR; es ist keine Zeit der Zahlung angegeben',
  ],
  [
    'Does not agree with purchase 019ac0de: the account is closed; refund it at Paddle',
    'Passt nicht zum Kauf 019ac0de: das Konto ist geschlossen; erstatten Sie es bei Paddle',
  ],
  ['There is no purchase 019ac0de', 'Einen Kauf 019ac0de gibt es nicht'],
  ['TypeError: it broke; badly', 'TypeError: it broke; badly'],
])('what came of an event, kept as "%s", is read in German as "%s"', (note, words) => {
  expect(eventNote(note, 'de')).toBe(words);
});

test.each([
  ['Withdrawal', 'Widerruf des Vertrags'],
  ['Check by hand', 'Prüfung von Hand'],
  ['dispute_open', 'Zu dieser Zahlung ist eine Reklamation offen'],
  ['Replay of evt_01', 'evt_01 noch einmal verarbeitet'],
  ['Goodwill, see T-1', 'Goodwill, see T-1'],
])('why a deed was done, kept as "%s", is read in German as "%s"', (reason, words) => {
  expect(auditReason(reason, 'de')).toBe(words);
});

test('in English too, nobody reads what our code calls a refund or a chargeback', () => {
  for (const note of [
    'adj_01: chargeback_warning of EUR 25.00 is approved; nothing to book',
    'adj_01 of txn_01 has the unknown status odd',
    'adj_01 of txn_01 is in USD',
  ])
    expect(eventNote(note, 'en')).not.toMatch(/PaddleAdjustment|_warning/);
  expect(eventNote('adj_01: refund of EUR 25.00 is reversed; nothing to book', 'en')).toBe(
    'Refund adj_01 of €25.00: reversed; nothing to book',
  );
});

test.each([
  ['completed at Paddle, PENDING here', 'bei Paddle abgeschlossen, hier: Nicht bezahlt'],
  [
    'net is 2500 here, 2600 at Paddle; currency is EUR here, USD at Paddle',
    'netto hier 25,00\u00a0€, bei Paddle 26,00\u00a0€; Währung hier EUR, bei Paddle USD',
  ],
  ['it is PAID here, REFUNDED by its adjustments', 'hier: Bezahlt; nach den Rückflüssen: Erstattet'],
  [
    'chargeback_reverse of 2500 cents net is approved at Paddle',
    'Aufhebung einer Reklamation über netto 25,00\u00a0€ ist bei Paddle genehmigt',
  ],
  [
    'refund of 2500 cents net, pending_approval here; refund of 2400 cents net, approved at Paddle',
    'Erstattung über netto 25,00\u00a0€, hier: wartet auf Paddle; Erstattung über netto 24,00\u00a0€, bei Paddle: genehmigt',
  ],
  ['something of tomorrow', 'something of tomorrow'],
])('a difference kept as "%s" is read in German as "%s"', (detail, words) => {
  expect(findingDetail(detail, 'de')).toBe(words);
});

test.each([
  ['Paddle refused it (not_found)', 'Paddle hat sie abgelehnt (not_found)'],
  ['No answer from Paddle (timeout)', 'Keine Antwort von Paddle (timeout)'],
  ['Paddle took it not yet (busy)', 'Paddle hat sie noch nicht angenommen (busy)'],
])('what became of a refund at Paddle, kept as "%s", is read in German as "%s"', (note, words) => {
  expect(requestNote(note, 'de')).toBe(words);
});

test('each note has what its message takes, and nothing else', () => {
  for (const [written, key] of [...EVENT_NOTES, ...FINDINGS]) {
    const groups = [...written.source.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => name);
    const taken = [...catalogue.en.notes[key].matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(taken.toSorted(), key).toEqual(groups.toSorted());
  }
});
