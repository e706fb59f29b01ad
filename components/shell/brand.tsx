import Link from 'next/link';

/** Our mark: a picture, its horizon drawn as the double rule under a total. */
function Mark({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" width="24" height="24" className={className}>
      <rect width="24" height="24" rx="5" className="fill-accent" />
      <circle cx="15.5" cy="8.5" r="3" className="fill-on-accent" />
      <path d="M4 15h16M4 18.5h16" className="stroke-on-accent" strokeWidth="1.5" />
    </svg>
  );
}

/** Mark and name, leading home. */
export function Brand({ href, label, name }: { href: string; label: string; name: string }) {
  return (
    <Link href={href} aria-label={label} className="inline-flex min-h-8 items-center gap-2 rounded-sm">
      <Mark className="size-6" />
      <span className="text-lg font-semibold tracking-[-0.03em]">{name}</span>
    </Link>
  );
}
