'use client';

import type { AspectRatio } from '#lib/contracts/image-choices.ts';

/** Room for the drawing of a ratio, in pixels. */
const BOX = 22;

/** The shape of the picture: each ratio is drawn beside its name. */
export function RatioChoice({
  legend,
  value,
  ratios,
  onChange,
}: {
  legend: string;
  value: AspectRatio;
  ratios: readonly AspectRatio[];
  onChange: (ratio: AspectRatio) => void;
}) {
  return (
    <fieldset>
      <legend className="mb-2 font-medium">{legend}</legend>
      <div className="grid grid-cols-3 gap-2 sm:grid-cols-5">
        {ratios.map((ratio) => (
          <label
            key={ratio}
            className="relative flex min-h-11 items-center gap-2.5 rounded-md border border-line bg-sheet px-3 text-sm transition-colors hover:border-edge has-checked:border-accent has-checked:bg-accent-wash has-checked:shadow-[inset_0_0_0_1px_var(--color-accent)] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="ratio"
              value={ratio}
              checked={ratio === value}
              onChange={() => onChange(ratio)}
              className="absolute size-0 opacity-0"
            />
            <Shape ratio={ratio} />
            <span className="figure">{ratio}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Shape({ ratio }: { ratio: AspectRatio }) {
  const [across = 1, down = 1] = ratio.split(':').map(Number);
  const scale = (BOX - 2) / Math.max(across, down);
  const width = across * scale;
  const height = down * scale;
  return (
    <svg aria-hidden="true" width={BOX} height={BOX} className="shrink-0 text-soft">
      <rect
        x={(BOX - width) / 2}
        y={(BOX - height) / 2}
        width={width}
        height={height}
        rx="1.5"
        fill="none"
        stroke="currentColor"
      />
    </svg>
  );
}
