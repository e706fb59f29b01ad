import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Database } from '#lib/db/client.ts';
import { newCustomer, newStaff } from '#lib/testing/accounts.ts';
import { eur } from '#lib/testing/books.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { newKeyForm, parseForm, regionForm, themeForm, warningsForm } from './forms.ts';
import { keepRegion, keepTheme, keepWarnings, missingCookies, preferencesOf } from './preferences.ts';

const at = new Date('2026-11-22T10:00:00Z');
const later = new Date('2026-11-23T10:00:00Z');

let db: Database;
beforeAll(async () => {
  db = connect((await testDatabase()).appUrl);
});
afterAll(() => db.close());

const since = async (userId: string) =>
  (await db.prisma.user.findUniqueOrThrow({ where: { id: userId } })).lowBalanceSince;

test('before anything is chosen: a warning below EUR 0.50, every letter, and the look is left to the browser', async () => {
  for (const { userId } of [await newCustomer(db, at), await newStaff(db, at)])
    expect(await preferencesOf(db.prisma, userId)).toEqual({
      ...{ lowBalanceMicros: eur('0.5'), lowBalanceLetter: true, grantLetter: true, statementLetter: true },
      ...{ theme: null, timeZone: null, locale: null },
    });
});

test('what is chosen is kept with the person and touches nobody else', async () => {
  const [one, two] = [await newCustomer(db, at), await newCustomer(db, at)];
  const warnings = { lowBalanceMicros: eur('7.5'), lowBalanceLetter: true, grantLetter: false };
  await keepWarnings(db.prisma, one.userId, { ...warnings, statementLetter: false }, at);
  await keepRegion(db.prisma, one.userId, { timeZone: 'Europe/Berlin' });
  await keepTheme(db.prisma, one.userId, 'dark');
  expect(await preferencesOf(db.prisma, one.userId)).toEqual({
    ...{ ...warnings, statementLetter: false },
    ...{ theme: 'dark', timeZone: 'Europe/Berlin', locale: null },
  });
  expect(await preferencesOf(db.prisma, two.userId)).toMatchObject({
    lowBalanceMicros: eur('0.5'),
    theme: null,
  });
});

test('a line drawn anew counts from then on; saving the same again does not begin anew', async () => {
  const { userId } = await newCustomer(db, at);
  const letters = { lowBalanceLetter: true, grantLetter: true, statementLetter: true };
  await keepWarnings(db.prisma, userId, { ...letters, lowBalanceMicros: eur('5') }, at);
  expect(await since(userId)).toEqual(at);
  await keepWarnings(
    db.prisma,
    userId,
    { ...letters, grantLetter: false, lowBalanceMicros: eur('5') },
    later,
  );
  expect(await since(userId)).toEqual(at);
  await keepWarnings(db.prisma, userId, { ...letters, lowBalanceMicros: null }, later);
  expect(await since(userId)).toEqual(later);
});

test('the database refuses a line of nothing and colours that do not exist', async () => {
  const { userId } = await newCustomer(db, at);
  for (const set of ['low_balance_micros = 0', "theme = 'sepia'"])
    await expect(
      db.pool.query(`UPDATE user_account SET ${set} WHERE id = $1`, [userId]),
    ).rejects.toMatchObject({ code: '23514' });
});

describe('the form of warnings', () => {
  const line = (lowBalance: string) => parseForm(warningsForm, { lowBalance }).lowBalanceMicros;
  const wrong = (schema: Parameters<typeof parseForm>[0], values: object) => {
    try {
      parseForm(schema, values);
    } catch (error) {
      return (error as { fields: unknown }).fields;
    }
    return undefined;
  };

  test.each([
    ['5', '5'],
    ['2,50', '2.5'],
    [' 0.000001 ', '0.000001'],
  ])('%j is a line', (typed, amount) => {
    expect(line(typed)).toBe(eur(amount));
  });

  test.each(['', '   '])('%j is no warning', (typed) => {
    expect(line(typed)).toBeNull();
  });

  test.each(['0', '0,00', '-5', '1.000,50', 'five', '5 €', '1e3', '9'.repeat(41)])(
    '%j is refused beside its field',
    (typed) => {
      expect(wrong(warningsForm, { lowBalance: typed })).toEqual([
        { field: 'lowBalance', problem: 'line_invalid' },
      ]);
    },
  );

  test.each(['0', '0,00'])(
    'a key that could spend nothing, %j, is refused beside its field',
    (monthlyCap) => {
      expect(wrong(newKeyForm, { name: 'laptop', monthlyCap })).toEqual([
        { field: 'monthlyCap', problem: 'cap_invalid' },
      ]);
    },
  );

  test('a box that is not ticked is off', () => {
    expect(parseForm(warningsForm, { lowBalance: '', grantLetter: 'on' })).toEqual({
      ...{ lowBalanceMicros: null, lowBalanceLetter: false, grantLetter: true, statementLetter: false },
    });
  });

  test('a time zone is one of the world, colours are of ours', () => {
    expect(parseForm(regionForm, { timeZone: 'Europe/Berlin' })).toEqual({ timeZone: 'Europe/Berlin' });
    for (const timeZone of ['Mars/Olympus', '+01:00', '', undefined])
      expect(wrong(regionForm, { timeZone })).toEqual([{ field: 'timeZone', problem: 'time_zone_unknown' }]);
    expect(wrong(regionForm, { timeZone: 'UTC', locale: 'xx' })).toMatchObject([{ field: 'locale' }]);
    expect(wrong(themeForm, { theme: 'sepia' })).toMatchObject([{ field: 'theme' }]);
  });
});

test('a browser is given what it lacks of what was chosen, and keeps what was not', () => {
  const shown = { locale: 'en', timeZone: 'UTC', theme: 'dark' } as const;
  const own = {
    ...{ lowBalanceMicros: null, lowBalanceLetter: true, grantLetter: true, statementLetter: true },
    ...{ theme: null, timeZone: 'Asia/Tokyo', locale: 'en' },
  };
  expect(missingCookies(own, shown)).toEqual([{ name: 'depicta_tz', value: 'Asia/Tokyo' }]);
  expect(missingCookies({ ...own, timeZone: 'UTC', theme: 'dark' }, shown)).toEqual([]);
});
