/**
 * Findings as SARIF 2.1.0 (OASIS Standard, with Errata 01), for viewers, code hosts and pipelines. Levels follow the
 * verdict, fingerprints survive a new scan, and what people decided is a suppression with its reason.
 */
import { atlasOf } from '../../shape/atlas/atlas-of.ts';
import { campaignName, factSentences } from '../../shape/campaign-facts.ts';
import { ATLAS } from '../../shape/atlas/atlas.ts';
import { sideOf, weightWords } from '../../../text/evidence-side.ts';
import { nats } from '../../../text/likelihood.ts';
import { count, counted, hundredths } from '../../../text/numbers.ts';
import { templateNames } from '../../../text/template-names.ts';
import { visibleLine } from '../../../text/visible.ts';
import { helpUri, informationUri } from './doc-links.ts';
import type { AccountReport, CampaignReport, Evidence, Finding, LineRef, Report } from '../../shape/report.ts';
import { fingerprint } from '../deterministic-ids.ts';
import type { ExportInput } from '../export-input.ts';
import { SarifPlaces } from './locations.ts';
import { taxaOf, taxonomies } from './sarif-atlas.ts';
import { messageText } from './message-text.ts';
import { findingsOf } from './sarif-findings.ts';
import { fingerprints } from './sarif-fingerprints.ts';
import { shownLevel, suppressed } from './suppressed.ts';
import { ownResults, ownRules } from './sarif-own.ts';
import { levelOf, ruleId, ruleIndex, sarifRules, sureOf } from './sarif-rules.ts';
import { changesIn } from '../../triage/triage-words.ts';
import { partialText } from '../../../engine/ingest/partial-text.ts';

const SARIF_SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** Characters of a template's name. */
const TEMPLATE_NAME = 160;
/** Lines of one piece of evidence that a result points to. */
const LINES = 5;

/** Results of a run that code hosts take; with one more they take none. */
const MAX_RESULTS = 25_000;

/** The log in pieces: results one by one, since a report may have a hundred thousand. */
export function* sarif(input: ExportInput): Generator<string> {
  const { report } = input;
  const places = new SarifPlaces(input);
  const items = new Map<string, CampaignReport | AccountReport>([
    ...report.campaigns.map((campaign) => [`campaign ${campaign.id}`, campaign] as const),
    ...report.accounts.map((account) => [`account ${account.account}`, account] as const),
  ]);
  const changed = changesIn(report);
  const first = { $schema: SARIF_SCHEMA, version: '2.1.0', ...(changed.length > 0 && { properties: { changed } }) };
  const head = JSON.stringify(first, null, 2).slice(0, -2);
  yield `${head},\n  "runs": [\n${JSON.stringify(run(input, places), null, 2).slice(0, -2)},\n  "results": [`;
  let separator = '\n';
  const judged = findingsOf(report).slice(0, MAX_RESULTS);
  for (const finding of judged) {
    const item = items.get(`${finding.kind} ${finding.subject}`);
    yield separator + JSON.stringify(result(finding, item, input, places));
    separator = ',\n';
  }
  let left = MAX_RESULTS - judged.length;
  for (const hit of ownResults(input, places, sarifRules().length)) {
    if (left-- === 0) break;
    yield separator + JSON.stringify(hit);
    separator = ',\n';
  }
  yield '\n  ]\n}\n  ]\n}\n';
}

/** All of the run but its results. */
function run(input: ExportInput, places: SarifPlaces): object {
  const { report, prompts } = input;
  return {
    tool: {
      driver: {
        name: 'Prompt Traffic Audit',
        organization: 'Prompt Traffic Audit',
        ...informationUri(),
        semanticVersion: report.tool.version,
        version: report.tool.version,
        rules: [...sarifRules(), ...ownRules(report)],
        notifications: detectorDescriptors(report),
        supportedTaxonomies: [{ name: ATLAS, index: 0 }],
      },
    },
    automationDetails: { id: automationId(input) },
    invocations: [
      {
        executionSuccessful: !report.partial,
        ...places.workingDirectory,
        toolExecutionNotifications: notifications(input, places),
      },
    ],
    taxonomies: taxonomies(),
    originalUriBaseIds: places.baseIds,
    columnKind: 'utf16CodeUnits',
    artifacts: report.inputs.files.map(({ path, bytes, formats }) => ({
      location: places.artifact(path),
      ...(bytes > 0 && { length: bytes }),
      roles: ['analysisTarget'],
      properties: { formats },
    })),
    properties: { settings: report.settings, population: report.population, prompts },
  };
}

/**
 * The category of the upload: a later run of the same one replaces it. An export on one campaign or account is one of its
 * own, or the host would close the findings about all others.
 */
function automationId({ subject }: ExportInput): string {
  if (subject === undefined) return 'prompt-traffic-audit/';
  return `prompt-traffic-audit/${subject.kind}-${fingerprint(subject.kind, subject.id).slice(0, 12)}/`;
}

