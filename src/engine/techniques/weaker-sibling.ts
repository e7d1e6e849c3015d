/**
 * T3b: signed reasoning of a strong model is given to a weaker one of the same vendor, which writes it out. Routers send a turn to a
 * cheaper model too, but the turn goes on with the conversation, and its length has nothing to do with the old thinking.
 */
import { count, counted, decimal } from '../../text/numbers.ts';
import { correlationZ } from './facts/rank-correlation.ts';
import { isWeaker } from './facts/model-families.ts';
import { type Return, returnsOf } from './facts/replays.ts';
import { ascending, type Technique, type TechniqueContext, type TechniqueFinding } from './technique.ts';

/** Pairs that are needed, and standard deviations of agreement: one in three million by chance. */
const PAIRS = 20;
const COPIED = 5;
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
    const { model, outputTokens, account } = table.rows;
    const modelOf = (row: number): string => table.names.model.values[model[row]!]!;
    const pairs = returnsOf(context).carried.filter(({ from, to }) => isWeaker(modelOf(to), modelOf(from)));
    const lengths = pairs.flatMap((one): [Return, number, number][] => {
      const thinking = facts.of(one.from)?.thinkingTokens ?? 0;
      const answered = outputTokens[one.to]!;
      return thinking > 0 && answered > 0 ? [[one, thinking, answered]] : [];
    });
    if (lengths.length < PAIRS) return [];
    const z = correlationZ(
      lengths.map(([, thinking]) => thinking),
      lengths.map(([, , answered]) => answered),
    );
    if (z < COPIED) return [];
    const own = lengths.map(([one]) => one);
    return [finding(own, z, ascending(own.flatMap(({ from, to }) => [account[from]!, account[to]!])), context)];
  },
};

function finding(
  own: readonly Return[],
  z: number,
  accounts: number[],
  { owners, table }: TechniqueContext,
): TechniqueFinding {
  const isOne = new Set(accounts.map((account) => owners.of(account))).size < ACCOUNTS;
  const models = new Set(own.map(({ to }) => table.names.model.values[table.rows.model[to]!]!));
  return {
    grade: isOne ? 'weak' : 'strong',
    accounts,
    rows: ascending(own.flatMap(({ from, to }) => [from, to])),
    shown: [...new Set(own.flatMap(({ from, to }) => [from, to]))],
    statistic: z,
    n: own.length,
    text: `${counted(own.length, 'block')} of signed reasoning went to ${models.size === 1 ? 'a weaker model' : `${count(models.size)} weaker models`} of the same vendor in another conversation, and its answers are as long as the reasoning was: their ranks agree at ${decimal(z, 1)} standard deviations.`,
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
