import type { TranslatorOf } from './translator.ts';

/**
 * What a sum of a statement's lines of one kind is called.
 *
 * @param sum.kind what a line is called
 * @param sum.owed by how much those lines changed what is owed, as it is written; undefined where they did not
 */
export function sumLabel(
  t: TranslatorOf<'statement'>,
  { kind, facts, owed }: { kind: string; facts: number; owed: string | undefined },
): string {
  const label = t('ofKind', { kind, count: facts });
  return owed === undefined ? label : `${label}, ${t('owedChange', { amount: owed })}`;
}
