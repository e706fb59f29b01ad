import encodeQR from 'qr';

/** The margin that a reader needs (ISO/IEC 18004, section 6.3.8). */
const QUIET_MODULES = 4;

/**
 * A text as a QR code, drawn on the server: black on white in every theme, since many readers take no other.
 *
 * @param label for who does not see it
 */
export function QrCode({ text, label }: { text: string; label: string }) {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_MODULES });
  const squares = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      shapeRendering="crispEdges"
      className="w-56 max-w-full rounded-md"
    >
      <rect width="100%" height="100%" fill="white" />
      <path d={squares.join('')} fill="black" />
    </svg>
  );
}
