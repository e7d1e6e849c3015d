/**
 * Findings as SARIF 2.1.0 (OASIS Standard, with Errata 01), for viewers, code hosts and pipelines. Levels follow the
 * verdict, fingerprints survive a new scan, and what people decided is a suppression with its reason.
 */
import type { AccountReport, CampaignReport, Evidence, Finding, LineRef } from '../../report/report.ts';
import { fingerprint } from '../deterministic-ids.ts';
import type { ExportInput } from '../export-input.ts';
import { LEVELS, ruleId, ruleIndex, sarifRules } from './sarif-rules.ts';
import { visible } from '../../../text/visible.ts';
import { likelihood, nats } from '../../../text/likelihood.ts';
import { probability } from '../../../text/numbers.ts';

export const SARIF_SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** Lines of one piece of evidence that a result points to. */
const LINES = 5;

/** The log in pieces: results one by one, since a report may have a hundred thousand. */
export function* sarif(input: ExportInput): Generator<string> {
  const { report } = input;
  const files = report.inputs.files.map(({ path }) => path);
  const artifacts = report.inputs.files.map(({ path, bytes, formats }) => ({
    location: { uri: artifactUri(path) },
    ...(bytes > 0 && { length: bytes }),
    roles: ['analysisTarget'],
    properties: { formats },
  }));
  const items = new Map<string, CampaignReport | AccountReport>([
    ...report.campaigns.map((campaign) => [`campaign ${campaign.id}`, campaign] as const),
    ...report.accounts.map((account) => [`account ${account.account}`, account] as const),
  ]);
  const run = {
    tool: {
      driver: {
        name: 'Prompt Traffic Audit',
        organization: 'Prompt Traffic Audit',
        semanticVersion: report.tool.version,
        version: report.tool.version,
        rules: sarifRules(),
      },
    },
    invocations: [
      {
        executionSuccessful: !report.partial,
        toolExecutionNotifications: notifications(input),
      },
    ],
    columnKind: 'utf16CodeUnits',
    artifacts,
    properties: { settings: report.settings, population: report.population, prompts: input.prompts },
  };
  const head = JSON.stringify({ $schema: SARIF_SCHEMA, version: '2.1.0' }, null, 2).slice(0, -2);
  yield `${head},\n  "runs": [\n${JSON.stringify(run, null, 2).slice(0, -2)},\n  "results": [`;
  const indexes = new Map(files.map((path, index) => [path, index]));
  let separator = '\n';
  for (const finding of report.findings) {
    const item = items.get(`${finding.kind} ${finding.subject}`);
    yield separator + JSON.stringify(result(finding, item, input, indexes));
    separator = ',\n';
  }
  yield '\n  ]\n}\n  ]\n}\n';
}

type ArtifactIndexes = ReadonlyMap<string, number>;

function result(
  finding: Finding,
  item: CampaignReport | AccountReport | undefined,
  input: ExportInput,
  indexes: ArtifactIndexes,
): object {
  const { kind, subject, verdict, score, title, lines } = finding;
  const [first, ...others] = lines;
  const evidence = item ? [...item.evidence, ...item.counterEvidence.filter(({ weight }) => weight < 0)] : [];
  const related =
    evidence.length > 0 ? evidenceLocations(evidence, indexes) : others.map((line) => location(line, indexes));
  const standing = input.standing(kind, subject);
  const named = kind === 'campaign' ? subject : `${kind === 'account' ? 'Account' : 'Template'} ${subject}`;
  const sure = `Probability of distillation ${probability(score)} (${likelihood(score)}).`;
  // The first sentence is all that lists show (section 3.11.3), so it names who is meant; a line for each reason.
  const paragraphs = [`${named}: ${title.replace(/\.$/, '')}. ${sure}`, ...evidence.map(reason)];
  return {
    ruleId: ruleId(kind, verdict),
    ruleIndex: ruleIndex(kind, verdict),
    kind: verdict === 'none' ? 'informational' : 'fail',
    level: LEVELS[verdict],
    message: { text: paragraphs.map(messageText).join('\n') },
    locations: first ? [location(first, indexes, { kind, subject })] : [],
    ...(related.length > 0 && { relatedLocations: related.map((one, index) => ({ id: index + 1, ...one })) }),
    partialFingerprints: fingerprints(finding, input),
    rank: Math.round(1000 * score) / 10,
    ...(standing &&
      !standing.counted && {
        suppressions: [{ kind: 'external', status: 'accepted', justification: visible(standing.text) }],
      }),
    properties: {
      score,
      verdict,
      [kind]: subject,
      ...(standing && { decision: standing.state, decisionText: standing.text }),
    },
  };
}

