/** Techniques of the made-up scan: one that calls its campaign, and one that weighs nothing. */
import type { RequestIndex } from '../../../src/report/shape/request-index.ts';
import type { CampaignReport, TechniqueReport } from '../../../src/report/shape/report.ts';
import { linesOf } from './items.ts';

export function madeUpTechniques(index: RequestIndex, campaigns: readonly CampaignReport[]): TechniqueReport[] {
  const [first, second] = campaigns;
  if (first === undefined || second === undefined) return [];
  const rowsOf = (accounts: readonly string[]): number[] => {
    const own = new Set(accounts);
    return Array.from(index.account.keys()).filter((row) => own.has(index.accounts[index.account[row]!]!));
  };
  return [
    {
      id: 'T3',
      name: 'replayed thinking',
      grade: 'near proof',
      accounts: first.accounts,
      requests: rowsOf(first.accounts).length,
      campaigns: [first.id],
      text: '412 blocks of signed reasoning that 38 organisations got came back from 37 unrelated ones under another first message, 26 hours later in the median. The answers are as long as the reasoning was (17.2 standard deviations).',
      statistic: 412,
      n: 824,
      readings: [
        {
          reading: 'a tool loop, a resumed session or a branch of one',
          checked: 'these keep the first message: 2,918 of 3,330 resends do and are left out',
          outcome: 'ruled out',
        },
        {
          reading: 'a pool of keys that fails over',
          checked: 'hardly any conversation continues under another of these owners',
          outcome: 'ruled out',
        },
      ],
      atlas: ['AML.T0024.002', 'AML.T0040'],
      lines: linesOf(index, rowsOf(first.accounts), 8),
    },
    {
      id: 'T7',
      name: 'pivot to another model',
      grade: 'weak',
      accounts: second.accounts.slice(0, 4),
      requests: rowsOf(second.accounts.slice(0, 4)).length,
      campaigns: [],
      text: 'Within a day 93% of the requests of one template moved from atlas-large to atlas-next, where the median template moved 4%; 41% of those to the old model were refused.',
      statistic: 0.89,
      n: 310,
      readings: [
        {
          reading: 'a name that stands for the latest model, or people who try a new one',
          checked: 'other templates did not move; 75% of 4 accounts take part in other techniques',
          outcome: 'open',
        },
      ],
      atlas: ['AML.T0040'],
      lines: linesOf(index, rowsOf(second.accounts.slice(0, 4)), 2),
    },
  ];
}
