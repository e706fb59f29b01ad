import type { ReactNode } from 'react';
import { Sheet } from '#components/ui/sheet.tsx';

interface AuthCardProps {
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  /** The way to the neighbouring page: "No account yet? Create one". */
  below?: ReactNode;
}

/** A form that stands alone in the public frame: sign in, sign up, verify, reset. */
export function AuthCard({ title, description, children, below }: AuthCardProps) {
  return (
    <div className="page flex flex-1 flex-col items-center py-12 sm:py-20">
      <div className="w-full max-w-md">
        <h1 className="text-2xl font-medium">{title}</h1>
        {description !== undefined && <p className="mt-2 text-soft">{description}</p>}
        <Sheet className="mt-7">{children}</Sheet>
        {below !== undefined && <div className="mt-5 text-center text-soft">{below}</div>}
      </div>
    </div>
  );
}
