import { describe, expect, test } from 'vitest';
import { setCookie } from '#lib/auth/cookies.ts';
import { sessionCookie, signUpCookie } from '#lib/auth/session-token.ts';
import { preferenceCookie } from '#lib/i18n/cookies.ts';
import nextConfig from '../../next.config.ts';
import { pageHeaders } from './page-headers.ts';

// What the headers and the cookies are where the app is served over https, and where it is tried out over http.

const HTTPS = 'https://app.depicta.example';
const HTTP = 'http://localhost:3000';
const page = (appUrl: string, path = '/overview') =>
  pageHeaders({ path, appUrl, paddleScriptUrl: undefined, isDevelopment: false });

/** The sources of each directive of a policy. */
const directives = (policy: string) =>
  new Map(
    policy.split('; ').map((each) => [each.split(' ')[0], each.split(' ').slice(1).join(' ')] as const),
  );

describe('over https', () => {
  test('a browser comes back over https only, for a year, and loads nothing over http', () => {
    const { headers, policy } = page(HTTPS);
    expect(headers['Strict-Transport-Security']).toBe('max-age=31536000; includeSubDomains');
    expect(directives(policy).has('upgrade-insecure-requests')).toBe(true);
  });

  test('the cookies of a session and of a sign-up are for this host alone, out of reach of scripts', () => {
    for (const shape of [sessionCookie(HTTPS), signUpCookie(HTTPS)])
      expect(setCookie(shape, 'x', 60)).toMatch(
        /^__Host-depicta\.[a-z-]+=x; Path=\/; Max-Age=60; SameSite=Lax; HttpOnly; Secure$/,
      );
  });

  test('what a browser keeps of preferences goes over https only', () => {
    expect(preferenceCookie('depicta_theme', 'dark', true)).toMatch(/; samesite=lax; secure$/);
  });
});

describe('over http', () => {
  test('nothing is promised that would lock a browser out', () => {
    const { headers, policy } = page(HTTP);
    expect(headers).not.toHaveProperty('Strict-Transport-Security');
    expect(directives(policy).has('upgrade-insecure-requests')).toBe(false);
  });

  test('a cookie has no name that a browser would refuse', () => {
    expect(setCookie(sessionCookie(HTTP), 'x', 60)).toBe(
      'depicta.session=x; Path=/; Max-Age=60; SameSite=Lax; HttpOnly',
    );
    expect(preferenceCookie('depicta_theme', 'dark', false)).not.toMatch(/secure/i);
  });
});

test.each([HTTPS, HTTP])(
  'a page of %s is in no frame, sends no form elsewhere, and has nothing of others',
  (appUrl) => {
    const { headers, policy } = page(appUrl);
    const found = directives(policy);
    expect(found.get('default-src')).toBe("'none'");
    expect(found.get('frame-ancestors')).toBe("'none'");
    expect(found.get('form-action')).toBe("'self'");
    expect(found.get('base-uri')).toBe("'none'");
    expect(found.get('object-src')).toBe("'none'");
    expect(found.get('script-src')).toMatch(/^'self' 'nonce-[\w+/=]{24}'( 'sha256-[\w+/=]{44}'){2}$/);
    expect(policy).not.toMatch(/https?:/);
    expect(headers).toMatchObject({
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
    expect(page(appUrl).policy, 'a nonce for each answer').not.toBe(policy);
  },
);

test('every answer says that it is what it says, tells other sites no path, and asks for no camera', async () => {
  const [everything, inert] = await nextConfig.headers();
  expect(everything!.source).toBe('/:path*');
  expect(Object.fromEntries(everything!.headers.map(({ key, value }) => [key, value]))).toEqual({
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
  });
  expect(inert!.headers[0]!.value).toMatch(/^default-src 'none'; frame-ancestors 'none'/);
});
