import { expect, test } from 'vitest';
import { OPERATIONS } from '#lib/contracts/operation-choices.ts';
import { offeredOperations } from './offered.ts';

const prices = OPERATIONS.map((id) => ({ id, price_eur: '0.001000', parameters: [] }));
const offered = offeredOperations(prices, 'en');
const parametersOf = (id: string) => offered.find((each) => each.id === id)!.parameters;

test('each of the twenty operations has words for itself, its parameters and their choices', () => {
  expect(offered).toHaveLength(20);
  // A text that is missing throws.
  for (const { label, about, parameters } of offered) {
    expect([label, about, ...parameters.map((each) => each.label)]).not.toContain('');
  }
});

test('a control knows the range and the choices of the contract', () => {
  expect(parametersOf('blur')).toEqual([
    expect.objectContaining({
      name: 'sigma',
      kind: 'number',
      isRequired: true,
      from: 0.3,
      to: 100,
      isWhole: false,
    }),
  ]);
  expect(parametersOf('thumbnail')).toEqual([
    expect.objectContaining({ name: 'size', kind: 'number', from: 1, to: 2048, isWhole: true }),
    expect.objectContaining({ name: 'crop', kind: 'choice', isRequired: false, initial: 'smart' }),
  ]);
  expect(parametersOf('rotate').map(({ kind }) => kind)).toEqual(['number', 'flag', 'color']);
  expect(parametersOf('overlay').map(({ kind }) => kind)).toEqual(['picture', 'number', 'number', 'number']);
  expect(parametersOf('watermark')[0]).toMatchObject({ kind: 'text', isRequired: true, mostCharacters: 200 });
  expect(parametersOf('grayscale')).toEqual([]);
});

test('what may be left out begins with what leaving it out means', () => {
  const choices = offered.flatMap(({ parameters }) => parameters.filter(({ kind }) => kind === 'choice'));
  for (const choice of choices) {
    if (choice.isRequired || choice.kind !== 'choice') continue;
    expect(choice.options.map(({ value }) => value)).toContain(choice.initial);
  }
});

test('an operation without a price is not offered', () => {
  expect(offeredOperations(prices.slice(1), 'en').map(({ id }) => id)).toEqual(OPERATIONS.slice(1));
});