function result(
  finding: Finding,
  item: CampaignReport | AccountReport | undefined,
  input: ExportInput,
  places: SarifPlaces,
): object {
  const { kind, subject, verdict, score, title, lines } = finding;
  const [first, ...others] = lines;
  const evidence = item ? [...item.evidence, ...item.counterEvidence.filter(speaks)] : [];
  const related =
    evidence.length > 0 ? evidenceLocations(evidence, places) : others.map((line) => places.location(line));
  const status = input.statusOf(kind, subject);
  const named = nameOf(finding, item, input);
  // The first sentence is all that lists show (section 3.11.3), so it names who is meant; a line for each reason.
  const says = kind === 'template' ? templateNames(input.report.templates).get(subject) : undefined;
  const facts = item && 'summary' in item ? factSentences(item, input.report) : [];
  const paragraphs = [
    `${named} ${title.replace(/\.$/, '')}. ${sureOf(verdict, score)}`,
    ...facts,
    ...(says ? [`Its text: “${visibleLine(says, TEMPLATE_NAME)}”`] : []),
    ...evidence.map(reason),
  ];
  return {
    ruleId: ruleId(kind, verdict),
    ruleIndex: ruleIndex(kind, verdict),
    kind: verdict === 'none' ? 'informational' : 'fail',
    level: shownLevel(levelOf(verdict), status),
    message: { text: paragraphs.map(messageText).join('\n') },
    locations: locationsOf(first, finding, input, places),
    ...(related.length > 0 && { relatedLocations: related.map((one, index) => ({ id: index + 1, ...one })) }),
    partialFingerprints: fingerprints(finding, input),
    rank: hundredths(score, 1),
    ...taxaOf(atlasOf(finding, input.report)),
    ...suppressed(status),
    properties: {
      score,
      verdict,
      [kind]: subject,
      ...(status && { decision: status.state, decisionText: status.text }),
    },
  };
}

/** `C1: Reasoning traces and grading · 24 accounts.`, `Account key-1:`. */
function nameOf(
  { kind, subject }: Finding,
  item: CampaignReport | AccountReport | undefined,
  input: ExportInput,
): string {
  if (kind === 'campaign') {
    return item && 'summary' in item ? `${subject}: ${campaignName(item, input.report)}.` : `${subject}:`;
  }
  return `${kind === 'account' ? 'Account' : 'Template'} ${subject}:`;
}

/** A code host takes no result without a place: one that no single line shows is told at the beginning of the log. */
function locationsOf(
  line: LineRef | undefined,
  { kind, subject }: Finding,
  { report }: ExportInput,
  places: SarifPlaces,
): object[] {
  const shown = line ?? report.inputs.files.map(({ path }) => ({ file: path, line: 1, offset: 0, length: 0 }))[0];
  return shown ? [places.location(shown, { kind, subject })] : [];
}

/** What relays and programs are called so for weighs nothing, since it does not speak of distillation. */
const speaks = (item: Evidence): boolean => item.weight < 0 || item.role !== undefined;

/** `For`, `Against`, `Neutral`, `At most 99.0%`, `Shows a relay`: in the words of every other place. */
function side(item: Evidence): string {
  const words = item.role === undefined ? sideOf(item) : weightWords(item);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

const reason = (item: Evidence): string =>
  `${side(item)}${item.role === undefined ? ` (weight ${nats(item.weight)})` : ''}: ${item.text}`;

function evidenceLocations(evidence: readonly Evidence[], places: SarifPlaces): object[] {
  return evidence.flatMap((item) =>
    item.lines.slice(0, LINES).map((line) => ({
      ...places.location(line),
      message: { text: messageText(`${side(item)}: ${item.text}`) },
    })),
  );
}

function notifications({ report }: ExportInput, places: SarifPlaces): object[] {
  const scope = [partialText(report) ?? [], changesIn(report)].flat().map((sentence) => ({
    level: 'warning',
    message: { text: messageText(sentence) },
  }));
  const failed = report.inputs.files.flatMap(({ path, error }) =>
    error === undefined
      ? []
      : [
          {
            level: 'error',
            message: { text: messageText(error) },
            locations: [{ physicalLocation: { artifactLocation: places.artifact(path) } }],
          },
        ],
  );
  const blind = report.detectors
    .filter(({ state }) => state === 'abstained')
    .map(({ id, name, reason }) => ({
      descriptor: { id },
      level: 'note',
      message: { text: messageText(`Detector "${name}" abstained. ${reason ?? 'The log lacks the data it needs.'}`) },
    }));
  const hits = (report.rules ?? []).reduce((sum, rule) => sum + rule.hits.length, 0);
  const results = findingsOf(report).length + hits + (report.techniques ?? []).length;
  const cut = results > MAX_RESULTS ? [tooMany(results)] : [];
  const unmatched = (report.rules ?? [])
    .filter(({ state }) => state === 'blind')
    .map(({ id, reason = '' }) => ({
      level: 'note',
      message: { text: messageText(`Rule "${id}" could not judge: ${reason}`) },
    }));
  return [...scope, ...cut, ...failed, ...blind, ...unmatched];
}

/** What notifications are about: each detector, with its page. */
function detectorDescriptors({ detectors }: Report): object[] {
  return detectors.map(({ id, name }) => ({
    id,
    // A name that says no more than the id is to be left out.
    ...(name.toLowerCase() !== id && { name }),
    shortDescription: { text: `${name}.` },
    ...helpUri(`detectors/${id}.md`),
  }));
}

const tooMany = (results: number): object => ({
  level: 'warning',
  message: {
    text: `${counted(results, 'result')} are more than code hosts accept, so only the ${count(MAX_RESULTS)} most serious are included.`,
  },
});
