import { classNames } from './class-names.ts';

export interface ButtonLook {
  /** One `primary` a view; `danger` for what cannot be undone. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | undefined;
  size?: 'sm' | 'md' | 'lg' | undefined;
  /** Fills the width it is given. */
  block?: boolean | undefined;
}

const VARIANTS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border border-line bg-sheet text-ink hover:border-edge hover:bg-wash',
  quiet: 'text-soft hover:bg-wash hover:text-ink',
  danger: 'bg-danger text-on-danger hover:bg-danger-strong',
} as const;

const SIZES = {
  sm: 'min-h-8 px-3 text-sm gap-1.5',
  md: 'min-h-10 px-4 text-base gap-2',
  lg: 'min-h-12 px-6 text-lg gap-2.5',
} as const;

/** The class names of a button, for `Button`, `LinkButton` and a native element that must look like one. */
export function buttonLook({ variant = 'secondary', size = 'md', block = false }: ButtonLook): string {
  return classNames(
    'no-print inline-flex items-center justify-center rounded-md py-1 text-center font-medium transition-colors',
    'disabled:opacity-50 aria-disabled:opacity-50',
    VARIANTS[variant],
    SIZES[size],
    block && 'w-full',
  );
}
