import { unstable_doesMiddlewareMatch as doesProxyMatch } from 'next/experimental/testing/server.js';
import { expect, test } from 'vitest';
import { config } from '../proxy.ts';

const BODY = { 'content-type': 'application/json', 'content-length': '2' };
const comesToTheWall = (url: string, headers: Record<string, string>) =>
  doesProxyMatch({ config, url, headers, nextConfig: {} });

test('what carries a body to a page comes to the wall, what carries one to the API does not', () => {
  for (const path of ['/', '/overview', '/v1beta', '/api', '/not-a-page'])
    expect([path, comesToTheWall(path, BODY)]).toEqual([path, true]);
  for (const path of ['/v1', '/v1/', '/v1/balance', '/api/live', '/files/a.png', '/health'])
    expect([path, comesToTheWall(path, BODY)]).toEqual([path, false]);
});

test('what carries an action comes to the wall wherever it goes', () => {
  for (const path of ['/', '/v1', '/v1/balance', '/files/a.png'])
    expect([path, comesToTheWall(path, { 'next-action': 'x' })]).toEqual([path, true]);
});
