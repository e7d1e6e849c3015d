/** An account's role in a candidate, and how certain its membership is. */
import type { Slice } from '../accounts/slices.ts';
import type { CandidateKind } from '../campaigns/candidates/candidate.ts';
import type { Judgement } from '../campaigns/judging/judge.ts';
import type { MemberTest } from '../campaigns/significance/null-members.ts';
import { isTested, type Untested } from '../campaigns/significance/null-test.ts';
import { probabilityOf } from '../../math/log-odds.ts';
import { closeTo } from '../../text/evidence-side.ts';
import { count, counted, probability } from '../../text/numbers.ts';
import type { Evidence } from '../../report/shape/report.ts';
import type { LineRefs } from './line-refs.ts';

/** An account's part in a candidate. */
export interface CandidateRole {
  judgement: Judgement;
  isMember: boolean;
  /** Log odds of membership. */
  membership: number;
  slices: readonly Slice[];
  test: MemberTest | Untested | undefined;
  /** Log odds that it takes part in distillation: as sure as the candidate is one and as it belongs, whichever is less. */
  logOdds: number;
}

/** Requests in question from which on an account may be sure to belong, as many as an attacker sends who counts as to be found, and how sure it is at most with fewer. */
const [SEVERAL, UNSURE] = [3, Math.log(4)];

/**
 * Log odds of membership of an account that sent these requests. A prompt that goes round is tried once or twice by whoever hears of it, whatever
 * the group's other users do; exact facts need no second request.
 */
export const sureness = (odds: number, kind: CandidateKind, slices: readonly Slice[]): number =>
  kind !== 'technique' && requestsOf(slices) < SEVERAL ? Math.min(odds, UNSURE) : odds;

const requestsOf = (slices: readonly Slice[]): number => slices.reduce((sum, { rows }) => sum + rows.length, 0);

/** The account's own requests among those that show what a detector measured; its page cites no lines of others. */
export function ownRows({ judgement }: CandidateRole, number: number, account: Uint32Array): Map<string, number[]> {
  return new Map(
    judgement.measured.map(({ detector, measurement }) => [
      detector.id,
      [...measurement.rows].filter((row) => account[row] === number),
    ]),
  );
}

/** How certain it is that the account belongs: its score cannot be higher than that. */
export function membership(
  { judgement, isMember, membership: odds, slices, test, logOdds: target }: CandidateRole,
  id: string,
  refs: LineRefs,
): Evidence {
  const requests = requestsOf(slices);
  const sure = probability(probabilityOf(odds));
  const { kind, templates } = judgement.candidate;
  const use =
    kind === 'technique'
      ? `the facts are in ${counted(requests, 'request')} of its own`
      : `it sent ${counted(requests, 'request')}, using ${count(slices.length)} of ${counted(templates.length, 'template')}`;
  const belongs = isMember
    ? `Belongs to ${id} with a probability of ${sure}`
    : `${closeTo(id)}it belongs with a probability of ${sure}`;
  return {
    detector: 'membership',
    text: `${belongs}: ${use}.${test && isTested(test) ? comparison(test) : ''}`,
    weight: target - judgement.logOdds,
    ...(target < judgement.logOdds && { role: 'cap' as const }),
    statistic: probabilityOf(odds),
    ...(test && isTested(test) && { p: test.p, q: test.q, stratum: test.stratum }),
    n: requests,
    lines: refs.of(slices.flatMap(({ rows }) => [...rows.slice(0, 4)])),
  };
}

/** How many ordinary accounts share as much with the campaign's other members. */
function comparison({ p, n, stratum }: MemberTest): string {
  const as = Math.round(p * (n + 1)) - 1;
  return ` ${as === 0 ? 'None' : count(as)} of ${count(n)} ${stratum} ${as < 2 ? 'shares' : 'share'} as much with its other members.`;
}
