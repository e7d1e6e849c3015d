import { count, percent } from '../../../../text/numbers.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { candidateRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { promptUsers } from '../prompt-users.ts';

/** Share of the log's accounts that may send one system prompt: of the users of one assistant, who all have it, nothing is told. */
const ASSISTANT = 0.5;

/**
 * Do the accounts use a program that many others use? Who asks through a coding agent or an app has its system prompt, as all of its users
 * do; what some of them have in common besides may be what they work on. The statistic is the share of the requests whose system prompt
 * more accounts outside of the group send than within. It weighs nothing, since a client can send any system prompt, but such a group takes a higher
 * score to be suspected.
 */
export const popularProgram: CampaignDetector = {
  id: 'popular-program',
  name: 'Other users of the same program',
  family: 'benign',
  reads: ['system'],
  direction: 'against',
  theory: {
    for: { why: 'A harvest has prompts of its own.' },
    against: { why: 'All users of one program have its system prompt.' },
  },
  needs: `system prompts that at most ${percent(ASSISTANT)} of the accounts share`,
  measure(candidate, { table, profiles }) {
    const { accounts, most } = promptUsers(table);
    if (accounts.size === 0 || most > ASSISTANT * profiles.size) return null;
    const rows = candidateRows(candidate);
    const { system } = table.rows;
    const members = membersBySystem(candidate, table);
    let others = 0;
    const popular = new Set<number>();
    for (const [text, own] of members) {
      const outside = accounts.get(text)! - own.size;
      if (outside <= own.size) continue;
      popular.add(text);
      others = Math.max(others, outside);
    }
    let through = 0;
    const first: number[] = [];
    for (const row of rows) {
      if (!popular.has(system[row]!)) continue;
      if (through++ < SHOWN) first.push(row);
    }
    const share = through / rows.length;
    const meaning = worded(
      share,
      [
        [0.1, 'Hardly any of the requests come through a program that others use'],
        [0.5, 'Some of the requests come through a program that others use'],
      ],
      'The requests come through a program that others use',
    );
    const users = others > 0 ? `; ${count(others)} other accounts send the commonest of these` : '';
    return {
      statistic: share,
      n: rows.length,
      text: `${meaning}: ${count(through)} of ${count(rows.length)} have a system prompt that more accounts outside of the group send than within${users}.`,
      rows: first,
    };
  },
};

const SHOWN = 20;

/** Which accounts of a candidate send each system prompt. Requests of a slice often have one, and stand together. */
function membersBySystem(candidate: Candidate, { rows: { system } }: RequestTable): Map<number, Set<number>> {
  const members = new Map<number, Set<number>>();
  for (const { account, rows } of candidate.slices.flat()) {
    let last = 0;
    for (const row of rows) {
      const text = system[row]!;
      if (text === last || text === 0) continue;
      last = text;
      const own = members.get(text);
      if (own) own.add(account);
      else members.set(text, new Set([account]));
    }
  }
  return members;
}
