import { count, percent } from '../../../../text/numbers.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import { candidateRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';

/** Other requests under a system prompt that are needed. */
const LEAST = 40;
/** Share of the members, and members, that use what they have in common; and how many times as usual it is among them as elsewhere. */
const COMMON = { share: 0.2, members: 3, lift: 3 };

/**
 * Do the accounts share the rest of what they send, too? A relay deals all its customers over its keys: whatever one sends, others
 * send. Accounts that meet in one thing lead lives of their own beside it. The share of the members' other requests that come
 * under system prompts which many of them use and hardly anybody else.
 */
export const sharedRest: CampaignDetector = {
  id: 'shared-rest',
  name: 'What else the accounts share',
  family: 'benign',
  reads: ['system'],
  direction: 'against',
  needs: `at least ${LEAST} other requests of the accounts with a system prompt`,
  measure(candidate, { table, profiles }) {
    const { system } = table.rows;
    const inQuestion = new Set(candidateRows(candidate));
    const asked = new Set<number>();
    for (const row of inQuestion) asked.add(system[row]!);
    const sent = new Map<number, { members: number; last: number; rows: number[]; requests: number }>();
    let others = 0;
    for (const account of candidate.accounts) {
      for (const row of profiles.get(account)!.rows) {
        const text = system[row]!;
        // What is asked under the prompts in question belongs to the matter.
        if (text === 0 || inQuestion.has(row) || asked.has(text)) continue;
        others++;
        let own = sent.get(text);
        if (!own) sent.set(text, (own = { members: 0, last: -1, rows: [], requests: 0 }));
        own.requests++;
        if (own.last === account) continue;
        own.last = account;
        own.members++;
        if (own.rows.length < 2) own.rows.push(row);
      }
    }
    if (others < LEAST) return null;
    const users = usersOf(table);
    const all = candidate.accounts.length;
    const common = [...sent].filter(
      ([text, { members }]) =>
        members >= Math.max(COMMON.members, COMMON.share * all) &&
        members * profiles.size >= COMMON.lift * users.get(text)! * all,
    );
    const share = common.reduce((sum, [, { requests }]) => sum + requests, 0) / others;
    const meaning = worded(
      share,
      [
        [0.1, 'Beside it the accounts have nothing in common'],
        [0.5, 'The accounts have other things in common'],
      ],
      'The accounts share the rest of what they send, as keys of one relay do',
    );
    return {
      statistic: share,
      n: others,
      text: `${meaning}: ${percent(share)} of ${count(others)} other requests come under system prompts that many of them use and few others.`,
      rows: common.flatMap(([, { rows }]) => rows).slice(0, 20),
    };
  },
};

const known = new WeakMap<RequestTable, ReadonlyMap<number, number>>();

/** How many accounts use each system prompt. */
function usersOf(table: RequestTable): ReadonlyMap<number, number> {
  const before = known.get(table);
  if (before) return before;
  const { system, account } = table.rows;
  const users = new Map<number, Set<number>>();
  for (let row = 0; row < table.length; row++) {
    if (system[row] === 0) continue;
    const own = users.get(system[row]!);
    if (own) own.add(account[row]!);
    else users.set(system[row]!, new Set([account[row]!]));
  }
  const counts = new Map([...users].map(([text, own]) => [text, own.size]));
  known.set(table, counts);
  return counts;
}
