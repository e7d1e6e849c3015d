/** Events in other vocabularies: Elastic Common Schema and Open Cybersecurity Schema Framework. */
import { isIP } from 'node:net';
import {
  ATLAS,
  ATLAS_VERSION,
  atlasPage,
  type AtlasTechnique,
  atlasTechnique,
  wholeTechnique,
} from '../shape/atlas/atlas.ts';
import { hundredths, probability } from '../../text/numbers.ts';
import { ownScore, verdictWord } from '../../text/verdicts.ts';
import type { RuleOutcome, Verdict } from '../shape/report.ts';
import type { Event, FindingEvent, RuleEvent } from './event-schema.ts';

export type EventFormatId = 'native' | 'ecs' | 'ocsf';

/** The formats of an event; each gives an object for one line of JSON. */
export const EVENT_FORMATS: Readonly<Record<EventFormatId, (event: Event) => object>> = {
  native: (event) => event,
  ecs: ecsEvent,
  ocsf: ocsfEvent,
};

const PRODUCT = 'Prompt Traffic Audit';

/** Is it a hit of a rule? It has a level, which a person gave the rule, and no verdict. */
const isHit = (event: Event): event is RuleEvent => event.subject.kind === 'rule';

const CHANGED = { new: 'New', changed: 'Changed', gone: 'Gone' } as const;

/** One sentence for lists of alerts. */
function message(event: Event): string {
  if (isHit(event)) {
    const { change, subject, level, summary } = event;
    return `${CHANGED[change]} hit of ${subject.name} (${subject.title}), ${level}: ${summary}`;
  }
  const { change, subject, verdict, score, customer, notes } = event;
  const title = subject.title === undefined ? '' : ` (${subject.title})`;
  const what = `${subject.kind} ${subject.name}${title}`;
  const called = verdict === 'none' ? 'no verdict' : verdict;
  // Beside a harvest by one customer a bare number is its own: an account has none.
  const said =
    verdict === 'harvest'
      ? `${verdictWord(verdict, score)}${customer === undefined ? ', distillation' : ''}`
      : `${called},`;
  const why = notes.length > 0 ? `: ${notes.join('; ')}` : '';
  return `${CHANGED[change]} ${what}, ${said} ${probability(ownScore({ verdict, score, ...(customer && { customer }) }))}${why}`;
}

/** Accounts that it is about. */
function names(event: Event): string[] {
  return event.subject.kind === 'account' ? [event.subject.name] : event.members;
}

/** Real addresses that nobody else uses. */
const addressesOf = (event: Event): string[] =>
  isHit(event) ? [] : event.addresses.filter((address) => isIP(address) !== 0);

/** From 1, informational, to 5, critical, as `severity_id` of OCSF. */
function severityOf(event: Event): number {
  if (event.change === 'gone') return 1;
  return isHit(event) ? LEVELS[event.level] : SEVERITIES[event.verdict];
}

const LEVELS: Readonly<Record<RuleOutcome['level'], number>> = {
  informational: 1,
  low: 2,
  medium: 3,
  high: 4,
  critical: 5,
};

const SEVERITIES: Readonly<Record<Verdict, number>> = {
  none: 1,
  'not-judged': 1,
  automation: 1,
  harvest: 2,
  suspected: 3,
  relay: 3,
  distillation: 4,
};

const techniquesOf = ({ atlas = [] }: Event): AtlasTechnique[] => atlas.flatMap((id) => atlasTechnique(id) ?? []);

const ECS_VERSION = '8.17.0';

function ecsEvent(event: Event): object {
  const { subject, change, line, first, last, tool } = event;
  const addresses = addressesOf(event);
  const users = names(event);
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
      ...(!isHit(event) && { risk_score: riskOf(event) }),
      severity: severityOf(event),
      ...(first !== undefined && { start: first }),
      ...(last !== undefined && { end: last }),
    },
    rule: {
      ...(isHit(event)
        ? { id: event.subject.name, name: event.subject.title }
        : { id: `${event.verdict}/${subject.kind}`, name: event.verdict }),
      ruleset: 'prompt_traffic_audit',
    },
    ...ecsThreat(techniquesOf(event)),
    observer: { product: PRODUCT, vendor: PRODUCT, type: 'log-analysis', version: tool.version },
    ...(subject.kind === 'account' && { user: { name: subject.name } }),
    ...(users.length + addresses.length > 0 && {
      related: { ...(users.length > 0 && { user: users }), ...(addresses.length > 0 && { ip: addresses }) },
    }),
    ...(line && { log: { file: { path: line.file } } }),
    prompt_traffic_audit: event,
  };
}

