import { expect, describe as group, test } from 'vitest';
import { describe, violationsOf, violationsOfProject } from './tidy.ts';

test('the project keeps its own rules', () => {
  expect(describe(violationsOfProject())).toBe('');
});

group('each rule catches what it is for', () => {
  const caught: [string, string, RegExp][] = [
    ['lib/ledger/post.ts', "import { x } from '#lib/topups/buy.ts';", /stands above lib\/ledger/],
    ['lib/ledger/post.ts', "import { x } from '../topups/buy.ts';", /stands above lib\/ledger/],
    ['lib/topups/buy.ts', "const x = await import('#lib/generation/run.ts');", /siblings/],
    ['lib/topups/buy.ts', "import { page } from '#app/page.tsx';", /stands above/],
    [
      'lib/pricing/quote.ts',
      "import { B } from '#components/ui/button.tsx';",
      /only pages import components/,
    ],
    ['lib/ledger/post.ts', "import { s } from '#lib/contracts/money.ts';", /too low/],
    ['lib/pricing/quote.ts', "import { t } from '#lib/testing/postgres.ts';", /for tests and tools/],
    ['app/page.tsx', "import { t } from '#scripts/postgres.ts';", /for tests and tools/],
    ['components/ui/x.tsx', "import { post } from '#lib/ledger/post.ts';", /components may import only/],
    ['lib/contracts/x.ts', "import { now } from '#lib/core/clock.ts';", /lib\/contracts may import only/],
    ['lib/newcomer/x.ts', "import { now } from '#lib/core/clock.ts';", /has no rung/],
    ['lib/topups/buy.ts', '\nconst at = new Date();', /clock/],
    ['app/page.tsx', 'const at = Date.now();', /clock/],
    ['lib/topups/buy.ts', 'sql`SELECT a\n FROM lots WHERE id = 1`', /store\.ts/],
    ['app/v1/balance/route.ts', 'await prisma.$queryRaw`x`', /store\.ts/],
    ['lib/topups/buy.ts', "import { Pool } from 'pg';", /store\.ts/],
    ['lib/topups/buy.ts', "import {\n  PrismaClient,\n} from '#generated/prisma/client.ts';", /store\.ts/],
    ['lib/topups/buy.ts', 'const x = parseFloat(text);', /#lib\/money/],
    ['components/format/x.tsx', 'const x = Number(amountMicros) / 1e6;', /bigint/],
    ['lib/topups/all.ts', "export * from './buy.ts';", /import each thing/],
    ['lib/topups/all.ts', "export { buy } from './buy.ts';", /import each thing/],
    ['lib/topups/index.ts', 'export const a = 1;', /import each thing/],
    ['lib/utils/x.ts', 'export const a = 1;', /name it/],
    ['lib/topups/helpers.ts', 'export const a = 1;', /name it/],
    ['app/page.tsx', 'const a = <p>Hello</p>;', /lib\/i18n\/messages/],
    [
      'components/ui/x.tsx',
      'const a = (\n  <p>\n    You owe us something\n  </p>\n);',
      /lib\/i18n\/messages/,
    ],
    ['components/ui/x.tsx', 'const a = <img alt="A lighthouse" />;', /lib\/i18n\/messages/],
  ];
  test.each(caught)('%s: %s', (path, text, instead) => {
    expect(violationsOf(path, text).map((violation) => violation.instead)).toEqual([
      expect.stringMatching(instead),
    ]);
  });
});

group('and leaves alone what is allowed', () => {
  const allowed: [string, string][] = [
    ['lib/topups/buy.ts', "import { post } from '#lib/ledger/post.ts';\nimport { a } from './a.ts';"],
    ['lib/topups/buy.ts', "import { s } from '#lib/contracts/topup.ts';"],
    ['app/page.tsx', "import { B } from '#components/ui/button.tsx';"],
    ['components/topup/form.tsx', "import { buy } from '#app/(dashboard)/(customer)/top-up/actions.ts';"],
    ['lib/topups/buy.test.ts', "import { t } from '#lib/testing/postgres.ts';\nconst a = new Date();"],
    ['lib/topups/store.ts', "import { Pool } from 'pg';\nsql`SELECT a FROM lots`"],
    ['lib/topups/buy.ts', '// new Date() would be wrong here\n/* Date.now() too */'],
    ['lib/topups/buy.ts', "import type { Pool } from 'pg';"],
    ['lib/topups/buy.ts', 'const at = new Date(event.occurredAt);'],
    ['lib/money/credits.ts', 'Number(amountMicros)'],
    ['lib/http/limits.ts', 'const seconds = Number(header);'],
    ['scripts/demo.ts', 'const at = Date.now();'],
    ['components/ui/x.tsx', 'const a = <input type="email" placeholder="#1E90FF" aria-label={t("x")} />;'],
    ['components/ui/x.tsx', 'const f = (a: Promise<void>) => a && <p>{t("owed")} – </p>;'],
    ['cli/src/main.ts', "import { x } from './x.ts';"],
  ];
  test.each(allowed)('%s: %s', (path, text) => {
    expect(describe(violationsOf(path, text))).toBe('');
  });
});

test('a violation names its line, comments before it counted', () => {
  const [found] = violationsOf('lib/topups/buy.ts', '/* one\ntwo */\n\nconst at = new Date();');
  expect(found).toMatchObject({ path: 'lib/topups/buy.ts', line: 4 });
});
