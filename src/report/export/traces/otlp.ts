/**
 * Findings as log records of OpenTelemetry (OTLP/JSON, opentelemetry-proto 1): one for each finding, and one for each flagged request,
 * which carries the ids of its trace and span. A line is one export request. What people cleared is left out.
 */
import { fingerprint } from '../deterministic-ids.ts';
import type { ExportInput } from '../export-input.ts';
import { countedRulesOf } from '../lists/rules-csv.ts';
import { findingsOf } from '../sarif/sarif-findings.ts';
import { ruleId, sureOf } from '../sarif/sarif-rules.ts';
import { atlasOf } from '../../shape/atlas/atlas-of.ts';
import { atlasOfTags } from '../../shape/atlas/atlas.ts';
import type { Finding, LineRef, RuleOutcome, Verdict } from '../../shape/report.ts';
import { accountOf } from '../../triage/counted-rules.ts';
import { changesIn } from '../../triage/triage-words.ts';
import { hitFacts, hitSubject } from '../../../text/rule-hits.ts';
import { techniqueSentence, weighs } from '../../../text/techniques.ts';
import { visibleLine } from '../../../text/visible.ts';
import { TAG } from './langfuse.ts';
import { spanId, traceId } from './otel-ids.ts';
import { taggedTraces, tagSentence } from './tagged.ts';

/** Version of the semantic conventions that names of attributes outside this program are from. */
const SCHEMA = 'https://opentelemetry.io/schemas/1.37.0';
/** Log records of one export request: collectors take 20 MB. */
const RECORDS = 1000;
const SENTENCE = 4000;

/** By their names in OpenTelemetry. */
const SEVERITIES = { DEBUG: 5, INFO: 9, WARN: 13, ERROR: 17, FATAL: 21 } as const;
type Severity = keyof typeof SEVERITIES;

const OF_VERDICTS: Readonly<Record<Verdict, Severity>> = {
  distillation: 'ERROR',
  relay: 'WARN',
  suspected: 'WARN',
  harvest: 'INFO',
  automation: 'INFO',
  none: 'DEBUG',
  'not-judged': 'DEBUG',
};

const OF_LEVELS: Readonly<Record<RuleOutcome['level'], Severity>> = {
  critical: 'FATAL',
  high: 'ERROR',
  medium: 'WARN',
  low: 'INFO',
  informational: 'DEBUG',
};

interface Told {
  event: 'finding' | 'technique' | 'rule_hit' | 'flagged_request';
  severity: Severity;
  text: string;
  /** ms UTC; when the export is written where no request has a time. */
  time?: number | null;
  /** Which rule it is by, as in SARIF. */
  rule: string;
  key: string;
  account?: string | undefined;
  line?: LineRef | undefined;
  atlas: readonly string[];
  more?: Readonly<Record<string, string | number>>;
  trace?: string | undefined;
  span?: string | undefined;
}

export function* otlpLogs(input: ExportInput): Generator<string> {
  const { report, now } = input;
  const changed = changesIn(report);
  const resource = attributesOf({
    'service.name': TAG,
    'service.version': report.tool.version,
    ...(changed.length > 0 && { [`${OWN}.changed`]: changed }),
  });
  const told = [...findings(input), ...techniques(input), ...hits(input), ...requests(input)];
  for (let at = 0; at < Math.max(1, told.length); at += RECORDS) {
    const logRecords = told.slice(at, at + RECORDS).map((one) => logRecord(one, now));
    const scope = { name: TAG, version: report.tool.version };
    // The address first, which no collector writes there: the file is known by its beginning.
    const resourceLogs = [
      { schemaUrl: SCHEMA, resource: { attributes: resource }, scopeLogs: [{ scope, logRecords }] },
    ];
    yield `${JSON.stringify({ resourceLogs })}\n`;
  }
}

function* findings(input: ExportInput): Generator<Told> {
  const { report, statusOf } = input;
  const items = new Map<string, { last: number | null; key?: string }>([
    ...report.campaigns.map((one) => [`campaign\0${one.id}`, one] as const),
    ...report.accounts.map((one) => [`account\0${one.account}`, one] as const),
  ]);
  for (const finding of findingsOf(report)) {
    const { kind, subject, verdict, score, title, lines } = finding;
    if (statusOf(kind, subject)?.counted === false) continue;
    const item = items.get(`${kind}\0${subject}`);
    yield {
      event: 'finding',
      severity: OF_VERDICTS[verdict],
      text: `${nameOf(finding)}: ${title.replace(/\.$/, '')}. ${sureOf(verdict, score)}`,
      time: item?.last ?? null,
      rule: ruleId(kind, verdict),
      key: item?.key ?? fingerprint(kind, subject).slice(0, 32),
      ...(kind === 'account' && { account: subject }),
      line: lines[0],
      atlas: atlasOf(finding, report),
      more: { kind, subject, verdict, score },
    };
  }
}

