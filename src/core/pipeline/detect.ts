/** From a finished table to findings: the stages after reading, in order. */
import type { AccountDirectory } from '../accounts/account-directory.ts';
import { accountProfiles } from '../accounts/account-profiles.ts';
import { automationOf } from '../accounts/automation.ts';
import { chooseSampleRows } from '../accounts/sample-rows.ts';
import { type Slices, slicesOf } from '../accounts/slices.ts';
import { accountClusters } from '../campaigns/candidates/account-clusters.ts';
import type { Baseline } from '../campaigns/baseline/baseline.ts';
import { calibrate } from '../campaigns/significance/calibration.ts';
import { type Candidate, candidateOf } from '../campaigns/candidates/candidate.ts';
import { crossAccountContinuations } from '../campaigns/candidates/continuations.ts';
import { deepUserClusters } from '../campaigns/candidates/deep-users.ts';
import { judge } from '../campaigns/judging/judge.ts';
import { linkTests } from '../campaigns/significance/null-links.ts';
import { ordinaryTemplates } from '../campaigns/baseline/ordinary-templates.ts';
import { relayGroups } from '../campaigns/candidates/relay-groups.ts';
import { sharedTemplates } from '../campaigns/candidates/shared-templates.ts';
import type { DetectionResult } from '../report/building/detection-result.ts';
import type { RequestTable } from '../table/request-table.ts';
import { INTENTS } from '../templates/intent/intent.ts';
import { mineTemplates } from '../templates/mining/mine-templates.ts';
import type { ReadMeanings, SampleRows } from '../readback/template-meanings.ts';

/** Accounts that make a campaign. Fewer share templates by chance too often: friends, a person with two keys. */
const SMALLEST = 5;
/** The same for accounts that share one template alone: five colleagues in one field are no rarity. */
const SMALLEST_DEEP = 8;
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
}

export async function detect(
  table: RequestTable,
  { directory, readTexts, onPhase, seed = 1, baseline }: DetectOptions,
): Promise<DetectionResult> {
  onPhase('templates');
  const templates = mineTemplates(table);
  onPhase('accounts');
  const profiles = accountProfiles(table, directory);
  const slices = slicesOf(table, templates);
  onPhase('campaigns');
  const shared = sharedTemplates(slices, table, templates.ids.length, profiles.size);
  const candidates = (clusters: readonly number[][]): Candidate[] =>
    clusters.flatMap((cluster) => candidateOf(cluster, slices, shared, profiles.size, SMALLEST) ?? []);
  const joint = candidates(accountClusters(shared, SMALLEST));
  const deep = candidates(deepUserClusters(slices, shared, joint, SMALLEST_DEEP));
  const all = joined([...joint, ...deep], (accounts) => candidates([accounts])[0]);
  // Read on another thread, if there is one, while this one does all that does not need them.
  const reading = readTexts(
    exemplars(
      all.flatMap((candidate) => candidate.templates),
      slices,
      table,
    ),
  );
  const continuations = crossAccountContinuations(table);
  const relays = relayGroups(table, continuations, profiles);
  const ordinary = ordinaryTemplates(templates.clauses, baseline);
  const automation = new Map(
    [...profiles].flatMap(([number, profile]) => {
      const found = automationOf(profile, table);
      return found ? [[number, found] as const] : [];
    }),
  );
  const links = linkTests(all, shared, SMALLEST, seed);
  const texts = await reading;
  const harvest = Float64Array.from(templates.ids, (_, template) => texts.get(template)?.intent.harvest ?? NaN);
  const intent = templates.ids.map(
    (_, template) => INTENTS.find(({ id }) => id === texts.get(template)?.intent.top)?.title.toLowerCase() ?? '',
  );
  const context = { table, profiles, harvest, intent, continuations, ...(ordinary && { ordinary }) };
  const judgements = all.map((candidate) => judge(candidate, context)).sort((a, b) => b.logOdds - a.logOdds);
  const calibrations = calibrate(judgements, {
    slices,
    profiles,
    links: new Map(all.map((candidate, i) => [candidate, links[i]!])),
    table,
    baseline,
  });
  onPhase('report');
  return {
    table,
    templates,
    texts,
    profiles,
    slices,
    judgements,
    calibration: new Map(judgements.map(({ candidate }, i) => [candidate, calibrations[i]!])),
    relays,
    automation,
  };
}

/** Share of the accounts of two candidates that must be the same for them to be one campaign, found by two of its templates. */
const SAME = 0.7;

/** Candidates of the same accounts as one, with the templates of both. */
function joined(candidates: readonly Candidate[], rebuild: (accounts: number[]) => Candidate | undefined): Candidate[] {
  const found: Candidate[] = [];
  for (const candidate of candidates) {
    const own = new Set(candidate.accounts);
    const at = found.findIndex(({ accounts }) => {
      const both = accounts.filter((account) => own.has(account)).length;
      return both >= SAME * (accounts.length + own.size - both);
    });
    const twin = found[at];
    if (twin) found[at] = rebuild([...new Set([...twin.accounts, ...own])].sort((a, b) => a - b)) ?? twin;
    else found.push(candidate);
  }
  return found;
}

/** Rows of the templates that are read back. */
function exemplars(first: readonly number[], slices: Slices, table: RequestTable): SampleRows {
  const requests = (template: number): number =>
    slices.ofTemplate.get(template)!.reduce((sum, slice) => sum + slice.rows.length, 0);
  const others = [...slices.ofTemplate.keys()]
    .map((template) => [template, requests(template)] as const)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const chosen = [...new Set([...first, ...others.map(([template]) => template)])].slice(
    0,
    Math.max(TEXTS, first.length),
  );
  return new Map(
    chosen.map((template) => [template, chooseSampleRows(slices.ofTemplate.get(template)!, table, EXEMPLARS)]),
  );
}
