/**
 * How techniques meet the verdict. A near-proof one is a campaign by itself: the fitted statistics are not asked, as they were
 * learnt without such facts. A strong one makes a candidate of its accounts, and is a reason among the others, with a weight that
 * has a bound. Techniques of the same accounts make one candidate. Weak ones and context are shown and weigh nothing, and what
 * another company named weighs only beside a fact of this log.
 */
import { addTo } from '../../math/lists/many.ts';
import type { Slice } from '../accounts/slices.ts';
import type { Candidate } from '../campaigns/candidates/candidate.ts';
import { MIN_MEMBERS } from '../campaigns/candidates/find-candidates.ts';
import { type Judgement, withMore } from '../campaigns/judging/judge.ts';
import { logOdds, probabilityOf } from '../../math/log-odds.ts';
import type { RequestTable } from '../table/request-table.ts';
import { WEIGHT } from './grade.ts';
import { knownElsewhere } from './indicators/known-elsewhere.ts';
import { techniqueMeaning } from '../../text/techniques.ts';
import { ascending } from './technique.ts';
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
  const telling = tellingOf(calling.found);
  if (telling.length === 0) return [...judgements];
  const first = telling.filter((one, at) => !telling.some((other, place) => isPart(one, other, at > place)));
  const own = first.flatMap((technique): Judgement[] => {
    const candidate = candidateOf(technique, telling, calling);
    // What a proof calls rests on facts alone, and on nobody who takes no part in it.
    if (isProof(technique)) return [called(technique, candidate)];
    const judged = templated(candidate);
    return judged.accounts.length < MIN_MEMBERS ? [] : [calling.judge(judged)];
  });
  return [...judgements, ...own].map((judgement) => withReasons(judgement, telling));
}

/** A judgement with the techniques that all its accounts take part in. */
export const withFacts = (judgement: Judgement, found: readonly FoundTechnique[]): Judgement =>
  withReasons(judgement, tellingOf(found));

const tellingOf = (found: readonly FoundTechnique[]): FoundTechnique[] =>
  found.filter(({ grade }) => WEIGHT[grade] > 0);

const isProof = ({ grade, accounts }: FoundTechnique): boolean =>
  grade === 'near proof' && accounts.length >= UNRELATED;

/** Whether what one technique shows is part of the campaign that another one makes: the same accounts, or some of a proof's. */
function isPart(one: FoundTechnique, whole: FoundTechnique, isLater: boolean): boolean {
  const inside = new Set(whole.accounts);
  if (one === whole || !one.accounts.every((account) => inside.has(account))) return false;
  return one.accounts.length === inside.size && isProof(one) === isProof(whole) ? isLater : isProof(whole);
}

/** A candidate of nothing but the rows of a technique, and of those that are part of it. Everybody who has such rows belongs to it. */
function candidateOf(technique: FoundTechnique, telling: readonly FoundTechnique[], calling: Calling): Candidate {
  const { account } = calling.table.rows;
  const parts = telling.filter((one) => isPart(one, technique, true));
  const rows = ascending([technique, ...parts].flatMap((one) => one.rows));
  const ofAccount = new Map(technique.accounts.map((one) => [one, new Map<number, number[]>()]));
  for (const row of rows) {
    const own = ofAccount.get(account[row]!)!;
    addTo(own, calling.ofRow[row]!, row);
  }
  const slices = [...ofAccount].map(([one, own]) =>
    [...own]
      .sort((a, b) => a[0] - b[0])
      .map(([template, list]): Slice => ({ account: one, template, rows: Uint32Array.from(list) })),
  );
  const templates = ownTemplates(slices.flat(), technique.accounts.length, calling.ofRow);
  return {
    kind: 'technique',
    technique: [...new Set([technique, ...parts].map(({ name, id }) => `${name} (${id})`))].join(' and '),
    accounts: [...technique.accounts],
    membership: technique.accounts.map(() => WEIGHT['near proof']),
    traits: technique.accounts.map(() => ({})),
    near: [],
    templates,
    slices,
    strangers: templates.map(() => 0),
    information: 0,
  };
}

/**
 * Templates that several of the accounts fill and that are mostly theirs, ascending. Others are somebody else's, whose users may be
 * anybody, or free text that came out alike.
 */
function ownTemplates(slices: readonly Slice[], most: number, ofRow: Int32Array): number[] {
  const users = new Map<number, number>();
  const own = new Map<number, number>();
  for (const { template, rows } of slices) {
    users.set(template, (users.get(template) ?? 0) + 1);
    own.set(template, (own.get(template) ?? 0) + rows.length);
  }
  const all = new Map([...own.keys()].map((template) => [template, 0]));
  for (const template of ofRow) if (all.has(template)) all.set(template, all.get(template)! + 1);
  const least = Math.min(MIN_MEMBERS, most);
  return ascending(own.keys()).filter(
    (template) => template >= 0 && users.get(template)! >= least && own.get(template)! > all.get(template)! / 2,
  );
}

/** What the detectors can look at: requests with a template, and the accounts that have some. */
function templated(candidate: Candidate): Candidate {
  const templates = new Set(candidate.templates);
  const slices = candidate.slices.map((own) => own.filter(({ template }) => templates.has(template)));
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
  const heard = new Set(telling.map(({ id }) => id).filter((id) => judgement.measured.some(isReason(id))));
  // Of an account that takes no part it says nothing, so it is no reason for a group with one.
  const about = telling.filter(({ accounts }) => {
    const inside = new Set(accounts);
    return candidate.accounts.every((account) => inside.has(account));
  });
  const isShownHere = [...heard, ...about.map(({ id }) => id)].some((id) => id !== knownElsewhere.id);
  let [nats, counted] = [0, 0];
  const measured = [...judgement.measured];
  for (const technique of about) {
    if (heard.has(technique.id)) continue;
    heard.add(technique.id);
    // Whoever names what everybody has is wrong about others' customers: that weighs beside a fact of this log, and not by itself.
    const isHeard = technique.id !== knownElsewhere.id || isShownHere;
    const weight = isHeard && counted++ < COUNTED ? WEIGHT.strong : 0;
    measured.push(reason(technique, weight));
    nats += weight;
  }
  return measured.length === judgement.measured.length ? judgement : withMore({ ...judgement, measured }, nats);
}

const isReason =
  (id: string) =>
  ({ detector }: Judgement['measured'][number]): boolean =>
    detector.id === detectorOf({ id });

function reason(technique: FoundTechnique, weight: number): Judgement['measured'][number] {
  const { id, name, statistic, n, text, shown } = technique;
  return {
    detector: { id: detectorOf(technique), family: 'dataset' },
    measurement: { statistic, n, text: `${techniqueMeaning(id)} (${id}, ${name}): ${text}`, rows: shown, weight },
  };
}
