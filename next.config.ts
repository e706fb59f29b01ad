import type { NextConfig } from 'next';
import { inert, securityHeaders } from './lib/http/security-headers.ts';

// Set by the start scripts: each state of the sources is built into a folder of its own, with a type-checker's
// configuration beside it, so that a build touches neither a running server nor tsconfig.json.
const distDir = process.env.NEXT_DIST_DIR;

export default {
  ...(distDir === undefined ? {} : { distDir, typescript: { tsconfigPath: `${distDir}.tsconfig.json` } }),
  // Each build has a folder of its own and would never find the cache of another: writing one costs a quarter more.
  experimental: { turbopackFileSystemCacheForBuild: false },
  poweredByHeader: false,
  serverExternalPackages: ['pdfkit', 'pg', 'sharp', 'graphile-worker', '@node-rs/argon2', 'pino'],
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    { source: '/:area(api|v1|health)/:path*', headers: [inert] },
  ],
} satisfies NextConfig;