const nameOf = ({ kind, subject }: Finding): string => `${kind[0]!.toUpperCase()}${kind.slice(1)} ${subject}`;

function* techniques({ report, statusOf }: ExportInput): Generator<Told> {
  for (const technique of (report.techniques ?? []).filter(weighs)) {
    const { id, grade, accounts, campaigns, lines, atlas } = technique;
    const cleared = accounts.filter((account) => statusOf('account', account)?.counted === false);
    if (cleared.length === accounts.length) continue;
    yield {
      event: 'technique',
      severity: 'WARN',
      text: techniqueSentence(technique),
      rule: `technique/${id}`,
      key: fingerprint(id, accounts.toSorted()).slice(0, 32),
      line: lines[0],
      atlas,
      more: { kind: 'technique', subject: id, grade, campaigns: campaigns.join(', '), accounts: accounts.length },
    };
  }
}

function* hits(input: ExportInput): Generator<Told> {
  for (const { id, level, title, tags, hits } of countedRulesOf(input)) {
    for (const hit of hits) {
      yield {
        event: 'rule_hit',
        severity: OF_LEVELS[level],
        text: `${title}. ${hitSubject(hit)}: ${hitFacts(hit)}.`,
        time: hit.last,
        rule: id,
        key: fingerprint(
          id,
          hit.group.flatMap(({ field, value }) => [field, value]),
        ).slice(0, 32),
        account: accountOf(hit),
        line: hit.lines[0],
        atlas: atlasOfTags(tags),
        more: { kind: 'rule', subject: id, level, matches: hit.matches },
      };
    }
  }
}

function* requests(input: ExportInput): Generator<Told> {
  for (const tagged of taggedTraces(input)) {
    const { of, account, line, time, trace, span } = tagged;
    yield {
      event: 'flagged_request',
      severity: OF_VERDICTS[of.verdict],
      text: tagSentence(tagged, input),
      time: time ?? null,
      rule: ruleId('campaign', of.verdict),
      key: of.key ?? of.id,
      account,
      line,
      atlas: atlasOf({ kind: 'campaign', subject: of.id, verdict: of.verdict }, input.report),
      more: { kind: 'request', subject: of.id, verdict: of.verdict, score: of.score, trace },
      trace: traceId(trace),
      span: spanId(span),
    };
  }
}

const OWN = 'prompt_traffic_audit';

function logRecord(
  { event, severity, text, time, rule, key, account, line, atlas, more, trace, span }: Told,
  now: number,
): object {
  return {
    timeUnixNano: nanoseconds(time ?? now),
    observedTimeUnixNano: nanoseconds(now),
    severityNumber: SEVERITIES[severity],
    severityText: severity,
    eventName: `${OWN}.${event}`,
    body: { stringValue: visibleLine(text, SENTENCE) },
    attributes: attributesOf({
      'security_rule.name': rule,
      'security_rule.ruleset.name': OWN,
      ...(account !== undefined && { 'user.id': account }),
      ...(line && { 'log.file.path': line.file, [`${OWN}.line`]: line.line }),
      [`${OWN}.key`]: key,
      ...Object.fromEntries(Object.entries(more ?? {}).map(([name, value]) => [`${OWN}.${name}`, value])),
      ...(atlas.length > 0 && { [`${OWN}.atlas`]: atlas }),
    }),
    ...(trace !== undefined && { traceId: trace }),
    ...(trace !== undefined && span !== undefined && { spanId: span }),
  };
}

const nanoseconds = (ms: number): string => `${Math.max(0, Math.round(ms))}000000`;

function attributesOf(values: Readonly<Record<string, string | number | readonly string[]>>): object[] {
  return Object.entries(values).map(([key, value]) => ({ key, value: anyValue(value) }));
}

/** Whole numbers are texts, as the JSON of protocol buffers writes 64 bits. */
function anyValue(value: string | number | readonly string[]): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  return { arrayValue: { values: value.map((text) => ({ stringValue: text })) } };
}
