import { expect, test } from 'vitest';
import { ProblemError } from '#components/query/problem-error.ts';
import type { Job } from '#lib/contracts/job.ts';
import { LARGEST_UPLOAD_BYTES } from '#lib/contracts/operation-choices.ts';
import { sourceOfUpload, wrongFile, wrongFileOf } from './send-file.ts';
import { isThere, sourceOfJob } from './source.ts';

const EXPIRES = '2026-11-29T12:00:00.000Z';
const file = (format: string) => ({
  ...{
    url: `https://a.test/${format}`,
    format,
    size_bytes: 10,
    width: 6,
    height: 4,
    hash: '',
    expires_at: EXPIRES,
  },
});
const job = (rest: Partial<Job>) => ({ id: 'a', result: null, ...rest }) as Job;

test('of a generation the picture that lost nothing is worked on, and a smaller one is shown', () => {
  const formats = { png: file('png'), jpeg: file('jpeg'), webp: file('webp') };
  const result = { formats } as unknown as Job['result'];
  expect(sourceOfJob(job({ prompt: 'a ship', result }), '')).toMatchObject({
    name: 'a ship',
    url: 'https://a.test/png',
    shownUrl: 'https://a.test/webp',
    format: 'png',
  });
});

test('the result of an operation can be worked on in turn; one that no browser shows as well', () => {
  const result = {
    image_url: 'https://a.test/x',
    content_type: 'image/tiff',
    size_bytes: 10,
    width: 6,
    height: 4,
    expires_at: EXPIRES,
  } as unknown as Job['result'];
  expect(sourceOfJob(job({ result }), 'Blur')).toMatchObject({
    name: 'Blur',
    format: 'tiff',
    shownUrl: undefined,
  });
});

test('a job without a picture offers none', () => {
  expect(sourceOfJob(job({}), 'Blur')).toBeUndefined();
});

test('a picture is there until its hour is over and not at that instant', () => {
  const upload = {
    id: 'u',
    url: 'https://a.test/u',
    width: 1,
    height: 1,
    format: 'png',
    expires_at: EXPIRES,
  } as const;
  const source = sourceOfUpload(upload, 'a.png');
  expect(isThere(source, Date.parse(EXPIRES) - 1)).toBe(true);
  expect(isThere(source, Date.parse(EXPIRES))).toBe(false);
});

test.each([
  [{ size: LARGEST_UPLOAD_BYTES, type: 'image/png' }, undefined],
  [{ size: LARGEST_UPLOAD_BYTES + 1, type: 'image/png' }, 'fileTooLarge'],
  [{ size: 0, type: 'image/png' }, 'fileEmpty'],
  [{ size: 9, type: 'application/pdf' }, 'fileWrong'],
  [{ size: 9, type: 'image/svg+xml' }, 'fileWrong'],
  [{ size: 9, type: '' }, undefined],
])('a file of %j is %s before it is sent', (given, wrong) => {
  expect(wrongFile(given)).toBe(wrong);
});

test('what the server finds wrong with a file is told apart from what it refuses for other reasons', () => {
  const refused = (error: string, details: unknown = null) =>
    wrongFileOf(new ProblemError({ error, message: '', details }, { status: 422 }));
  expect(refused('payload_too_large')).toBe('fileTooLarge');
  expect(refused('validation_error', { fields: [{ field: 'file', message: '' }] })).toBe('fileWrong');
  expect(
    refused('validation_error', { fields: [{ field: 'Idempotency-Key', message: '' }] }),
  ).toBeUndefined();
  expect(refused('rate_limited', { max_uploads: 100 })).toBeUndefined();
});
