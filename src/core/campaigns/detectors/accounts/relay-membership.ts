import { count, percent } from '../../../math/number-words.ts';
import { candidateRows } from '../../candidates/candidate-rows.ts';
import { hasContext } from '../../candidates/continuations.ts';
import { type CampaignDetector, interpolate } from '../detector.ts';

/** Share of members that must relay for the relay to explain what they have in common. */
const MOST = 0.7;
/** Moved conversations, outside the requests in question, that make a member a relay's key. */
const MOVED = 2;
const EXPLAINED = -3;

/**
 * Are the accounts keys of a relay? Then each of them carries every customer of the relay, and sharing one customer's
 * templates, in turns, says little. Only conversations other than those in question show a relay: a campaign may move its
 * own. The larger the part of all traffic that is in question, the less it looks like one customer of many.
 */
export const relayMembership: CampaignDetector = {
  id: 'relay-membership',
  name: 'Shared by way of a relay',
  family: 'benign',
  needs: 'answers in the log and requests that send earlier answers back',
  measure(candidate, { table, profiles, continuations }) {
    if (!hasContext(table)) return null;
    const { contextIn } = table.rows;
    const continues = (row: number): boolean => contextIn[row]! !== 0 && continuations.has(row);
    const rows = candidateRows(candidate);
    const inQuestion = new Set(rows.filter(continues));
    const moved = candidate.accounts.map((account) =>
      profiles.get(account)!.rows.filter((row) => continues(row) && !inQuestion.has(row)),
    );
    const relaying = moved.filter((rows) => rows.length >= MOVED).length;
    const n = candidate.accounts.length;
    const requests = candidate.accounts.reduce((sum, account) => sum + profiles.get(account)!.requests, 0);
    const share = rows.length / requests;
    const explains = relaying >= MOST * n;
    const text = explains
      ? `${count(relaying)} of ${count(n)} accounts also pass unrelated conversations on to one another, as a relay's keys do; the requests in question are ${percent(share)} of their traffic.`
      : `${count(relaying)} of ${count(n)} accounts pass unrelated conversations on to one another.`;
    return {
      statistic: relaying / n,
      n,
      weight: explains ? EXPLAINED + interpolate(OWN_WORK, share) : 0,
      text,
      rows: moved.flatMap((rows) => [...rows.slice(0, 1)]).slice(0, 20),
    };
  },
};

/** By the share of the accounts' traffic that is in question. A relay of a hundred customers has none with a fifth of all. */
const OWN_WORK = [
  [0.1, 0],
  [0.25, 1.5],
] as const;
