import type { ReactNode } from 'react';

/** An id, a key, a hash: set so that each character can be told apart, broken where needed, unless it is short. */
export function Code({ children, unbroken = false }: { children: ReactNode; unbroken?: boolean }) {
  const wrap = unbroken ? 'whitespace-nowrap' : 'break-all';
  return <code className={`font-mono text-[0.92em] ${wrap}`}>{children}</code>;
}

/** A command to be typed, in a box of its own. A line breaks between words: in `--email` it would break after the hyphens. */
export function CodeBlock({ children }: { children: string }) {
  return (
    <pre className="overflow-x-auto rounded-md bg-wash px-4 py-3 font-mono text-sm whitespace-pre-wrap break-words">
      <code>
        {[...children.matchAll(/\S+|\s+/g)].map(({ 0: part, index }) =>
          part.trim() === '' ? (
            part
          ) : (
            <span key={index} className="inline-block max-w-full">
              {part}
            </span>
          ),
        )}
      </code>
    </pre>
  );
}
