import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '#lib/auth/options.ts';
import { env } from '#lib/core/env.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { requestId } from '#lib/core/ids.ts';
import { problem } from '#lib/http/problems.ts';

type Context = { params: Promise<{ nextauth: string[] }> };

/** What next-auth's own client needs. Its endpoint for writing into our log from outside is not among it. */
const OFFERED: Readonly<Record<string, readonly string[]>> = {
  GET: ['csrf', 'error', 'providers', 'session', 'signin', 'signout'],
  POST: ['callback', 'signin', 'signout'],
};

async function answer(request: NextRequest, context: Context): Promise<Response> {
  const [action = ''] = (await context.params).nextauth;
  if (!OFFERED[request.method]?.includes(action))
    return problem(new DepictaError('not_found', 'There is nothing at this address.'), requestId());
  // next-auth reads its own address from here and from nowhere else.
  // biome-ignore lint/style/noProcessEnv: a setting of a dependency, taken from our own
  process.env.NEXTAUTH_URL = env().APP_URL;
  return NextAuth(request, context, authOptions());
}

export { answer as GET, answer as POST };
