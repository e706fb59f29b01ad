/**
 * How much of a limit is used, such as a key's monthly cap. The figures stand beside it in text.
 *
 * @param share from 0 to 1; above it the line is full
 */
export function Meter({ label, share, valueText }: { label: string; share: number; valueText: string }) {
  const used = Math.min(1, Math.max(0, share));
  return (
    <div>
      <meter aria-label={label} value={used} className="visually-hidden">
        {valueText}
      </meter>
      <svg aria-hidden="true" width="100%" height="4" className="block overflow-hidden rounded-full">
        <rect width="100%" height="100%" className="fill-line" />
        <rect width={`${used * 100}%`} height="100%" className={share >= 1 ? 'fill-danger' : 'fill-accent'} />
      </svg>
    </div>
  );
}
