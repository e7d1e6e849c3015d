/** From a finished table to findings: the stages after reading, in order. */
import type { AccountDirectory } from '../accounts/account-directory.ts';
import { type AccountProfile, accountProfiles } from '../accounts/account-profiles.ts';
import { type Automation, automationOf } from '../accounts/automation.ts';
import { type RowsOfAccount, rowsIn, Slices, slicesOf } from '../accounts/slices.ts';
import type { Baseline } from '../campaigns/baseline/baseline.ts';
import type { Candidate } from '../campaigns/candidates/candidate.ts';
import { joinedCases } from '../campaigns/judging/cases.ts';
import { calibrate } from '../campaigns/significance/calibration.ts';
import {
  distinctCandidates,
  findCandidates,
  MIN_MEMBERS,
  pooledCandidates,
  repeatedCandidates,
  rewordedCandidates,
} from '../campaigns/candidates/find-candidates.ts';
import { comparedPrompts } from '../campaigns/candidates/compared-rows.ts';
import { crossAccountContinuations } from '../campaigns/candidates/continuations.ts';
import { distinctJudgements } from '../campaigns/judging/distinct-judgements.ts';
import { driftFindings } from '../campaigns/drift/drift-findings.ts';
import { judge, type Judgement } from '../campaigns/judging/judge.ts';
import { type MeasuredAside, measureAllAhead } from '../campaigns/judging/measure-job.ts';
import { partedOutsiders } from '../campaigns/judging/outsiders.ts';
import { isReported } from '../campaigns/judging/one-customer.ts';
import {
  dealtBeside,
  isLinkTestable,
  type LinkedLog,
  type LinksAside,
  linkTests,
} from '../campaigns/significance/null-links.ts';
import type { NullTest, Untested } from '../campaigns/significance/null-test.ts';
import { ordinaryTemplates } from '../campaigns/baseline/ordinary-templates.ts';
import { ownTemplates } from '../campaigns/candidates/reworded-templates.ts';
import { relayGroups } from '../campaigns/candidates/relay-groups.ts';
import { sharedTemplates } from '../campaigns/candidates/shared-templates.ts';
import type { Indicators } from '../techniques/indicators/indicators.ts';
import { withFacts, withTechniques } from '../techniques/calling.ts';
import { techniquesIn } from '../techniques/techniques-in.ts';
import type { LogContext } from '../campaigns/detectors/detector.ts';
import type { DetectionResult } from '../building/detection-result.ts';
import { forget } from '../../math/memo.ts';
import type { RequestTable } from '../table/request-table.ts';
import { type IntentResult, INTENTS } from '../templates/intent/intent.ts';
import { clauseLetters } from '../templates/mining/clause-letters.ts';
import { settledTemplates, type TemplateViews, templateViewsBeside } from '../templates/views/template-views.ts';
import type { ViewsAside } from '../templates/views/views-job.ts';
import { shippedName } from '../templates/public/public-prompts.ts';
import type { ReadMeanings } from '../readback/template-meanings.ts';
import { Workspace } from '../workspace/workspace.ts';
import { sampledRequests } from './sampled-requests.ts';

export type Phase = 'templates' | 'accounts' | 'campaigns' | 'report';

export interface DetectOptions {
  directory: AccountDirectory;
  /** What templates say, by rows that show them; those of which no prompt can be read back are missing. */
  readTexts: ReadMeanings;
  onPhase: (phase: Phase) => void;
  /** Of the tests that draw by chance; default 1. */
  seed?: number;
  /** What ordinary traffic looks like. */
  baseline?: Baseline;
  /** What others named as parts of campaigns. */
  indicators?: Indicators;
  /** Templates of the table that were mined before. */
  views?: TemplateViews;
  /** Begin to mine some views, to measure candidates, and to deal a view's links anew, on other threads where that pays. */
  mineAside?: (table: RequestTable) => Promise<Partial<ViewsAside>>;
  measureAside?: (candidates: readonly Candidate[], known: LogContext) => readonly MeasuredAside[];
  dealLinks?: (linked: LinkedLog) => readonly LinksAside[];
  /** Called with all judgements, including those about the same requests as a more suspicious one. */
  onJudged?: (all: readonly Judgement[]) => void;
}

