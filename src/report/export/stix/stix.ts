/**
 * Campaigns and accounts flagged as distillation as indicators: a bundle of STIX 2.1 (OASIS Standard). Ids follow from content,
 * so a bundle that is made again updates the objects of the one before.
 */
import { atlasOf } from '../../shape/atlas/atlas-of.ts';
import { campaignName, factSentences } from '../../shape/campaign-facts.ts';
import type { AccountReport, CampaignReport, Evidence, Report, TemplateReport } from '../../shape/report.ts';
import { stixId } from '../deterministic-ids.ts';
import type { ExportInput } from '../export-input.ts';
import type { ExportRemark } from '../export-remark.ts';
import type { PromptMode } from '../prompt-mode.ts';
import { promptPattern } from './prompt-pattern.ts';
import {
  fixedObjects,
  type Origin,
  patternString,
  relationship,
  type StixObject,
  stixObject,
  TOOL_ID,
  userAccount,
} from './stix-objects.ts';
import { keyedObjects, keyedRemark } from './keyed.ts';
import { indicatorSentences, type Tally } from './stix-scope.ts';
import { atlasReferences, techniqueObjects } from './stix-techniques.ts';
import { changesIn } from '../../triage/triage-words.ts';
import { likelihood, nats } from '../../../text/likelihood.ts';
import { count, counted, hundredths, probability } from '../../../text/numbers.ts';
import { TEMPLATES_OF } from '../../../text/techniques.ts';
import { templateNames } from '../../../text/template-names.ts';
import { visibleLine } from '../../../text/visible.ts';
import { partialText } from '../../../engine/ingest/partial-text.ts';

/** Relays and single programs are no indicators: acting on them would hit customers. What people cleared is counted in a note. */
export function* stix(input: ExportInput): Generator<string> {
  const objects = input.key === undefined ? bundle(input).objects : keyedObjects(input, input.key);
  const id = stixId('bundle', ...objects.map((object) => object.id));
  yield `{\n  "type": "bundle",\n  "id": ${JSON.stringify(id)},\n  "objects": [`;
  let separator = '\n';
  for (const object of objects) {
    yield `${separator}    ${JSON.stringify(object)}`;
    separator = ',\n';
  }
  yield '\n  ]\n}\n';
}

/** How many findings gave how many indicators, and why. */
export function stixRemark(input: ExportInput): ExportRemark {
  if (input.key !== undefined) return keyedRemark(input, input.key);
  const { tally } = bundle(input);
  return { text: indicatorSentences(input, tally).join(' '), isEmpty: tally.accounts + tally.templates === 0 };
}

function bundle(input: ExportInput): { objects: readonly StixObject[]; tally: Tally } {
  const { report } = input;
  const end = report.period?.end ?? input.now;
  const origin: Origin = { time: new Date(end).toISOString(), version: report.tool.version };
  const objects = new Map<string, StixObject>();
  const add = (...made: readonly StixObject[]): void => made.forEach((object) => objects.set(object.id, object));
  add(...changeNotes(report, origin), ...fixedObjects(origin));
  let cleared = 0;
  const counts = (kind: 'campaign' | 'account', id: string): boolean => {
    const isCounted = input.statusOf(kind, id)?.counted ?? true;
    if (!isCounted) cleared++;
    return isCounted;
  };
  const accused = new Map(
    report.accounts
      .filter(({ verdict, account }) => verdict === 'distillation' && counts('account', account))
      .map((account) => [account.account, account]),
  );
  const templates = new Map(report.templates.map((template) => [template.id, template]));
  const isPart = input.subject?.kind === 'account';
  const used = new Set<string>();
  for (const campaign of report.campaigns) {
    if (campaign.verdict !== 'distillation' || !counts('campaign', campaign.id)) continue;
    const members = campaign.accounts.flatMap((name) => accused.get(name) ?? []);
    const own = campaign.templates.flatMap((id) => templates.get(id) ?? []);
    if (isPart && members.length === 0) continue;
    own.forEach(({ id }) => used.add(id));
    const made = campaignObjects(campaign, members, own, input, origin);
    add(...made, ...techniqueObjects(campaign.id, made[0]!, report, origin));
  }
  const patterns = [...objects.values()].flatMap((object) => ('pattern_type' in object ? [object.pattern_type] : []));
  const accounts = patterns.filter((type) => type === 'stix').length;
  const tally: Tally = {
    accounts,
    templates: patterns.length - accounts,
    usedTemplates: used.size,
    cleared,
    withTheirCampaign: accused.size - accounts,
  };
  add(scopeNote(input, tally, [...objects.values()], origin));
  return { objects: [...objects.values()], tally };
}

