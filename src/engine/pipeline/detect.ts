/** From a finished table to findings: the stages after reading, in order. */
import type { AccountDirectory } from '../accounts/account-directory.ts';
import { accountProfiles } from '../accounts/account-profiles.ts';
import { automationOf } from '../accounts/automation.ts';
import type { Candidate } from '../campaigns/candidates/candidate.ts';
import { chooseSampleRows } from '../accounts/sample-rows.ts';
import { type RowsOfAccount, rowsIn, type Slices, slicesOf } from '../accounts/slices.ts';
import type { Baseline } from '../campaigns/baseline/baseline.ts';
import { calibrate } from '../campaigns/significance/calibration.ts';
import {
  distinctCandidates,
  findCandidates,
  MIN_MEMBERS,
  pooledCandidates,
  repeatedCandidates,
} from '../campaigns/candidates/find-candidates.ts';
import { comparedPrompts, comparedRows } from '../campaigns/candidates/compared-rows.ts';
import { crossAccountContinuations } from '../campaigns/candidates/continuations.ts';
import { distinctJudgements } from '../campaigns/judging/distinct-judgements.ts';
import { driftFindings } from '../campaigns/drift/drift-findings.ts';
import { judge, type Judgement } from '../campaigns/judging/judge.ts';
import { isReported } from '../campaigns/judging/one-customer.ts';
import { isLinkTestable, type LinkedLog, linkTests, strongestDealt } from '../campaigns/significance/null-links.ts';
import { ordinaryTemplates } from '../campaigns/baseline/ordinary-templates.ts';
import { relayGroups } from '../campaigns/candidates/relay-groups.ts';
import { sharedTemplates } from '../campaigns/candidates/shared-templates.ts';
import type { Indicators } from '../techniques/indicators/indicators.ts';
import { withTechniques } from '../techniques/calling.ts';
import { techniquesIn } from '../techniques/techniques-in.ts';
import type { DetectionResult } from '../building/detection-result.ts';
import { discardFields } from '../../math/columns.ts';
import { forget } from '../../math/memo.ts';
import type { RequestTable } from '../table/request-table.ts';
import { INTENTS } from '../templates/intent/intent.ts';
import { clauseLetters } from '../templates/mining/clause-letters.ts';
import type { MinedTemplates } from '../templates/mining/mine-templates.ts';
import { settledTemplates, type TemplateViews, templateViewsBeside } from '../templates/views/template-views.ts';
import type { ReadMeanings, SampleRows } from '../readback/template-meanings.ts';

/** Prompts of each template that are read back to find its fixed text. */
const EXEMPLARS = 4;
/** Templates that are read back: those of candidates and the most frequent others. */
const TEXTS = 2000;

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
  /** Begins to mine what clients wrote last on another thread, where that pays. */
  mineOpen?: (table: RequestTable) => Promise<MinedTemplates | undefined>;
  /** The same for `strongestDealt` of each view's links. */
  dealLinks?: (logs: readonly LinkedLog[]) => Promise<number[][] | undefined>;
  /** Called with all judgements, including those about the same requests as a more suspicious one. */
  onJudged?: (all: readonly Judgement[]) => void;
}