/**
 * What stays the same when the log is scanned again, or a day more of it: names of accounts, ids of templates. Numbers of
 * campaigns do not: a campaign is known by its templates, or by its accounts where it has none.
 */
function fingerprints({ kind, subject }: Finding, { report }: ExportInput): Record<string, string> {
  if (kind !== 'campaign') return { [`${kind}/v1`]: fingerprint(kind, subject) };
  const campaign = report.campaigns.find(({ id }) => id === subject);
  const [templates, accounts] = [campaign?.templates.toSorted() ?? [], campaign?.accounts.toSorted() ?? []];
  return {
    ...(templates.length > 0 && { 'campaignTemplates/v1': fingerprint('templates', templates) }),
    'campaignAccounts/v1': fingerprint('accounts', accounts),
  };
}

const side = (weight: number): string => (weight < 0 ? 'Against' : 'For');

const reason = ({ text, weight }: Evidence): string => `${side(weight)} (${nats(weight)} nats): ${text}`;

function evidenceLocations(evidence: readonly Evidence[], indexes: ArtifactIndexes): object[] {
  return evidence.flatMap(({ text, weight, lines }) =>
    lines.slice(0, LINES).map((line) => ({
      ...location(line, indexes),
      message: { text: messageText(`${side(weight)}: ${text}`) },
    })),
  );
}

/** Byte places are of the uncompressed text, which SARIF has no field for; the line is what viewers open. */
function location(line: LineRef, indexes: ArtifactIndexes, subject?: { kind: string; subject: string }): object {
  const index = indexes.get(line.file);
  return {
    physicalLocation: {
      artifactLocation: { uri: artifactUri(line.file), ...(index !== undefined && { index }) },
      region: { startLine: line.line },
    },
    ...(subject && {
      logicalLocations: [{ name: visible(subject.subject), kind: subject.kind }],
    }),
    properties: { byteOffset: line.offset, byteLength: line.length },
  };
}

function notifications({ report }: ExportInput): object[] {
  const changed = (report.changed ?? []).map((sentence) => ({
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
            locations: [{ physicalLocation: { artifactLocation: { uri: artifactUri(path) } } }],
          },
        ],
  );
  const blind = report.detectors
    .filter(({ state }) => state === 'abstained')
    .map(({ name, reason }) => ({
      level: 'note',
      message: { text: messageText(`Detector "${name}" abstained: ${reason ?? 'the log lacks what it needs'}`) },
    }));
  return [...changed, ...failed, ...blind];
}

/**
 * Plain text of a message. Brackets and braces mean links and placeholders (SARIF 2.1.0, sections 3.11.5 and 3.11.6) and
 * are escaped as it says.
 */
function messageText(text: string): string {
  return visible(text)
    .replace(/[\\[\]]/g, '\\$&')
    .replace(/[{}]/g, '$&$&');
}

/** The path as a URI reference: absolute ones as `file:`, others relative, with every reserved character encoded. */
export function artifactUri(path: string): string {
  const slashes = path.replaceAll('\\', '/');
  const encoded = slashes.split('/').map(encodeSegment).join('/');
  if (/^[A-Za-z]:\//.test(slashes)) return `file:///${slashes.slice(0, 2)}${encoded.slice(encoded.indexOf('/'))}`;
  return slashes.startsWith('/') ? `file://${encoded}` : encoded.replace(/^\.\//, '');
}

const encodeSegment = (segment: string): string =>
  encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd')).replace(/[!'()*]/g, percentEncoded);
const percentEncoded = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
