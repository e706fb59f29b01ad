export { SignedInFrame as default } from '#app/signed-in-frame.tsx';
