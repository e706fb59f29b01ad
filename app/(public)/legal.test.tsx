import { globSync } from 'node:fs';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, test } from 'vitest';
import { Privacy } from '#components/legal/privacy.tsx';
import { RefundPolicy } from '#components/legal/refund-policy.tsx';
import { Terms } from '#components/legal/terms.tsx';
import { Footer } from '#components/shell/footer.tsx';
import { OPERATOR_SETTINGS, type OperatorFact, type OperatorFacts } from '#lib/contracts/operator.ts';
import { en } from '#lib/i18n/messages/en.ts';
import { operatorFacts } from '#lib/paddle/seller.ts';
import { legalRules } from './legal.ts';

const NAMES = Object.keys(OPERATOR_SETTINGS) as OperatorFact[];
const factsOf = (value: (name: OperatorFact) => string | null) =>
  Object.fromEntries(NAMES.map((name) => [name, value(name)])) as OperatorFacts;
const NONE = factsOf(() => null);
const ALL = factsOf((name) => (name === 'email' ? 'post@seller.example' : `The ${name} of the seller`));

const PAGES = { terms: Terms, privacy: Privacy, 'refund-policy': RefundPolicy } as const;
type Name = keyof typeof PAGES;
const names = Object.keys(PAGES) as Name[];

const html = (element: ReactElement) => renderToStaticMarkup(element);
const textOf = (markup: string) =>
  markup
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ');
function page(name: Name, facts: OperatorFacts, rules = legalRules('en')): string {
  const Page = PAGES[name];
  return html(<Page rules={rules} facts={facts} locale="en" />);
}
const everything = (facts: OperatorFacts, rules = legalRules('en')) =>
  textOf(names.map((name) => page(name, facts, rules)).join(' '));

beforeAll(() => {
  Object.assign(process.env, {
    APP_URL: 'https://app.depicta.example',
    APP_DATABASE_URL: 'postgresql://unused',
    AUTH_SECRET: 'a'.repeat(32),
    FILES_SECRET: 'b'.repeat(32),
    SECOND_FACTOR_SECRET: 'c'.repeat(32),
    PROOF_SIGNING_KEY: 'MC4CAQAwBQYDK2VwBCIEIPa8fBCcEvNumfik45Yjc661RIomzRgM7LnJj6R2Pftk',
    FILES_DIR: '/nowhere',
    PADDLE_ENVIRONMENT: 'sandbox',
    PADDLE_API_KEY: 'unused',
    PADDLE_CLIENT_TOKEN: 'unused',
    PADDLE_WEBHOOK_SECRETS: 'unused',
    SMTP_URL: 'smtp://localhost',
    OPERATOR_NAME: 'Pictures Ltd',
  });
});

test.each(names)('/%s says at its head that it is a template until every fact is there', (name) => {
  const open = textOf(page(name, NONE));
  expect(open).toContain(en.legal.templateTitle);
  for (const setting of Object.values(OPERATOR_SETTINGS)) expect(open).toContain(setting);
  const oneOpen = textOf(page(name, { ...ALL, law: null }));
  expect(oneOpen).toContain(en.legal.templateTitle);
  expect(oneOpen).not.toContain('OPERATOR_NAME');
  const filled = page(name, ALL);
  expect(filled).not.toContain(en.legal.templateTitle);
  expect(filled).not.toContain('<mark');
  expect(textOf(filled)).not.toContain('OPERATOR_');
});

test.each(NAMES)('the %s of the operator is shown, or marked as missing with its setting', (name) => {
  expect(everything(ALL)).toContain(ALL[name]);
  const marks = names.flatMap((each) => page(each, NONE).match(/<mark.*?<\/mark>/g) ?? []);
  expect(marks.some((mark) => mark.includes(`(${OPERATOR_SETTINGS[name]})`))).toBe(true);
});

test('the facts come from the settings, and what is not set is null', () => {
  expect(operatorFacts()).toEqual({ ...NONE, name: 'Pictures Ltd' });
});

test('no number is written into the texts: each comes from the rule that the code obeys', () => {
  const texts = JSON.stringify(en.legal);
  expect(texts).not.toMatch(/\d/);
  expect(texts).not.toMatch(/\b(twelve|fourteen|thirty|ten|one hour|€)\b/i);
  const shown = everything(ALL);
  for (const said of [
    'Unused credit goes back in full within 14 days.',
    'until the end (UTC) of day 14 after the day of payment',
    'valid for 12 months from your last paid top-up',
    'can be downloaded for 1 hour',
    'Pictures you made or sent: 1 hour',
    'One top-up is €5.00 to €1,000.00',
    '€1.00 of free trial credit',
    'At most 10 generations',
    'We write to you 60, 30, 7 and 1 days before.',
    'closer than 30 days',
    'until 90 days after the sign-in',
    'for 400 days',
    'up to 6 times an hour',
    '__Host-depicta.session keeps you signed in, for up to 30 days',
    'for 24 hours; depicta_locale, depicta_tz and depicta_theme keep',
    en.consent.v1,
  ])
    expect(shown).toContain(said);
});

test('another rule is another text, so that the two cannot part', () => {
  const rules = legalRules('en');
  const credit = {
    ...rules.credit,
    refund_days: 21,
    valid_months_after_top_up: 18,
    files_available_seconds: 7200,
    trial_credit_eur: '0.000000',
  };
  const shown = everything(ALL, { ...rules, credit });
  expect(shown).toContain('within 21 days');
  expect(shown).toContain('After 21 days');
  expect(shown).toContain('valid for 18 months');
  expect(shown).toContain('downloaded for 2 hours');
  expect(shown).toContain('There is no free trial credit at present.');
});

test('prompts go to nobody, or to exactly the companies that are switched on', () => {
  const rules = legalRules('en');
  expect(everything(ALL)).toContain('Nobody else receives your prompts.');
  const shared = everything(ALL, { ...rules, imageProviders: ['OpenAI', 'Google'] });
  expect(shared).toContain('by OpenAI and Google, depending on the model');
  expect(shared).not.toContain('Nobody else receives your prompts.');
});

test('every link of the pages and of the foot leads to a page, and the foot leads to all three', () => {
  const preferences = { locale: 'en', timeZone: 'UTC', theme: 'system' } as const;
  const foot = html(<Footer preferences={preferences} signedIn />);
  for (const name of names) expect(foot).toContain(`href="/${name}"`);
  const routes = globSync('app/**/page.tsx').map((path) =>
    path.replace(/^app|\/\([^)]*\)|\/page\.tsx$/g, ''),
  );
  const links = [foot, ...names.map((name) => page(name, ALL))]
    .flatMap((markup) => [...markup.matchAll(/href="(\/[^"#]*)/g)])
    .map((match) => match[1]);
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((link) => !routes.includes(link ?? ''))).toEqual([]);
});

test('the three texts together stay short enough to be read', () => {
  const words = JSON.stringify(en.legal).match(/[A-Za-z’-]+/g) ?? [];
  expect(words.length).toBeLessThan(1700);
});
