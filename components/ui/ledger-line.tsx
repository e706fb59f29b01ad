import { type ReactNode, useId } from 'react';
import { Amount } from '#components/format/amount.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import type { Credits } from '#lib/money/credits.ts';
import { ledgerSpans } from './ledger-spans.ts';

type LedgerPart = 'available' | 'held' | 'reserved';

export interface LedgerSegment {
  part: LedgerPart;
  label: ReactNode;
  amount: Credits;
  /** A second line: what it means, or a link. */
  note?: ReactNode;
}

/**
 * The ledger line alone: all of a customer's credit as one line, divided into what is available (solid), held
 * (hatched) and reserved for a refund (dotted). Patterns, not only tones, tell them apart. A picture of figures
 * that stand beside it in text, so a screen reader passes it by.
 */
export function LedgerBar({
  segments,
  thin = false,
}: {
  segments: readonly Pick<LedgerSegment, 'part' | 'amount'>[];
  thin?: boolean;
}) {
  const id = useId();
  const placed = ledgerSpans(segments.map((segment) => segment.amount));
  const fills: Record<LedgerPart, string> = {
    available: 'currentColor',
    held: `url(#${id}held)`,
    reserved: `url(#${id}reserved)`,
  };
  return (
    <svg
      aria-hidden="true"
      width="100%"
      height={thin ? 3 : 10}
      className="block overflow-hidden rounded-full text-accent"
    >
      <Patterns id={id} />
      <rect width="100%" height="100%" className="fill-line" />
      {segments.map((segment, index) => {
        const span = placed[index];
        if (span === undefined || span.width === 0) return null;
        return (
          <g key={segment.part}>
            <rect x={`${span.start}%`} width={`${span.width}%`} height="100%" className="fill-paper" />
            <rect x={`${span.start}%`} width={`${span.width}%`} height="100%" fill={fills[segment.part]} />
            {span.start > 0 && (
              <rect
                x={`${span.start}%`}
                width="2"
                height="100%"
                transform="translate(-1)"
                className="fill-paper"
              />
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** The ledger line with its figures under it, as on the overview. */
export function LedgerLine({ segments, locale }: { segments: readonly LedgerSegment[]; locale: Locale }) {
  return (
    <div>
      <LedgerBar segments={segments} />
      <dl className="mt-4 flex flex-col gap-x-8 gap-y-3 sm:flex-row sm:flex-wrap">
        {segments.map((segment) => (
          <div key={segment.part} className="flex items-baseline justify-between gap-4 sm:block sm:flex-1">
            <dt className="flex items-center gap-2 text-sm text-soft sm:whitespace-nowrap">
              <PartKey part={segment.part} />
              {segment.label}
            </dt>
            <dd className="mt-0.5 max-sm:text-right">
              <Amount value={segment.amount} locale={locale} className="font-medium" />
              {segment.note !== undefined && <span className="block text-sm text-soft">{segment.note}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** The little sample of a segment's pattern that stands before its name. */
function PartKey({ part }: { part: LedgerPart }) {
  const id = useId();
  const fill = part === 'available' ? 'currentColor' : `url(#${id}${part})`;
  return (
    <svg aria-hidden="true" width="10" height="10" className="shrink-0 rounded-sm text-accent">
      <Patterns id={id} />
      <rect width="10" height="10" fill={fill} />
    </svg>
  );
}

function Patterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern
        id={`${id}held`}
        width="4"
        height="4"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="4" height="4" fill="currentColor" fillOpacity="0.16" />
        <rect width="1.75" height="4" fill="currentColor" />
      </pattern>
      <pattern id={`${id}reserved`} width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" fill="currentColor" fillOpacity="0.16" />
        <circle cx="2" cy="2" r="1" fill="currentColor" />
      </pattern>
    </defs>
  );
}
