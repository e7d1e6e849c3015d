import {
  campaignFacts,
  campaignTitle,
  type Fact,
  lookAlikeText,
  partTitles,
} from '../../../report/shape/campaign-facts.ts';
import { coverageText, takenText } from '../../../report/shape/exposure/log-exposure-text.ts';
import type { AccountReport, CampaignReport, TemplatePart, TemplateReport } from '../../../report/shape/report.ts';
import { verdictChecks } from '../../../report/shape/verdict-checks.ts';
import { remedyFor } from '../../../text/blind/blind-log.ts';
import { templateOpenings } from '../../../text/template-names.ts';
import { dayOf } from '../../../text/times.ts';
import { isCandidate } from '../../../text/verdicts.ts';
import { countedRules } from '../../../report/triage/counted-rules.ts';
import { headlineOf, isAboutAccounts } from '../../../report/triage/headline.ts';
import { isCounted } from '../../../report/triage/triaged-report.ts';
import { triageSummary } from '../../../report/triage/triage-summary.ts';
import type { AccountRow, Overview } from '../../../protocol/view-model.ts';
import { techniqueMeaning, techniqueSentence, techniqueTitle } from '../../../text/techniques.ts';
import { t } from '../../translated.ts';
import { pivotsOf } from './pivots.ts';
import { binsOf } from '../../../report/shape/activity/counted-index.ts';
import type { Results } from '../results.ts';
import { partialText } from '../../../engine/ingest/partial-text.ts';

const NO_COUNTS = { found: 0, counted: 0, benign: 0, allowed: 0, confirmed: 0, watch: 0 };
const TIMELINE_BINS = 200;
const MAX_TEMPLATES = 5000;
/** Characters of a template in a list; the whole text is a question of its own. */
const LIST_TEXT = 400;
/** Characters of a reason in a list. */
const WHY = 240;
/** Models that appear after the start are marks on the timeline; more than this many would only hide it. */
const MAX_NEW_MODELS = 50;
/** Hits of a rule in the list; the findings view has all that the report lists. */
const RULE_HITS = 3;

/** The picture of a scan for the first page and the lists. */
export function overviewOf(
  results: Results,
  revision: number,
  me: Overview['me'] = { author: '', owner: '' },
): Overview {
  const { report } = results;
  const { state, sentence, caveats } = headlineOf(results.triaged, t);
  const scores = new Array<number>(10).fill(0);
  const judged = report.accounts.filter(({ verdict }) => verdict !== 'not-judged');
  for (const account of judged) {
    const tenth = Math.min(9, Math.max(0, Math.floor(account.score * 10)));
    scores[tenth] = (scores[tenth] ?? 0) + 1;
  }
  return {
    revision,
    scanned: true,
    partial: partialText(report, t) ?? null,
    headline: { state, sentence, caveats },
    isAboutAccounts: state === 'not-judged' && report.inputs.requests > 0 && isAboutAccounts(report.coverage),
    remedy: report.coverage.state === 'not-judged' ? remedyFor(report.coverage.causes[0]?.id, t) : '',
    cleared: report.considered?.total ?? 0,
    title: results.title,
    kept: keptOf(results),
    inputs: report.inputs,
    period: report.period,
    population: report.population,
    settings: report.settings,
    detectors: report.detectors,
    campaigns: report.campaigns,
    briefs: Object.fromEntries(
      report.campaigns.map((campaign) => [
        campaign.id,
        {
          title: campaignTitle(campaign, report),
          facts: briefFacts(campaign, results),
          checks: verdictChecks(campaign, report, t),
          lookAlikes: (campaign.lookAlikes ?? []).map((alike) => lookAlikeText(alike, report)),
          parts: partTitles(campaign, report),
        },
      ]),
    ),
    templates: listed(report.templates.slice(0, MAX_TEMPLATES)),
    accounts: report.accounts.map((account): AccountRow => {
      const { verdict, score } = results.called(account);
      return {
        account: account.account,
        score,
        verdict,
        requests: account.requests,
        flaggedRequests: account.flaggedRequests,
        organisation: account.organisation ?? '',
        campaign: account.campaign ?? '',
        first: account.first,
        last: account.last,
        why: whyOf(account),
      };
    }),
    timeline: timelineOf(results),
    scores,
    unjudged: report.accounts.length - judged.length,
    me,
    entityKinds: ['template', ...(results.index.traits ?? []).map(({ kind }) => kind)],
    triage: triageSummary(results.triaged, dayOf(Date.now())),
    taken: takenText(report, (id) => isCounted(results.triaged, 'campaign', id), t) ?? null,
    documents: documentsOf(results),
    techniques: (report.techniques ?? []).map((one) => `${techniqueTitle(one, t)}. ${techniqueMeaning(one.id)}.`),
    drift: report.drift
      ? { days: report.drift.days, alarms: report.drift.alarms.length, reason: report.drift.reason ?? null }
      : null,
    rules: countedRules(results.triaged).map((rule) => ({ ...rule, hits: rule.hits.slice(0, RULE_HITS) })),
  };
}

/** As everywhere, but for what else a technique may be, which is a page of its own. */
function briefFacts(campaign: CampaignReport, { report, triaged }: Results): Fact[] {
  const own = (report.techniques ?? []).filter(({ campaigns }) => campaigns.includes(campaign.id));
  const rest = campaignFacts(campaign, report, t, triaged.own).filter(([name]) => name !== 'Technique');
  return [...own.map((one): Fact => ['Technique', techniqueSentence(one, t)]), ...rest];
}

