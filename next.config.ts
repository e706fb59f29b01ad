import type { NextConfig } from 'next';
export default { serverExternalPackages: ['pg', 'sharp'] } satisfies NextConfig;
