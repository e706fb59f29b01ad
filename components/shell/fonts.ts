import { GeistSans } from 'geist/font/sans';
import localFont from 'next/font/local';

/** Ids and code only, so it is fetched when a page first shows some, not before the first paint. */
const geistMono = localFont({
  src: '../../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  preload: false,
  adjustFontFallback: false,
  fallback: ['ui-monospace', 'monospace'],
});

/** Class names for `<html>` that make the typefaces known to the style sheet. */
export const fontVariables = `${GeistSans.variable} ${geistMono.variable}`;
