/**
 * How techniques meet the verdict. A near-proof one is a campaign by itself: the fitted statistics are not asked, as they were
 * learnt without such facts. A strong one makes a candidate of its accounts, and is a reason among the others, with a weight that
 * has a bound. Weak ones and context are shown and weigh nothing.
 */
import type { Slice } from '../accounts/slices.ts';
import type { Candidate } from '../campaigns/candidates/candidate.ts';
import { MIN_MEMBERS } from '../campaigns/candidates/find-candidates.ts';
import type { Judgement } from '../campaigns/judging/judge.ts';
import { logOdds, probabilityOf } from '../../math/log-odds.ts';
import type { RequestTable } from '../table/request-table.ts';
import { WEIGHT } from './grade.ts';
import type { FoundTechnique } from './techniques.ts';

/** One account in a thousand, as everywhere: nothing else is known of accounts before the facts speak. */
const PRIOR = logOdds(0.001);
/** Unrelated accounts that a near-proof technique needs: one alone is a customer. */
const UNRELATED = 2;
/** Strong techniques that count for one candidate: a second one that agrees is worth much, a third says the same again. */
const COUNTED = 2;

const detectorOf = ({ id }: Pick<FoundTechnique, 'id'>): string => `technique-${id.toLowerCase()}`;

export interface Calling {
  found: readonly FoundTechnique[];
  table: RequestTable;
  /** Template of each row's whole prompt. */
  ofRow: Int32Array;
  judge: (candidate: Candidate) => Judgement;
}

/** The judgements of all candidates with what techniques add to them, and those of candidates that techniques make. */
export function withTechniques(judgements: readonly Judgement[], calling: Calling): Judgement[] {
  const telling = calling.found.filter(({ grade }) => WEIGHT[grade] > 0);
  if (telling.length === 0) return [...judgements];
  const own = telling.flatMap((technique): Judgement[] => {
    if (isProof(technique)) return [];
    const candidate = candidateOf(technique, calling);
    const judged = templated(candidate);
    return judged.accounts.length < MIN_MEMBERS ? [] : [calling.judge(judged)];
  });
  // What a proof calls rests on that alone, and on nobody who takes no part in it.
  const proven = telling.filter(isProof).map((technique) => called(technique, candidateOf(technique, calling)));
  return [...[...judgements, ...own].map((judgement) => withReasons(judgement, telling)), ...proven];
}

const isProof = ({ grade, accounts }: FoundTechnique): boolean =>
  grade === 'near proof' && accounts.length >= UNRELATED;

/** A candidate of nothing but the rows of a technique. Everybody who has such rows belongs to it. */
function candidateOf({ id, name, accounts, rows }: FoundTechnique, { table, ofRow }: Calling): Candidate {
  const slices = new Map<number, Map<number, number[]>>(accounts.map((account) => [account, new Map()]));
  for (const row of rows) {
    const own = slices.get(table.rows.account[row]!)!;
    const known = own.get(ofRow[row]!);
    if (known) known.push(row);
    else own.set(ofRow[row]!, [row]);
  }
  const templates = [...new Set([...slices.values()].flatMap((own) => [...own.keys()]))].filter((one) => one >= 0);
  return {
    kind: 'technique',
    technique: `${name} (${id})`,
    accounts: [...accounts],
    membership: accounts.map(() => WEIGHT['near proof']),
    traits: accounts.map(() => ({})),
    near: [],
    templates: templates.sort((a, b) => a - b),
    slices: accounts.map((account) =>
      [...slices.get(account)!]
        .sort((a, b) => a[0] - b[0])
        .map(([template, own]): Slice => ({ account, template, rows: Uint32Array.from(own) })),
    ),
    strangers: templates.map(() => 0),
    information: 0,
  };
}

/** What the detectors can look at: requests with a template, and the accounts that have some. */
function templated(candidate: Candidate): Candidate {
  const slices = candidate.slices.map((own) => own.filter(({ template }) => template >= 0));
  const has = (_: unknown, at: number): boolean => slices[at]!.length > 0;
  return {
    ...candidate,
    accounts: candidate.accounts.filter(has),
    membership: candidate.membership.filter(has),
    traits: candidate.traits.filter(has),
    slices: slices.filter((own) => own.length > 0),
  };
}

/** A campaign by one technique: its log odds are the prior and what the technique weighs. */
const called = (technique: FoundTechnique, candidate: Candidate): Judgement => ({
  candidate,
  measured: [reason(technique, WEIGHT['near proof'])],
  prior: PRIOR,
  logOdds: PRIOR + WEIGHT['near proof'],
  score: probabilityOf(PRIOR + WEIGHT['near proof']),
  explanations: [],
});

function withReasons(judgement: Judgement, telling: readonly FoundTechnique[]): Judgement {
  const { candidate } = judgement;
  const heard = new Set<string>();
  let [odds, counted] = [judgement.logOdds, 0];
  const measured = [...judgement.measured];
  for (const technique of telling) {
    const inside = new Set(technique.accounts);
    // Of an account that takes no part it says nothing, so it is no reason for a group with one.
    if (heard.has(technique.id) || !candidate.accounts.every((account) => inside.has(account))) continue;
    heard.add(technique.id);
    const weight = counted++ < COUNTED ? WEIGHT.strong : 0;
    measured.push(reason(technique, weight));
    odds += weight;
  }
  if (odds === judgement.logOdds) return judgement;
  const moved = odds - judgement.logOdds;
  const { customer } = judgement;
  return {
    ...judgement,
    measured,
    logOdds: odds,
    score: probabilityOf(odds),
    ...(customer && { customer: { ...customer, logOdds: customer.logOdds + moved } }),
  };
}

function reason(technique: FoundTechnique, weight: number): Judgement['measured'][number] {
  const { id, name, statistic, n, text, shown } = technique;
  return {
    detector: { id: detectorOf(technique), family: 'dataset' },
    measurement: { statistic, n, text: `${id}, ${name}: ${text}`, rows: shown, weight },
  };
}
