/** What accounts of the made-up scan saw of the documents of an assistant. */
import type { AccountReport, DocumentCoverage } from '../../../src/report/shape/report.ts';

export function madeUpDocuments(accounts: readonly AccountReport[]): DocumentCoverage {
  const expectedAt = (requests: number) => ({ low: requests / 3, middle: requests / 2, high: requests / 1.5 });
  return {
    ...{ documents: 400, requests: 4000, accounts: 80, judged: 30 },
    readers: accounts.slice(0, 6).map(({ account }, at) => ({
      ...{
        name: account,
        kind: 'account' as const,
        accounts: 1,
        requests: 240,
        documents: 240 - 20 * at,
        share: 0.6 - at / 20,
      },
      others: { seen: 100, total: 180, low: 0.48, high: 0.63 },
      alone: { documents: 12, titles: [account] },
      expected: expectedAt(240),
      curve: Array.from({ length: 12 }, (_, point) => ({
        ...{
          requests: 20 * (1 + point),
          time: Date.UTC(2026, 4, 4 + point),
          documents: Math.round((20 - 1.6 * at) * (1 + point)),
        },
        expected: expectedAt(20 * (1 + point)),
      })),
      reaches: Date.UTC(2026, 5, 14),
    })),
  };
}
