import { globSync } from 'node:fs';

/** Whose page it is, by the folder it lies in. */
const VISITORS = {
  '(public)': 'nobody',
  '(auth)': 'nobody',
  '(dashboard)': 'customer',
  '(support)': 'staff',
} as const;

type Visitor = (typeof VISITORS)[keyof typeof VISITORS];

/**
 * Every page of the app for a visitor, as the pattern of its address: `/history/[id]`.
 * @throws when a page lies in a folder that says nothing of whose it is
 */
export function pagesOf(visitor: Visitor): string[] {
  return globSync('app/**/page.tsx')
    .filter((file) => ownerOf(file) === visitor)
    .map(patternOf)
    .toSorted();
}

function ownerOf(file: string): Visitor {
  const [, folder = ''] = file.split('/');
  if (!Object.hasOwn(VISITORS, folder))
    throw new Error(`${file}: whose page is it? Say so in e2e/page-list.ts`);
  return VISITORS[folder as keyof typeof VISITORS];
}

/** Groups of pages, in parentheses, are no part of an address. */
function patternOf(file: string): string {
  return `/${file
    .split('/')
    .slice(1, -1)
    .filter((part) => !part.startsWith('('))
    .join('/')}`;
}
