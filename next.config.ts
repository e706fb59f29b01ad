import type { NextConfig } from 'next';

// Set by the start scripts: each state of the sources is built into a folder of its own, with a type-checker's
// configuration beside it, so that a build touches neither a running server nor tsconfig.json.
const distDir = process.env.NEXT_DIST_DIR;

export default {
  ...(distDir === undefined ? {} : { distDir, typescript: { tsconfigPath: `${distDir}.tsconfig.json` } }),
  serverExternalPackages: ['pg', 'sharp'],
} satisfies NextConfig;
