/** Events in other vocabularies: Elastic Common Schema and Open Cybersecurity Schema Framework. */
import { isIP } from 'node:net';
import { hundredths, probability } from '../../text/numbers.ts';
import { ownScore, verdictWord } from '../../text/verdicts.ts';
import type { Verdict } from '../shape/report.ts';
import type { FindingEvent } from './event-schema.ts';

export type EventFormatId = 'native' | 'ecs' | 'ocsf';

/** The formats of an event; each gives an object for one line of JSON. */
export const EVENT_FORMATS: Readonly<Record<EventFormatId, (event: FindingEvent) => object>> = {
  native: (event) => event,
  ecs: ecsEvent,
  ocsf: ocsfEvent,
};

const PRODUCT = 'Prompt Traffic Audit';

/** One sentence for lists of alerts. */
function message({ change, subject, verdict, score, customer, notes }: FindingEvent): string {
  const title = subject.title === undefined ? '' : ` (${subject.title})`;
  const what = `${subject.kind} ${subject.name}${title}`;
  const called = verdict === 'none' ? 'no verdict' : verdict;
  // Beside a harvest by one customer a bare number is its own: an account has none.
  const said =
    verdict === 'harvest'
      ? `${verdictWord(verdict, score)}${customer === undefined ? ', distillation' : ''}`
      : `${called},`;
  const why = notes.length > 0 ? `: ${notes.join('; ')}` : '';
  return `${{ new: 'New', changed: 'Changed', gone: 'Gone' }[change]} ${what}, ${said} ${probability(ownScore({ verdict, score, ...(customer && { customer }) }))}${why}`;
}

const names = ({ subject, members }: FindingEvent): string[] => (subject.kind === 'account' ? [subject.name] : members);

const ECS_VERSION = '8.17.0';

function ecsEvent(event: FindingEvent): object {
  const { subject, change, score, line, first, last, tool } = event;
  const addresses = event.addresses.filter((address) => isIP(address) !== 0);
  return {
    '@timestamp': event.time,
    message: message(event),
    ecs: { version: ECS_VERSION },
    event: {
      kind: change === 'gone' ? 'event' : 'alert',
      category: ['intrusion_detection'],
      type: ['info'],
      action: `${subject.kind}-${change}`,
      module: 'prompt_traffic_audit',
      dataset: 'prompt_traffic_audit.finding',
      id: subject.key,
      reason: event.summary,
      risk_score: riskOf(event),
      severity: SEVERITIES[change === 'gone' ? 'none' : event.verdict],
      ...(first !== undefined && { start: first }),
      ...(last !== undefined && { end: last }),
    },
    rule: { id: `${event.verdict}/${subject.kind}`, name: event.verdict, ruleset: 'prompt_traffic_audit' },
    observer: { product: PRODUCT, vendor: PRODUCT, type: 'log-analysis', version: tool.version },
    ...(subject.kind === 'account' && { user: { name: subject.name } }),
    related: { user: names(event), ...(addresses.length > 0 && { ip: addresses }) },
    ...(line && { log: { file: { path: line.file } } }),
    prompt_traffic_audit: { ...event, score },
  };
}

/** From 0 to 100. */
const riskOf = ({ score, verdict }: FindingEvent): number =>
  verdict === 'distillation' || verdict === 'suspected' ? hundredths(score) : 0;

/** Severities of OCSF (`severity_id`): informational, low, medium, high. */
const SEVERITIES: Readonly<Record<Verdict, number>> = {
  none: 1,
  'not-judged': 1,
  automation: 1,
  harvest: 2,
  suspected: 3,
  relay: 3,
  distillation: 4,
};

const OCSF_VERSION = '1.4.0';
/** Detection Finding, in the category Findings. */
const [FINDINGS, DETECTION_FINDING] = [2, 2004];
const ACTIVITIES = { new: [1, 'Create'], changed: [2, 'Update'], gone: [3, 'Close'] } as const;
const STATUSES = { new: [1, 'New'], changed: [2, 'In Progress'], gone: [4, 'Resolved'] } as const;
const SEVERITY_NAMES = ['Unknown', 'Informational', 'Low', 'Medium', 'High'];
/** Types of observables. */
const [IP_ADDRESS, USER_NAME] = [2, 4];
const HIGH_CONFIDENCE = 0.9;
const MEDIUM_CONFIDENCE = 0.5;

function ocsfEvent(event: FindingEvent): object {
  const { subject, change, first, last, tool } = event;
  const score = ownScore(event);
  const [activity, activityName] = ACTIVITIES[change];
  const [status, statusName] = STATUSES[change];
  const severity = SEVERITIES[change === 'gone' ? 'none' : event.verdict];
  const confidence = score >= HIGH_CONFIDENCE ? 3 : score >= MEDIUM_CONFIDENCE ? 2 : 1;
  const time = Date.parse(event.time);
  return {
    category_uid: FINDINGS,
    category_name: 'Findings',
    class_uid: DETECTION_FINDING,
    class_name: 'Detection Finding',
    activity_id: activity,
    activity_name: activityName,
    type_uid: DETECTION_FINDING * 100 + activity,
    type_name: `Detection Finding: ${activityName}`,
    time,
    severity_id: severity,
    severity: SEVERITY_NAMES[severity],
    status_id: status,
    status: statusName,
    confidence_id: confidence,
    confidence: ['', 'Low', 'Medium', 'High'][confidence],
    confidence_score: hundredths(score),
    message: message(event),
    metadata: {
      version: OCSF_VERSION,
      product: { name: PRODUCT, vendor_name: PRODUCT, version: tool.version },
      profiles: [],
    },
    finding_info: {
      uid: subject.key,
      title: message(event),
      desc: event.summary,
      types: [event.verdict],
      created_time: time,
      ...(first !== undefined && { first_seen_time: Date.parse(first) }),
      ...(last !== undefined && { last_seen_time: Date.parse(last) }),
    },
    observables: [
      ...names(event).map((value) => ({ name: 'user.name', type_id: USER_NAME, type: 'User Name', value })),
      ...event.addresses
        .filter((address) => isIP(address) !== 0)
        .map((value) => ({ name: 'src_endpoint.ip', type_id: IP_ADDRESS, type: 'IP Address', value })),
    ],
    unmapped: { prompt_traffic_audit: event },
  };
}
