import { buttonLook } from '#components/ui/button-look.ts';

/** The way back for who is somebody else, or cannot go on now. A plain form, which needs no script. */
export function SignOut({ label }: { label: string }) {
  return (
    <form method="post" action="/api/account/sign-out">
      <button type="submit" className={buttonLook({ variant: 'secondary', size: 'sm' })}>
        {label}
      </button>
    </form>
  );
}
