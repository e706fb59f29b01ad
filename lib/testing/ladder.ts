/**
 * Who may import whom: a folder imports what stands on a lower rung, never upwards and never a sibling on its own
 * rung. docs: the section on layout in the README.
 */
const ladder: readonly (readonly string[])[] = [
  ['app'],
  ['lib/http', 'lib/jobs'],
  ['lib/paddle', 'lib/staff', 'lib/history', 'lib/closing'],
  ['lib/inbox', 'lib/auth'],
  ['lib/topups', 'lib/generation', 'lib/processing'],
  ['lib/customers', 'lib/pricing', 'lib/files', 'lib/mail'],
  ['lib/ledger'],
  ['lib/db'],
  ['lib/money', 'lib/core'],
];

/** The last rung that has no business with wire formats or texts: everything above it may use them. */
const lowestReader = ladder.findIndex((rung) => rung.includes('lib/ledger')) - 1;

/** Folders beside the ladder: exactly what each may import. */
const beside: Readonly<Record<string, readonly string[]>> = {
  'lib/contracts': ['lib/money'],
  // Never sent to a browser: it says what the shapes mean, in the words of the pages.
  'lib/contracts/openapi': ['lib/contracts', 'lib/i18n'],
  'lib/i18n': ['lib/money'],
  components: ['lib/contracts', 'lib/money', 'lib/i18n'],
};

/** Imports between siblings that a README explains. Each needs its reason there. */
const explained: readonly { from: string; to: string }[] = [];

/** Tools around the product, which may look everywhere. */
const unbound = ['scripts', 'bench', 'e2e', 'lib/testing'];

/** The folder of the ladder that a file belongs to, or undefined for files that stand outside of it. */
export function zoneOf(path: string): string | undefined {
  const [top, second] = path.split('/');
  if (path.startsWith('lib/contracts/openapi/')) return 'lib/contracts/openapi';
  if (path === 'proxy.ts' || path === 'instrumentation.ts') return 'app';
  if (top === 'lib') return `lib/${second}`;
  return top === 'app' || top === 'components' || unbound.includes(top ?? '') ? top : undefined;
}

/**
 * Why one file may not import another, or undefined when it may.
 *
 * @param from the importing file, relative to the project's folder
 * @param to the imported file, relative to the project's folder
 */
export function refusal(from: string, to: string): string | undefined {
  const importer = zoneOf(from);
  const imported = zoneOf(to);
  if (importer === undefined || imported === undefined || importer === imported) return undefined;
  if (unbound.includes(importer)) return undefined;
  if (unbound.includes(imported)) return `${imported} is for tests and tools; the product does not import it`;

  const allowed = beside[importer];
  if (allowed) {
    // Server actions live beside their pages; a component calls them like functions.
    if (importer === 'components' && /^app\/.*\/actions\.ts$/.test(to)) return undefined;
    return allowed.includes(imported) ? undefined : `${importer} may import only ${allowed.join(', ')}`;
  }
  const from_ = rungOf(importer);
  if (from_ === -1) return `${importer} has no rung: give it one in lib/testing/ladder.ts`;
  if (imported === 'components') return importer === 'app' ? undefined : 'only pages import components';
  if (beside[imported])
    return from_ <= lowestReader ? undefined : `${importer} stands too low for ${imported}`;
  const to_ = rungOf(imported);
  if (to_ === -1) return `${imported} has no rung: give it one in lib/testing/ladder.ts`;
  if (to_ > from_ || explained.some((pair) => pair.from === importer && pair.to === imported))
    return undefined;
  return to_ === from_
    ? `${importer} and ${imported} are siblings: pass what you need as an argument, or move it down a rung`
    : `${imported} stands above ${importer}: declare what you need here and let the caller pass it in`;
}

function rungOf(zone: string): number {
  return ladder.findIndex((rung) => rung.includes(zone));
}