/** What was done, in the technique's and the part's own fields: `AML.T0024` and `AML.T0024.002`. */
function ecsThreat(found: readonly AtlasTechnique[]): object {
  if (found.length === 0) return {};
  const parts = found.filter((one) => wholeTechnique(one) !== undefined);
  const whole = [...new Set(found.map((one) => wholeTechnique(one) ?? one))];
  const tactics = [...new Set(found.map(({ tactic }) => tactic))];
  const told = (items: readonly { id: string; name: string }[]): object => ({
    id: items.map(({ id }) => id),
    name: items.map(({ name }) => name),
    reference: items.map(({ id }) => atlasPage(id)),
  });
  return {
    threat: {
      framework: ATLAS,
      tactic: told(tactics),
      technique: { ...told(whole), ...(parts.length > 0 && { subtechnique: told(parts) }) },
    },
  };
}

/** From 0 to 100. */
const riskOf = ({ score, verdict }: FindingEvent): number =>
  verdict === 'distillation' || verdict === 'suspected' ? hundredths(score) : 0;

const OCSF_VERSION = '1.4.0';
/** Detection Finding, in the category Findings. */
const [FINDINGS, DETECTION_FINDING] = [2, 2004];
const ACTIVITIES = { new: [1, 'Create'], changed: [2, 'Update'], gone: [3, 'Close'] } as const;
const STATUSES = { new: [1, 'New'], changed: [2, 'In Progress'], gone: [4, 'Resolved'] } as const;
const SEVERITY_NAMES = ['Unknown', 'Informational', 'Low', 'Medium', 'High', 'Critical'];
/** An analytic that is a rule. */
const RULE = 1;
/** Types of observables. */
const [IP_ADDRESS, USER_NAME] = [2, 4];
const HIGH_CONFIDENCE = 0.9;
const MEDIUM_CONFIDENCE = 0.5;

function ocsfEvent(event: Event): object {
  const { subject, change, first, last, tool } = event;
  const [activity, activityName] = ACTIVITIES[change];
  const [status, statusName] = STATUSES[change];
  const severity = severityOf(event);
  const time = Date.parse(event.time);
  const attacks = techniquesOf(event).map(ocsfAttack);
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
    ...(!isHit(event) && confidenceOf(ownScore(event))),
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
      types: [isHit(event) ? event.subject.name : event.verdict],
      ...(isHit(event) && {
        analytic: { type_id: RULE, type: 'Rule', uid: event.subject.name, name: event.subject.title },
      }),
      ...(attacks.length > 0 && { attacks }),
      created_time: time,
      ...(first !== undefined && { first_seen_time: Date.parse(first) }),
      ...(last !== undefined && { last_seen_time: Date.parse(last) }),
    },
    observables: [
      ...names(event).map((value) => ({ name: 'user.name', type_id: USER_NAME, type: 'User Name', value })),
      ...addressesOf(event).map((value) => ({
        name: 'src_endpoint.ip',
        type_id: IP_ADDRESS,
        type: 'IP Address',
        value,
      })),
    ],
    unmapped: { prompt_traffic_audit: event },
  };
}

function confidenceOf(score: number): object {
  const confidence = score >= HIGH_CONFIDENCE ? 3 : score >= MEDIUM_CONFIDENCE ? 2 : 1;
  return {
    confidence_id: confidence,
    confidence: ['', 'Low', 'Medium', 'High'][confidence],
    confidence_score: hundredths(score),
  };
}

function ocsfAttack(found: AtlasTechnique): object {
  const told = ({ id, name }: { id: string; name: string }): object => ({ uid: id, name, src_url: atlasPage(id) });
  const whole = wholeTechnique(found);
  return {
    version: ATLAS_VERSION,
    tactic: told(found.tactic),
    technique: told(whole ?? found),
    ...(whole && { sub_technique: told(found) }),
  };
}
