/** The look shared by everything one can type or choose in. 16 px text keeps phones from zooming in. */
export const CONTROL_LOOK =
  'w-full rounded-md border border-edge bg-sheet text-[1rem] leading-6 text-ink transition-colors ' +
  'placeholder:text-faint hover:border-soft aria-invalid:border-danger ' +
  'disabled:border-line disabled:bg-wash disabled:text-soft [&[readonly]]:bg-wash sm:text-base';
