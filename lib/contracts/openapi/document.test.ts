import { readdirSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { folderOf } from '#lib/testing/documented.ts';
import { openApi } from './document.ts';
import { ENDPOINTS } from './endpoints.ts';

const document = openApi('https://app.depicta.example', '1.2.3');

test('the document is valid, and what a linter recommends', async () => {
  // What everybody may read refuses nobody.
  const rules = { 'operation-4xx-response': 'off' } as const;
  const config = await createConfig({ extends: ['recommended-strict'], rules });
  const problems = await lintFromString({ source: stringify(document), config });
  const told = problems.map(({ ruleId, message, location }) => {
    return `${ruleId}: ${message} at ${location[0]?.pointer}`;
  });
  expect(told).toEqual([]);
});

test('the linter finds what is wrong', async () => {
  const config = await createConfig({ extends: ['recommended-strict'] });
  const broken = { ...document, paths: { '/v1/balance': { get: { responses: {} } } } };
  expect(await lintFromString({ source: stringify(broken), config })).not.toEqual([]);
});

test('every route of the API is in it, and nothing else', () => {
  const folders = readdirSync('app/v1', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('/route.ts') && !file.startsWith('[[...'))
    .map((file) => `/v1/${file.slice(0, -'/route.ts'.length)}`);
  expect(new Set(ENDPOINTS.map(folderOf))).toEqual(new Set([...folders, '/health']));
});

test('every field and every parameter says what it means', () => {
  const unsaid: string[] = [];
  const look = (node: unknown, at: string): void => {
    if (node === null || typeof node !== 'object') return;
    const { properties, parameters } = node as { properties?: object; parameters?: { name?: string }[] };
    const named = [
      ...Object.entries(properties ?? {}),
      ...(Array.isArray(parameters) ? parameters.map((each) => [each.name ?? '', each] as const) : []),
    ];
    for (const [name, said] of named)
      if (!(said as { description?: string }).description) unsaid.push(`${at} ${name}`);
    for (const [key, value] of Object.entries(node)) look(value, `${at}/${key}`);
  };
  look(document, '');
  expect(unsaid).toEqual([]);
});

test('what schemas say reaches it: limits, choices, references', () => {
  const { components } = document as { components: { schemas: Record<string, object> } };
  expect(components.schemas.ProcessWatermarkRequest).toMatchObject({
    required: ['text', 'input_image_url'],
    additionalProperties: false,
    properties: { size: { anyOf: [{ type: 'integer', minimum: 6, maximum: 2000 }, { type: 'null' }] } },
  });
  expect(components.schemas.ImageRequest).toMatchObject({ properties: { prompt: { maxLength: 4000 } } });
  expect(components.schemas.JobsPage).toMatchObject({
    properties: { data: { items: { $ref: '#/components/schemas/Job' } } },
  });
});
