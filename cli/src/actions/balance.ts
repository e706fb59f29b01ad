import { connect } from '../api/connect.ts';
import { read } from '../api/read.ts';
import type { Balance } from '../api/shapes.ts';
import type { Context } from '../context.ts';
import { unexpected } from '../failure.ts';
import { formatAmount, formatBalance, isAmount, isZero } from '../terminal/amount.ts';
import { formatDay, formatInstant, parseInstant } from '../terminal/dates.ts';
import { plainText } from '../terminal/plain-text.ts';
import type { Style } from '../terminal/style.ts';
import { facts } from '../terminal/table.ts';

/** What each tier allows. Product rules, section 4. */
const TIERS: Readonly<Record<string, string>> = {
  full: 'every model, every resolution',
  budget: 'budget models, up to 2K',
  none: 'no generation',
};

/** `depicta balance`: what can be spent, what is held, until when, and what it allows. On a pipe the bare figure. */
export async function showBalance(context: Context, options: { asOf?: string }): Promise<void> {
  const asOf = options.asOf && parseInstant(options.asOf, 'start', '--as-of');
  const connection = await connect(context);
  const balance = await read<Balance>(connection, '/v1/balance', { as_of: asOf });
  if (!isAmount(balance.balance_eur)) throw unexpected('The API sent no balance.');
  context.output.show({
    json: () => balance,
    plain: () => [balance.balance_eur],
    terminal: (style) => balanceLines(balance, asOf !== undefined, style),
  });
}

function balanceLines(balance: Balance, isAsOf: boolean, style: Style): string[] {
  const available = formatBalance(balance.balance_eur);
  const exactly = available.exactly === undefined ? '' : style.dim(`  exactly ${available.exactly}`);
  const exact = (amount: string) => formatAmount(amount, { precision: 'exact' });
  const pairs: [string, string][] = [
    ['Available', `${style.bold(available.text)}${exactly}`],
    ['Held', exact(balance.held_eur)],
  ];
  if (!isZero(balance.refund_reserved_eur)) {
    pairs.push(['Kept aside for a refund', exact(balance.refund_reserved_eur)]);
  }
  if (!isZero(balance.owed_eur)) {
    pairs.push(['Owed', `${style.bad(exact(balance.owed_eur))}, paid by the next top-up`]);
  }
  pairs.push(['Credit', validity(balance)], ['Tier', tierText(balance.tier)]);
  const lines = facts(pairs, style);
  return isAsOf ? [style.bold(`As of ${formatInstant(balance.as_of)} UTC`), ...lines] : lines;
}

function validity({ valid_through: lastDay }: Balance): string {
  return lastDay === null
    ? 'no date yet: the first credit starts the clock'
    : `valid through ${formatDay(lastDay)} (UTC)`;
}

function tierText(tier: string): string {
  const name = plainText(tier);
  const meaning = Object.hasOwn(TIERS, name) ? TIERS[name] : undefined;
  return meaning === undefined ? name : `${name}: ${meaning}`;
}
