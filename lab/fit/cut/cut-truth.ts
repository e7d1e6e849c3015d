/** The truth about a part of a log, from the truth about the whole. */
import type { AccountClass } from '../../../src/report/benchmark/truth.ts';

/** NAME.truth.json, with whatever else its generator says. */
export interface TruthText {
  accounts: Record<string, { class: AccountClass; harvest?: number }>;
  harvest_lines?: number[];
}

/**
 * Accounts that sent something in the part, with what they harvest there.
 * @param harvest requests that harvest, by account
 */
export function cutTruth(truth: TruthText, seen: ReadonlySet<string>, harvest: ReadonlyMap<string, number>): TruthText {
  const accounts = Object.entries(truth.accounts).filter(([id]) => seen.has(id));
  return {
    ...truth,
    accounts: Object.fromEntries(
      accounts.map(([id, account]) => {
        const own = harvest.get(id) ?? 0;
        const unused = account.class === 'distillation' && own === 0;
        return [id, { ...account, ...(unused && { class: 'unused' }), harvest: own }];
      }),
    ),
  };
}

/**
 * Rows `line, account, template, attack` of lines that were kept, under their new numbers, and the requests that harvest by
 * account.
 * @param lines numbers in the part, by numbers in the log
 */
export function cutTruthRows(
  text: string,
  lines: ReadonlyMap<number, number>,
): { text: string; harvest: Map<string, number> } {
  const [head = '', ...rows] = text.trimEnd().split('\n');
  const harvest = new Map<string, number>();
  const kept = rows.flatMap((row) => {
    const [line = '', account = '', template = '', attack = '', ...rest] = row.split('\t');
    const number = lines.get(Number(line));
    if (number === undefined) return [];
    if (attack === '1') harvest.set(account, (harvest.get(account) ?? 0) + 1);
    return [[String(number), account, template, attack, ...rest].join('\t')];
  });
  return { text: `${[head, ...kept].join('\n')}\n`, harvest };
}
