'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { LinkUnderWay } from '#components/ui/link-under-way.tsx';

export interface NavItem {
  href: string;
  label: string;
  /** Whether it is the present page only at this very address: other links lead below it. */
  exact?: boolean;
}

/**
 * The links of the frame; the one that leads to the present page is marked for eye and ear. In the `bar` it sits
 * on the frame's hairline and wraps where words are long, in the `list` of the small-screen menu it stands out in weight.
 */
export function NavLinks({ items, layout }: { items: readonly NavItem[]; layout: 'bar' | 'list' }) {
  const path = usePathname();
  return (
    <ul
      className={
        layout === 'bar'
          ? 'flex flex-wrap items-stretch gap-x-[clamp(0.625rem,1vw,1.25rem)]'
          : 'flex flex-col'
      }
    >
      {items.map((item) => (
        <li key={item.href} className={layout === 'bar' ? 'flex min-h-10' : undefined}>
          <Link
            href={item.href}
            prefetch={false}
            aria-current={isPresent(item, path) ? 'page' : undefined}
            className={LOOKS[layout]}
          >
            {item.label}
            <LinkUnderWay />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function isPresent({ href, exact = false }: NavItem, path: string): boolean {
  return path === href || (!exact && path.startsWith(`${href}/`));
}

const LOOKS = {
  bar: 'flex items-center whitespace-nowrap border-y-2 outline-offset-[-2px] border-transparent text-soft transition-colors hover:text-ink aria-[current]:border-b-accent aria-[current]:text-ink',
  list: 'flex min-h-12 items-center border-b border-line text-lg text-soft aria-[current]:font-medium aria-[current]:text-ink',
} as const;