export async function detect(
  table: RequestTable,
  {
    directory,
    readTexts,
    onPhase,
    seed = 1,
    baseline,
    indicators,
    views: mined,
    mineOpen,
    dealLinks,
    onJudged,
  }: DetectOptions,
): Promise<DetectionResult> {
  onPhase('templates');
  const views = mined ?? (await templateViewsBeside(table, mineOpen?.(table)));
  table.evict();
  onPhase('accounts');
  const profiles = accountProfiles(table, directory);
  table.evict();
  const known: RowsOfAccount[] = [(account) => profiles.get(account)?.rows];
  const inViews = [views.whole, views.user, views.repeated, views.open].map((ofRow) => {
    const found = slicesOf(table, { ...views, ofRow }, known);
    known.push(rowsIn(found));
    return found;
  });
  const viewsAgain = table.spill(views);
  table.evict();
  onPhase('campaigns');
  const continuations = crossAccountContinuations(table);
  const relays = relayGroups(table, continuations, profiles);
  const pools = { clauses: views.clauses, lettersOf: clauseLetters(table, views.clauses) };
  table.evict();
  const ofViews = inViews.map((slices, view) => {
    const shared = sharedTemplates(slices, views.ids.length, profiles.size);
    const input = { slices, shared, table, profiles };
    if (view === 2) return { shared, candidates: repeatedCandidates(input) };
    // What a relay passes on is told apart by whole prompts: user messages are its customers' own.
    const candidates = [...findCandidates(input, view === 0 ? relays : []), ...pooledCandidates(input, pools)];
    return { shared, candidates };
  });
  table.evict();
  const all = distinctCandidates(ofViews.flatMap(({ candidates }) => candidates));
  const kept = new Set(all);
  for (const view of ofViews) view.candidates = view.candidates.filter((candidate) => kept.has(candidate));
  const slices: Slices = {
    ofAccount: inViews[0]!.ofAccount,
    ofTemplate: new Map(inViews.flatMap(({ ofTemplate }) => [...ofTemplate])),
  };
  // Read on another thread, if there is one, while this one does all that does not need them.
  const samples = sampleRows(all, slices, views, table);
  const reading = readTexts(samples);
  const ordinary = ordinaryTemplates(views.clauses, baseline);
  const automation = new Map(
    [...profiles].flatMap(([number, profile]) => {
      const found = automationOf(profile, table);
      return found ? [[number, found] as const] : [];
    }),
  );
  const texts = await reading;
  const words = new Map(
    Array.from(texts, ([template, own]) => [template, comparedPrompts(samples.get(template)!.compared, own.words)]),
  );
  table.evict();
  const harvest = Float64Array.from(views.ids, (_, template) => texts.get(template)?.intent.harvest ?? NaN);
  const intent = views.ids.map((_, template) => {
    const own = texts.get(template)?.intent;
    const title = INTENTS.find(({ id }) => id === own?.top)?.title.toLowerCase() ?? '';
    return own?.isStated ? `${title}, openly to train a model` : title;
  });
  const context = { table, profiles, harvest, intent, words, continuations, ...(ordinary && { ordinary }) };
  const linked = ofViews.map(({ shared }) => ({ shared, accounts: profiles.size, smallest: MIN_MEMBERS, seed }));
  // Begun before it is known whether it will be asked for: the other thread has nothing else to do.
  const dealing = dealLinks?.(linked);
  const judged = all.map((candidate) => judge(candidate, context));
  onJudged?.(judged);
  const techniques = techniquesIn({
    table,
    profiles,
    facts: table.facts,
    views,
    slices,
    texts,
    ...(indicators && { indicators }),
  });
  const withFacts = withTechniques(judged, {
    found: techniques,
    table,
    ofRow: views.whole,
    judge: (candidate) => judge(candidate, context),
  });
  forget();
  const judgements = distinctJudgements(withFacts);
  // Takes long, and is asked of what is reported alone.
  const reported = new Set(judgements.filter(isReported).map(({ candidate }) => candidate));
  const dealt = [...reported].some(isLinkTestable) ? await dealing : undefined;
  const links = new Map(
    ofViews.flatMap(({ candidates }, view) => {
      const own = candidates.filter((candidate) => reported.has(candidate));
      const tests = linkTests(own, () => dealt?.[view] ?? strongestDealt(linked[view]!));
      return own.map((candidate, i) => [candidate, tests[i]!] as const);
    }),
  );
  const calibrations = calibrate(judgements, {
    slices,
    profiles,
    links,
    table,
    baseline,
  });
  table.evict();
  onPhase('report');
  const again = viewsAgain();
  const templates = settledTemplates(again, reportedTemplates(judgements));
  // Read again for this alone.
  if (again !== views) discardFields(again);
  const drift =
    baseline &&
    driftFindings({ table, profiles, templates, reported: reportedAccounts(judgements) }, baseline.signatures);
  const settled = slicesOf(table, templates, known);
  table.evict();
  return {
    ...(drift && { drift }),
    table,
    templates,
    texts,
    profiles,
    slices: settled,
    judgements,
    calibration: new Map(judgements.map(({ candidate }, i) => [candidate, calibrations[i]!])),
    relays,
    automation,
    techniques,
  };
}

/** Templates that candidates worth reporting are made of. */
const reportedTemplates = (judgements: readonly Judgement[]): Set<number> =>
  new Set(judgements.filter(isReported).flatMap(({ candidate }) => candidate.templates));

/** Accounts of candidates worth reporting. */
const reportedAccounts = (judgements: readonly Judgement[]): Set<number> =>
  new Set(judgements.filter(isReported).flatMap(({ candidate }) => candidate.accounts));

/** Rows of the templates that are read back. */
function sampleRows(
  candidates: readonly Candidate[],
  slices: Slices,
  { firstUser, firstOpen }: TemplateViews,
  table: RequestTable,
): SampleRows {
  const first = candidates.flatMap(({ templates }) => templates);
  const compared = comparedRows(candidates, slices, table);
  const requests = (template: number): number =>
    slices.ofTemplate.get(template)!.reduce((sum, slice) => sum + slice.rows.length, 0);
  const others = [...slices.ofTemplate.keys()]
    .filter((template) => template < firstUser)
    .map((template) => [template, requests(template)] as const)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const chosen = [...new Set([...first, ...others.map(([template]) => template)])].slice(
    0,
    Math.max(TEXTS, first.length),
  );
  return new Map(
    chosen.map((template) => {
      const shown = chooseSampleRows(slices.ofTemplate.get(template)!, table, EXEMPLARS);
      return [template, { shown, compared: compared.get(template) ?? [], isOpen: template >= firstOpen }];
    }),
  );
}
