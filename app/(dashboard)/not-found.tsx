import { FramedNotFound } from '#app/framed-not-found.tsx';

/** For what does not exist or is not theirs to see who is signed in: said within the frame that the layout has drawn. */
export default function NotFound() {
  return <FramedNotFound />;
}