function campaignObjects(
  campaign: CampaignReport,
  members: readonly AccountReport[],
  templates: readonly TemplateReport[],
  input: ExportInput,
  origin: Origin,
): StixObject[] {
  // Members come and go; a campaign is known by its templates, or by its accounts where it has none.
  const identity = campaign.templates.length > 0 ? campaign.templates : campaign.accounts;
  const decision = input.statusOf('campaign', campaign.id);
  const object = stixObject('campaign', identity.toSorted(), origin, {
    name: `Distillation campaign ${campaign.id}`,
    description: `${campaignName(campaign, input.report)}. ${campaign.summary} Probability of distillation ${probability(campaign.score)} (${likelihood(campaign.score)}).`,
    objective: 'Collects training data for another model.',
    confidence: hundredths(campaign.score),
    external_references: atlasReferences(
      atlasOf({ kind: 'campaign', subject: campaign.id, verdict: campaign.verdict }, input.report),
    ),
    ...(campaign.first !== null && { first_seen: new Date(campaign.first).toISOString() }),
    ...(campaign.last !== null && { last_seen: new Date(campaign.last).toISOString() }),
    ...(decision && { labels: [`decision:${decision.state}`] }),
  });
  const names = templateNames(input.report.templates);
  const parts = [
    ...members.flatMap((member) => memberObjects(member, object, origin)),
    ...templates.flatMap((template) =>
      templateObjects(template, names.get(template.id)!, object, input.prompts, origin),
    ),
  ];
  const proof = stixObject('note', ['evidence', object.id], origin, {
    abstract: `Evidence and counter-evidence for campaign ${campaign.id}`,
    content: [
      evidenceText(campaign.evidence, campaign.counterEvidence),
      '',
      'Facts:',
      ...factSentences(campaign, input.report),
    ].join('\n'),
    object_refs: [object.id],
  });
  const group = stixObject('grouping', ['members', object.id], origin, {
    name: `Accounts and prompts of campaign ${campaign.id}`,
    context: 'suspicious-activity',
    object_refs: [object, proof, ...parts].map(({ id }) => id),
  });
  return [object, ...parts, proof, group];
}

function memberObjects(member: AccountReport, campaign: StixObject, origin: Origin): StixObject[] {
  const account = userAccount(member.account);
  const indicator = stixObject('indicator', ['account', member.account], origin, {
    name: `Account ${member.account}`,
    description: `${counted(member.flaggedRequests, 'request')} of ${count(member.requests)} belong to the campaign.${member.identity === 'weak' ? ' The account is only an address or a file name: others may share it.' : ''}`,
    indicator_types: ['malicious-activity'],
    pattern: `[user-account:user_id = ${patternString(member.account)}]`,
    pattern_type: 'stix',
    pattern_version: '2.1',
    valid_from: member.first === null ? origin.time : new Date(member.first).toISOString(),
    confidence: hundredths(member.score),
  });
  return [
    account,
    indicator,
    relationship('indicates', indicator, campaign, origin),
    relationship('related-to', account, campaign, origin),
  ];
}

/** A template whose fixed text may be shown is a pattern for prompts; any other is named in a note only. */
function templateObjects(
  template: TemplateReport,
  name: string,
  campaign: StixObject,
  mode: PromptMode,
  origin: Origin,
): StixObject[] {
  const asks = template.intents.map((asked) => `${asked.intent} ${probability(asked.probability)}`).join(', ');
  const note = stixObject('note', ['template', template.id], origin, {
    abstract: `Prompt template ${template.id}`,
    content: `${counted(template.requests, 'request')} from ${counted(template.accounts, 'account')} follow this template.${asks === '' ? '' : ` It asks for ${asks}.`}${mode === 'hashed' ? ` Text: ${hashesOf(template)}` : ''}`,
    // Another installation gives the same template the same id, and looks for it.
    external_references: [{ source_name: TEMPLATES_OF, external_id: template.id }],
    object_refs: [campaign.id],
  });
  const pattern = mode === 'full' || mode === 'redacted' ? promptPattern(template) : undefined;
  if (pattern === undefined) return [note];
  const indicator = stixObject('indicator', ['template', template.id], origin, {
    name: `Prompt template ${template.id}`,
    description: `Matches the text of a prompt: system prompt, a blank line, first user message. What sets it apart from other templates: “${visibleLine(name, NAME)}”`,
    indicator_types: ['malicious-activity'],
    pattern,
    pattern_type: 'pcre',
    valid_from: origin.time,
    confidence: hundredths(template.score),
  });
  return [note, indicator, relationship('indicates', indicator, campaign, origin)];
}

const hashesOf = ({ parts }: TemplateReport): string =>
  parts.map((part) => ('text' in part ? part.text : `⟨slot ${part.slot}⟩`)).join(' ');

/** Characters of a template's name. */
const NAME = 160;
function evidenceText(evidence: readonly Evidence[], against: readonly Evidence[]): string {
  const line = ({ text, weight, n }: Evidence): string => `${nats(weight)} nats, ${counted(n, 'observation')}: ${text}`;
  const counter = against.filter(({ role, weight }) => role === undefined && weight < 0);
  return [
    'Evidence for distillation:',
    ...evidence.map(line),
    '',
    'Evidence against it:',
    ...(counter.length > 0 ? counter.map(line) : ['None was found.']),
  ].join('\n');
}

/** What mappings and decisions change comes before all that it changes. */
function changeNotes(report: Report, origin: Origin): StixObject[] {
  const changes = changesIn(report);
  if (changes.length === 0) return [];
  const content = changes.join(' ');
  const abstract = 'What mappings and decisions change about these indicators';
  return [stixObject('note', ['changes', content], origin, { abstract, content, object_refs: [TOOL_ID] })];
}

function scopeNote(input: ExportInput, tally: Tally, objects: readonly StixObject[], origin: Origin): StixObject {
  const { report } = input;
  const blind = report.detectors.filter(({ state }) => state === 'abstained').map(({ name }) => name);
  const sentences = [
    'Confidence is the probability of distillation given the evidence, not a decision. Check before acting.',
    `Read: ${counted(report.inputs.requests, 'request')} from ${counted(report.population.accounts, 'account')}.`,
    ...indicatorSentences(input, tally),
    partialText(report) ?? '',
    blind.length > 0 ? `Not judged for lack of data: ${blind.join(', ')}.` : '',
  ];
  const about = objects.filter(({ type }) => type === 'campaign');
  return stixObject('note', ['scope', ...about.map(({ id }) => id)], origin, {
    abstract: 'Basis of these indicators',
    content: sentences.filter((sentence) => sentence !== '').join(' '),
    object_refs: about.length > 0 ? about.map(({ id }) => id) : [objects.at(-1)!.id],
  });
}
