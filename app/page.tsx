import { x } from '#lib/core/spike.ts';
export default function Page() {
  return <p>{String(x.a)}</p>;
}