function documentsOf({ report: { documents } }: Results): Overview['documents'] {
  const told = coverageText(documents, t);
  if (documents === undefined || told === undefined) return null;
  const readers = documents.readers.map((reader, at) => {
    const [title, text] = told.readers[at]!;
    return { ...reader, title, text };
  });
  return { sentences: told.sentences, readers };
}

/** Steps of an account's score that are about this account alone, not about its campaign. */
const OWN = new Set(['membership', 'automation']);

/** The strongest reason of the account's own; where there is none, the strongest that its campaign gives it. */
function whyOf({ verdict, score, campaign, evidence, counterEvidence }: AccountReport): string {
  // Of an account beside a group nothing but its place there says why it has a score.
  const isBeside = verdict === 'none' && campaign === undefined;
  if (isBeside && !isCandidate(verdict, score)) return '';
  const own = [...evidence, ...(isBeside ? counterEvidence : [])].filter(({ detector }) => OWN.has(detector));
  const strongest = (own.length > 0 ? own : evidence).toSorted((a, b) => b.weight - a.weight)[0];
  return strongest === undefined ? '' : strongest.text.slice(0, WHY);
}

/** What the dashboard shows before anything was scanned. */
export function emptyOverview(revision: number): Overview {
  return {
    revision,
    scanned: false,
    partial: null,
    kept: null,
    headline: { state: 'not-judged', sentence: '', caveats: [] },
    isAboutAccounts: false,
    remedy: '',
    cleared: 0,
    title: '',
    inputs: null,
    period: null,
    population: null,
    settings: null,
    detectors: [],
    campaigns: [],
    briefs: {},
    templates: [],
    accounts: [],
    timeline: { bins: 0, requests: [], flagged: [], newModels: [], pivots: [] },
    scores: new Array<number>(10).fill(0),
    unjudged: 0,
    me: { author: '', owner: '' },
    entityKinds: [],
    triage: {
      date: dayOf(Date.now()),
      counts: { campaign: NO_COUNTS, account: NO_COUNTS, template: NO_COUNTS },
      items: [],
      lapsed: [],
      unseen: 0,
    },
    taken: null,
    documents: null,
    techniques: [],
    drift: null,
    rules: [],
  };
}

function keptOf({ kept, stamps, report, charts }: Results): Overview['kept'] {
  if (kept === undefined) return null;
  const { counts } = charts.index;
  return {
    requests: kept,
    hasLogs: stamps.length === report.inputs.files.length,
    counted: counts === undefined ? 'none' : counts.hourly ? 'hourly' : 'coarse',
  };
}

function timelineOf(all: Results): Overview['timeline'] {
  const results = all.charts;
  const { index, report } = results;
  if (report.period === null) return { bins: 0, requests: [], flagged: [], newModels: [], pivots: [] };
  const { start, end } = report.period;
  const width = (end + 1 - start) / TIMELINE_BINS;
  const requests = new Array<number>(TIMELINE_BINS).fill(0);
  const flagged = new Array<number>(TIMELINE_BINS).fill(0);
  const place = binsOf(index, { from: start, to: end + 1, bins: TIMELINE_BINS });
  const firstSeen = new Float64Array(index.models.length).fill(Infinity);
  for (let row = 0; row < index.length; row++) {
    const isFlagged = results.isCountedRow(row);
    place(row, (bin, count) => {
      requests[bin] = (requests[bin] ?? 0) + count;
      if (isFlagged) flagged[bin] = (flagged[bin] ?? 0) + count;
    });
    const time = index.time[row] ?? NaN;
    const model = index.model[row] ?? 0;
    if (time < (firstSeen[model] ?? Infinity)) firstSeen[model] = time;
  }
  const newModels = index.models
    .map((model, number) => ({ model, time: firstSeen[number] ?? Infinity }))
    .filter(({ time }) => time < Infinity && time >= start + width)
    .sort((a, b) => a.time - b.time)
    .slice(0, MAX_NEW_MODELS);
  // When a model was first used, and when a campaign switched, only all requests tell.
  if (all.kept !== undefined) return { bins: TIMELINE_BINS, requests, flagged, newModels: [], pivots: [] };
  return { bins: TIMELINE_BINS, requests, flagged, newModels, pivots: pivotsOf(results) };
}

/** Templates that begin alike are cut after what they share, so that a list can show where they differ. */
function listed(templates: readonly TemplateReport[]): TemplateReport[] {
  const openings = templateOpenings(templates);
  return templates.map((template) => shortened(template, LIST_TEXT + openings.get(template.id)!));
}

function shortened(template: TemplateReport, limit: number): TemplateReport {
  const parts: TemplatePart[] = [];
  let room = limit;
  for (const part of template.parts) {
    if (room <= 0) break;
    if ('text' in part) {
      parts.push({ text: part.text.slice(0, room) });
      room -= part.text.length;
    } else {
      parts.push({ slot: part.slot, examples: part.examples.slice(0, 1).map((example) => example.slice(0, 80)) });
      room -= 10;
    }
  }
  return { ...template, parts, lines: template.lines.slice(0, 1) };
}