const DETECTION = new Workspace<{ table: RequestTable; options: DetectOptions }>()
  .step(['table', 'options'], async ({ table, options: { onPhase, views: mined, mineAside } }) => {
    onPhase('templates');
    const views = mined ?? (await templateViewsBeside(table, mineAside?.(table)));
    // From here on they are asked for one at a time. Those of a large log take as much as all else.
    table.texts.store();
    const { ids, clauses, firstUser, firstOpen } = views;
    return { views, named: { ids, clauses, firstUser, firstOpen } };
  })
  .step(['table', 'options'], ({ table, options: { directory, onPhase } }) => {
    onPhase('accounts');
    return { profiles: accountProfiles(table, directory) };
  })
  .step(['table', 'views', 'profiles'], ({ table, views, profiles }) => {
    const known = [rowsOf(profiles)];
    const inViews = [views.whole, views.user, views.repeated, views.open].map((ofRow) => {
      const found = slicesOf(table, { ...views, ofRow }, known);
      known.push(rowsIn(found));
      return found;
    });
    return { inViews, slices: new Slices(inViews.flatMap((slices) => slices.views)) };
  })
  .largeStep(['table', 'options', 'profiles', 'named'], ({ table, options, profiles, named: { clauses } }) => {
    options.onPhase('campaigns');
    const continuations = crossAccountContinuations(table);
    const relays = relayGroups(table, continuations, profiles);
    return { continuations, relays, pools: { clauses, lettersOf: clauseLetters(table, clauses) } };
  })
  .largeStep(['table', 'named', 'views', 'profiles', 'inViews', 'relays', 'pools'], (values) => {
    const { table, named, views, profiles, inViews, relays, pools } = values;
    const ofViews = inViews.map((slices, view) => {
      const shared = sharedTemplates(slices, named.ids.length, profiles.size);
      const input = { slices, shared, table, profiles };
      if (view === 2) return { shared, candidates: repeatedCandidates(input) };
      // What a relay passes on is told apart by whole prompts: user messages are its customers' own.
      const found = [...findCandidates(input, view === 0 ? relays : []), ...pooledCandidates(input, pools)];
      return { shared, candidates: found };
    });
    const candidates = distinctCandidates(ofViews.flatMap((view) => view.candidates));
    const kept = new Set(candidates);
    for (const view of ofViews) view.candidates = view.candidates.filter((candidate) => kept.has(candidate));
    const [whole, user] = inViews;
    const isShared = (row: number): boolean =>
      views.whole[row]! >= 0 && whole!.uses(views.whole[row]!).accounts.length >= MIN_MEMBERS;
    return { candidates, ofViews, own: ownTemplates({ slices: user!, many: MIN_MEMBERS, isShared }) };
  })
  .largeStep(
    ['table', 'options', 'named', 'profiles', 'slices', 'candidates', 'ofViews', 'own', 'continuations'],
    async (values) => {
      const { table, options, named, profiles, slices, candidates, ofViews, own, continuations } = values;
      // Read on another thread, if there is one, while this one does all that does not need them.
      const samples = sampledRequests(candidates, slices, named, table, own);
      const reading = options.readTexts(samples);
      const automation = new Map<number, Automation>();
      for (const profile of profiles.values()) {
        const found = automationOf(profile, table);
        if (found) automation.set(profile.number, found);
      }
      const known = { table, profiles, continuations };
      const aside = options.measureAside?.(candidates, known);
      const [texts] = await Promise.all([reading, measureAllAhead(candidates, known, aside)]);
      const ordinary = ordinaryTemplates(named.clauses, texts, options.baseline);
      const words = new Map(
        Array.from(texts, ([template, own]) => [template, comparedPrompts(samples.get(template)!.compared, own.words)]),
      );
      const input = { slices, shared: ofViews[1]!.shared, table, profiles };
      const formed = distinctCandidates([...candidates, ...rewordedCandidates(input, own, texts)]);
      return { texts, words, automation, ordinary, formed };
    },
  )
  .largeStep(
    ['table', 'options', 'named', 'profiles', 'formed', 'ofViews', 'continuations', 'texts', 'words', 'ordinary'],
    (values) => {
      const { table, options, named, profiles, formed, ofViews, continuations, texts, words, ordinary } = values;
      const harvest = Float64Array.from(named.ids, (_, template) => texts.get(template)?.intent?.harvest ?? NaN);
      const intent = named.ids.map((_, template) => askedOf(texts.get(template)?.intent));
      const context = { table, profiles, harvest, intent, words, continuations, ...(ordinary && { ordinary }) };
      const judged = formed.map((candidate) => judge(candidate, context));
      options.onJudged?.(judged);
      const { seed = 1, dealLinks } = options;
      const likely = new Set(judged.filter(isReported).map(({ candidate }) => candidate));
      const dealt = ofViews.map(({ shared, candidates: own }) => {
        const linked = { shared, accounts: profiles.size, smallest: MIN_MEMBERS, seed };
        const isAsked = own.some((candidate) => isLinkTestable(candidate) && likely.has(candidate));
        return { candidates: own, linked, dealing: isAsked ? dealLinks?.(linked) : undefined };
      });
      return { context, judged, dealt };
    },
  )
  .step(['table', 'options', 'profiles', 'views', 'slices', 'texts', 'judged', 'context', 'relays'], (values) => {
    const { table, options, profiles, views, slices, texts, judged, context, relays } = values;
    const { indicators } = options;
    const { facts } = table;
    const techniques = techniquesIn({
      ...{ table, profiles, facts, views, slices, texts },
      ...(indicators && { indicators }),
    });
    const judgeOne = (candidate: Candidate): Judgement => judge(candidate, context);
    const all = withTechniques(judged, { found: techniques, table, ofRow: views.whole, judge: judgeOne });
    const judgeAnew = (other: Candidate): Judgement => withFacts(judgeOne(other), techniques);
    const keys = new Set(relays.flatMap(({ accounts }) => accounts));
    const parted = partedOutsiders(distinctJudgements(all), {
      judge: judgeAnew,
      isKey: (account) => keys.has(account),
      isPublished: (template) => shippedName(texts.get(template)?.parts ?? []) !== undefined,
    });
    const judgements = joinedCases(parted, context);
    forget();
    return { techniques, judgements };
  })
  .largeStep(['table', 'options', 'profiles', 'slices', 'dealt', 'judgements'], async (values) => {
    const { table, options, profiles, slices, dealt, judgements } = values;
    // Takes long, and is asked of what is reported alone.
    const reported = judgements.filter(isReported).map(({ candidate }) => candidate);
    const links = new Map<Candidate, NullTest | Untested>();
    for (const { candidates, linked, dealing } of dealt) {
      const formed = new Set(candidates);
      const own = reported.filter((candidate) => formed.has(candidate.whole ?? candidate));
      const tests = linkTests(own, own.some(isLinkTestable) ? await dealtBeside(linked, dealing) : []);
      own.forEach((candidate, i) => links.set(candidate, tests[i]!));
    }
    const { baseline } = options;
    const calibrations = calibrate(judgements, { slices, profiles, links, table, baseline });
    return { calibration: new Map(judgements.map(({ candidate }, i) => [candidate, calibrations[i]!])) };
  })
  .step(['table', 'options', 'profiles', 'views', 'judgements'], (values) => {
    const { table, options, profiles, views, judgements } = values;
    options.onPhase('report');
    const templates = settledTemplates(views, reportedTemplates(judgements));
    const reported = reportedAccounts(judgements);
    const { baseline } = options;
    return {
      templates,
      drift: baseline && driftFindings({ table, profiles, templates, reported }, baseline.signatures),
    };
  })
  // Rows are shared with profiles alone: what other slices hold is a third of all where there are millions of accounts.
  .step(['table', 'templates', 'profiles'], ({ table, templates, profiles }) => ({
    settled: slicesOf(table, templates, [rowsOf(profiles)]),
  }));

