export const MAIN_ID = 'content';

/** The first thing the keyboard reaches: past the navigation, to the page. */
export function SkipLink({ label }: { label: string }) {
  return (
    <a
      href={`#${MAIN_ID}`}
      className="no-print fixed top-2 left-2 z-50 -translate-y-24 rounded-md bg-ink px-4 py-2 font-medium text-paper focus:translate-y-0"
    >
      {label}
    </a>
  );
}
