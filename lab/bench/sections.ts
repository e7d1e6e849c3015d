/** Sections of docs/detection/benchmark.md that the benchmark writes. */
import { wilson } from '../../src/math/wilson.ts';
import { ablationTable } from './ablation.ts';
import type { BenchResult } from './bench-logs.ts';
import { decimal, share, table } from '../../src/report/benchmark/markdown.ts';
import type { Measured } from './measure.ts';
import { reliabilityTable } from './reliability.ts';
import { logOfRung, RUNGS } from './suites.ts';

/** The scorer's table with what it does not count: relays that are called relays, and evidence lines. */
export function mainSection(summary: string, measured: readonly Measured[]): string {
  const sum = (pick: (one: Measured) => number): number => measured.reduce((total, one) => total + pick(one), 0);
  return [
    summary,
    `Relay accounts called \`relay\`: ${share(
      sum(({ relays }) => relays.relay),
      sum(({ relays }) => relays.accounts),
    )}; called \`distillation\`: ${sum(({ relays }) => relays.distillation)}.`,
    `Evidence lines that are requests of an attack: ${share(
      sum(({ templateLines }) => templateLines[0]),
      sum(({ templateLines }) => templateLines[1]),
    )} of those shown for flagged templates, ${share(
      sum(({ campaignLines }) => campaignLines[0]),
      sum(({ campaignLines }) => campaignLines[1]),
    )} of those shown for campaigns.`,
  ].join('\n\n');
}

/** Average precision of ours, of the discrepancy test, and of the best trivial feature. */
export function barSection(results: readonly (BenchResult & { trivial: number; ours: number })[]): string {
  const rows = results.flatMap(({ measured: { name, mmd }, trivial, ours }) => {
    if (!mmd) return [];
    const at = (rate: number): string => decimal(mmd.recallAt.find((one) => one.rate === rate)?.recall ?? NaN);
    return [
      [
        name,
        decimal(ours),
        decimal(mmd.averagePrecision ?? NaN),
        ...[at(0.001), at(0.005), at(0.01)],
        mmd.attackers ? share(mmd.right, mmd.attackers) : '-',
        share(mmd.falsePositives, mmd.negatives),
        decimal(trivial),
      ],
    ];
  });
  return table(
    ['scenario', 'AP', 'MMD AP', 'R@0.1%', 'R@0.5%', 'R@1%', 'recall at p ≤ 0.05', 'FP at p ≤ 0.05', 'best trivial AP'],
    rows,
  );
}

export const ablationSection = (measured: readonly Measured[]): string =>
  ablationTable(measured.flatMap(({ ablation }) => (ablation ? [ablation] : [])));

/** Recall of accounts at the verdict at each rung, over all seeds and both campaigns. */
export function ladderSection(measured: readonly Measured[], seeds: number): string {
  const byName = new Map(measured.map((one) => [one.name, one]));
  const rows = RUNGS.map((rung) => {
    const logs = Array.from({ length: seeds }, (_, seed) => byName.get(logOfRung(rung, seed))!);
    const campaigns = logs.flatMap((log) => log.campaigns);
    const accounts = campaigns.reduce((sum, one) => sum + one.accounts, 0);
    const found = campaigns.reduce((sum, one) => sum + one.found, 0);
    const [low, high] = wilson(found, accounts);
    const whole = campaigns.filter((one) => one.found >= one.accounts / 2).length;
    const accused = logs.reduce((sum, log) => sum + log.accused, 0);
    const innocent = logs.reduce((sum, log) => sum + log.innocent, 0);
    return [
      rung.ladder,
      rung.step,
      decimal(found / accounts),
      `${low.toFixed(2)} to ${high.toFixed(2)}`,
      `${whole}/${campaigns.length}`,
      share(accused, innocent),
    ];
  });
  const shown = rows.map(([ladder, ...rest], i) => [rows[i - 1]?.[0] === ladder ? '' : ladder!, ...rest]);
  return table(['knob', 'rung', 'account recall', '95% interval', 'campaigns found', 'wrongly accused'], shown);
}

/** `varied`: logs on which nothing was fitted; what was found in them is said apart. */
export function reliabilitySection(suite: readonly Measured[], varied: readonly Measured[]): string {
  const measured = [...suite, ...varied];
  const campaigns = varied.flatMap((log) => log.campaigns);
  const sum = (list: readonly number[]): number => list.reduce((total, value) => total + value, 0);
  const whole = campaigns.filter(({ found, accounts }) => found >= accounts / 2).length;
  const found = share(sum(campaigns.map((one) => one.found)), sum(campaigns.map(({ accounts }) => accounts)));
  const accused = share(sum(varied.map((log) => log.accused)), sum(varied.map(({ innocent }) => innocent)));
  return [
    reliabilityTable(
      'candidates',
      measured.flatMap(({ candidates }) => candidates),
    ),
    reliabilityTable(
      'accounts',
      measured.flatMap(({ accounts }) => accounts),
    ),
    `In the ${varied.length} logs with knobs by chance alone: ${whole} of ${campaigns.length} campaigns found, account recall ${found}, wrongly accused ${accused}.`,
  ].join('\n\n');
}