export async function detect(table: RequestTable, options: DetectOptions): Promise<DetectionResult> {
  const { settled, drift, ...found } = await DETECTION.runBeside(table, { table, options }, [
    ...(['table', 'templates', 'texts', 'profiles', 'judgements', 'calibration'] as const),
    ...(['relays', 'automation', 'techniques', 'settled', 'drift'] as const),
  ]);
  return { ...found, slices: settled, ...(drift && { drift }) };
}

const rowsOf =
  (profiles: ReadonlyMap<number, AccountProfile>): RowsOfAccount =>
  (account) =>
    profiles.get(account)?.rows;

/** What a template asks for, in words; empty where it is not known. */
function askedOf(own: IntentResult | undefined): string {
  const title = INTENTS.find(({ id }) => id === own?.top)?.title.toLowerCase() ?? '';
  return own?.isStated ? `${title}, openly to train a model` : title;
}

/** Templates that candidates worth reporting are made of. */
const reportedTemplates = (judgements: readonly Judgement[]): Set<number> =>
  new Set(judgements.filter(isReported).flatMap(({ candidate }) => candidate.templates));

/** Accounts of candidates worth reporting. */
const reportedAccounts = (judgements: readonly Judgement[]): Set<number> =>
  new Set(judgements.filter(isReported).flatMap(({ candidate }) => candidate.accounts));
