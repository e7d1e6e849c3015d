/**
 * T3b: signed reasoning of a strong model is given to a weaker one of the same vendor, which writes it out. Routers send a turn to a
 * cheaper model too, but the turn goes on with the conversation, and its length has nothing to do with the old thinking.
 */
import { count, counted, decimal } from '../../text/numbers.ts';
import { copiedOut } from './facts/copied-out.ts';
import { isWeaker } from './facts/model-families.ts';
import { type Return, returnsOf, sendersOf } from './facts/replays.ts';
import { type Technique, type TechniqueContext, type TechniqueFinding } from './technique.ts';

/** Accounts from which it is more than one customer that looks at its own reasoning. */
const ACCOUNTS = 2;

export const weakerSibling: Technique = {
  id: 'T3b',
  name: 'decoding by a weaker sibling',
  atlas: ['AML.T0024.002', 'AML.T0040'],
  needs: 'signed reasoning in answers and requests, models, and tokens of thinking and of answers',
  reads: ['produced', 'resent', 'model', 'thinkingTokens'],
  measure(context) {
    const { table, facts } = context;
    const { model, outputTokens } = table.rows;
    const modelOf = (row: number): string => table.names.model.values[model[row]!]!;
    const all = returnsOf(context).carried.filter(({ from, to }) => isWeaker(modelOf(to), modelOf(from)));
    const own = all.filter(({ from, to }) => (facts.of(from)?.thinkingTokens ?? 0) > 0 && outputTokens[to]! > 0);
    const { is, above } = copiedOut(own, context);
    if (is !== 'surely') return [];
    return [finding(own, above, context)];
  },
};

function finding(own: readonly Return[], above: number, { owners, table }: TechniqueContext): TechniqueFinding {
  const senders = sendersOf(own, table);
  const { accounts } = senders;
  const isOne = new Set(accounts.map((account) => owners.of(account))).size < ACCOUNTS;
  const models = new Set(own.map(({ to }) => table.names.model.values[table.rows.model[to]!]!));
  return {
    grade: isOne ? 'weak' : 'strong',
    ...senders,
    statistic: above,
    n: own.length,
    text: `${counted(own.length, 'block')} of signed reasoning went to ${models.size === 1 ? 'a weaker model' : `${count(models.size)} weaker models`} of the same vendor in another conversation, and its answers are as long as the reasoning was, by ${decimal(above, 1)} standard deviations more than a hard task explains.`,
    readings: [
      {
        reading: 'a router that sends a turn to a cheaper model, or an official fallback',
        checked: 'the conversation would go on, and the answer would have a length of its own',
        outcome: 'ruled out',
      },
      {
        reading: 'one customer that looks at its own reasoning',
        checked: `${counted(new Set(accounts.map((account) => owners.of(account))).size, 'owner')} do it`,
        outcome: isOne ? 'open' : 'ruled out',
      },
    ],
  };
}
