import { expect, test } from 'vitest';
import { auditReason, eventNote } from './kept-words.ts';

test.each([
  ['Nothing new', 'Nichts Neues'],
  ['Credited before', 'Schon früher gutgeschrieben'],
  ['Credited EUR 1005.00', '1.005,00\u00a0€ gutgeschrieben'],
  ['Purchase PENDING, Paddle paid', 'Kauf: Nicht bezahlt; bei Paddle: paid'],
  ['Purchase UNHEARD, Paddle past_due', 'Kauf: UNHEARD; bei Paddle: past_due'],
  ['Nothing here follows from transaction.created', 'Aus transaction.created folgt hier nichts'],
  ['Put aside by ada@depicta.example: Nothing new', 'Put aside by ada@depicta.example: Nothing new'],
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
