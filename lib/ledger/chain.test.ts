import { expect, test } from 'vitest';
import { type HeadContent, headHash, headText, pathTo, rootOf } from './chain.ts';

const bytes = (value: number) => new Uint8Array(32).fill(value);
const head: HeadContent = {
  day: '2026-11-22',
  previous: bytes(0x11),
  root: bytes(0x22),
  customers: 3,
  uptoNumber: 7n,
};

test('what is signed says everything of a head, in a form that never changes', () => {
  expect(headText(head)).toBe(`depicta head 1\n2026-11-22\n${'11'.repeat(32)}\n${'22'.repeat(32)}\n3\n7`);
  const others: Partial<HeadContent>[] = [
    { day: '2026-11-23' },
    { previous: bytes(0x12) },
    { root: bytes(0x23) },
    { customers: 4 },
    { uptoNumber: 8n },
  ];
  for (const other of others) expect(headHash({ ...head, ...other })).not.toEqual(headHash(head));
});

test('the way of a leaf that moves up alone leaves no step behind, and that of a single leaf none at all', () => {
  const leaves = [1, 2, 3].map(bytes);
  expect(pathTo([bytes(1)], 0)).toEqual([]);
  expect(pathTo(leaves, 2)).toEqual([{ side: 'left', hash: expect.any(Buffer) }]);
  expect(pathTo(leaves, 0).map(({ side }) => side)).toEqual(['right', 'right']);
  expect(rootOf([bytes(1)])).toEqual(Buffer.from(bytes(1)));
});
