import type { NextConfig } from 'next';

// Set by the start scripts: each state of the sources is built into a folder of its own, with a type-checker's
// configuration beside it, so that a build touches neither a running server nor tsconfig.json.
const distDir = process.env.NEXT_DIST_DIR;

const POLICY = "frame-ancestors 'none'; base-uri 'self'; object-src 'none'; form-action 'self'";

/** For every answer. What scripts a page may run depends on the page and is not decided here. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), browsing-topics=()' },
  { key: 'Content-Security-Policy', value: POLICY },
];

/** The page that is drawn by a renderer not ours: nothing of it may come from, or go to, another host. */
const sealedOff = {
  key: 'Content-Security-Policy',
  value: `${POLICY}; default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'`,
};

export default {
  ...(distDir === undefined ? {} : { distDir, typescript: { tsconfigPath: `${distDir}.tsconfig.json` } }),
  // Each build has a folder of its own and would never find the cache of another: writing one costs a quarter more.
  experimental: { turbopackFileSystemCacheForBuild: false },
  poweredByHeader: false,
  serverExternalPackages: ['pdfkit', 'pg', 'sharp', 'graphile-worker', '@node-rs/argon2', 'pino'],
  // A file has a stricter policy of its own.
  headers: async () => [
    { source: '/((?!files/).*)', headers: securityHeaders },
    { source: '/docs', headers: [sealedOff] },
  ],
} satisfies NextConfig;
