/**
 * T8: a harvest by batch. Labelling, evaluations and back-fills are what batches are for, and no public account of a campaign names
 * them: it is context beside other techniques, and never more.
 */
import { addTo } from '../../math/lists/many.ts';
import { counted, percent } from '../../text/numbers.ts';
import { FLAG } from '../table/request-flags.ts';
import { ascending, type Technique, type TechniqueFinding } from './technique.ts';

const REQUESTS = 100;
const OWNERS = 2;
/** Part of an account's requests that are in batches, and of these that are sent once. */
const MOSTLY = 0.9;

export const batches: Technique = {
  id: 'T8',
  name: 'batch harvest',
  atlas: ['AML.T0040'],
  needs: 'ids of batches, whole prompts and organisations',
  reads: ['batchId', 'organisation'],
  measure({ table, profiles, views: [whole], owners, facts }) {
    const { prompt, account, flags } = table.rows;
    const inBatch = new Set<number>();
    for (const [row] of facts.having('batchId')) inBatch.add(row);
    const groups = new Map<number, number[]>();
    for (const { requests, rows: sent } of profiles.values()) {
      const rows = sent.filter((row) => (flags[row]! & FLAG.batch) !== 0 || inBatch.has(row));
      if (rows.length < MOSTLY * requests) continue;
      for (const row of rows) {
        if (whole[row]! < 0) continue;
        addTo(groups, whole[row]!, row);
      }
    }
    return [...groups].flatMap(([, rows]): TechniqueFinding[] => {
      const accounts = ascending(rows.map((row) => account[row]!));
      const once = new Set(rows.map((row) => prompt[row]!)).size / rows.length;
      const known = owners.known(accounts).size;
      if (rows.length < REQUESTS || known < OWNERS || once < MOSTLY) return [];
      const ids = new Set(rows.flatMap((row) => facts.of(row)?.batchId ?? []));
      return [
        {
          grade: 'context',
          accounts,
          rows: ascending(rows),
          shown: rows.slice(0, 20),
          statistic: once,
          n: rows.length,
          text: `${counted(known, 'organisation')} that send hardly anything but batches have one template in common: ${counted(rows.length, 'request')} in ${counted(ids.size, 'batch', 'batches')}, ${percent(once)} of them sent once.`,
          readings: [
            {
              reading: 'labelling, an evaluation or a back-fill',
              checked: 'that is what batches are for, and nothing in them tells',
              outcome: 'open',
            },
          ],
        },
      ];
    });
  },
};
