import { isOtherRequest } from '../../dialects/bodies.ts';
import { isLaterChange } from '../wrappers/change-events.ts';
import type { Format } from '../format.ts';
import { isLoneAnswer } from './split-call.ts';
import { holdsPlainCall } from './plain-call.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';

/** Values that people keep next to their logs and that hold no requests: each kind is passed over with its own sentence. */
const KINDS: readonly { matches: (value: JsonObject) => boolean; reason: string }[] = [
  {
    matches: (value) =>
      '$schema' in value || isObject(value['$defs']) || (value['type'] === 'object' && isObject(value['properties'])),
    reason: 'JSON Schema, not a log',
  },
  {
    matches: (value) =>
      value['object'] === 'bucket' ||
      'total_active_users' in value ||
      'num_model_requests' in value ||
      'usage_date_utc' in value ||
      (value['date'] !== undefined && numberOf(value['requests']) !== undefined) ||
      (value['starting_at'] !== undefined && value['ending_at'] !== undefined && Array.isArray(value['results'])) ||
      /^organization\.(?:usage|costs)\./.test(textOf(value['object']) ?? ''),
    reason: 'usage total, not single requests',
  },
  {
    matches: (value) => /^platform\.\w{1,40}$/.test(textOf(value['type']) ?? '') && isObject(value['record']),
    reason: 'line of AWS Lambda',
  },
  {
    matches: (value) => isObject(value['actor']) && /^activity_/.test(textOf(value['id']) ?? ''),
    reason: 'activity of an account without the text of requests',
  },
  {
    matches: (value) => value['object'] === 'file' || value['object'] === 'batch' || value['type'] === 'message_batch',
    reason: 'description of a batch or file, not its requests',
  },
  {
    matches: (value) =>
      value['object'] === 'model' || (value['object'] === 'list' && listOf(value['data']).length === 0),
    reason: 'answer of an API that is not a model call',
  },
  {
    matches: (value) =>
      value['object'] === 'embedding' ||
      objectOf(listOf(value['data'])[0])['object'] === 'embedding' ||
      isOtherRequest(value) ||
      ASKED.some((name) => name in value && isOtherRequest(objectOf(unpackJson(value[name])))),
    reason: 'call that is not text generation',
  },
  {
    matches: (value) => {
      const [name = '', ...others] = Object.keys(value);
      const action = value[name];
      return (
        others.length === 0 && BULK_ACTIONS.has(name) && isObject(action) && ('_index' in action || '_id' in action)
      );
    },
    reason: 'action line of an Elasticsearch bulk file',
  },
  {
    matches: (value) => typeof value['display'] === 'string' && isObject(value['pastedContents']),
    reason: 'what was typed into a coding agent, without its calls',
  },
  {
    matches: (value) => ['agentSetting', 'customTitle', 'lastPrompt'].some((name) => typeof value[name] === 'string'),
    reason: 'note of a coding session',
  },
  {
    matches: (value) => typeof value['character_name'] === 'string' && typeof value['user_name'] === 'string',
    reason: 'note of a session',
  },
  {
    matches: (value) =>
      typeof value['resourceId'] === 'string' &&
      typeof (value['category'] ?? value['Category']) === 'string' &&
      !holdsCall(value),
    reason: 'record of another category of Azure diagnostics',
  },
  {
    matches: (value) => {
      const [first] = Object.values(value);
      return typeof objectOf(objectOf(first)['input'])['success'] === 'boolean';
    },
    reason: 'checked copy of a trace, not the trace',
  },
  {
    matches: (value) =>
      typeof value['level'] === 'string' && typeof value['target'] === 'string' && typeof value['message'] === 'string',
    reason: 'line of a server log without a request',
  },
  {
    matches: isLoneAnswer,
    reason: 'answer on a line of its own, without its request',
  },
];

/** Whether a program's own line is in a record of Azure diagnostics: among its properties, or as what a console has printed. */
function holdsCall(value: JsonObject): boolean {
  const properties = objectOf(unpackJson(value['properties']));
  const printed = [properties['Log'], properties['log'], value['resultDescription'], value['ResultDescription']];
  return [properties, ...printed.map((text) => objectOf(unpackJson(text)))].some(holdsPlainCall);
}

/** Where the body of a call may be. */
const ASKED = ['request', 'request_body', 'body', 'input'];

const BULK_ACTIONS: ReadonlySet<string> = new Set(['index', 'create', 'update', 'delete']);

/** Tried last. */
export const noRequests: Format = {
  name: 'no-requests',
  facts:
    'recorded logs | nothing | Values next to requests that are no requests themselves; skipped, each kind with its reason',
  matches: (value) => KINDS.some((kind) => kind.matches(value)),
  read: (value, sink) => {
    const kind = KINDS.find(({ matches }) => matches(value));
    if (kind !== undefined) sink.skip(kind.reason);
  },
};

/** Tried before others: a row in a change has the fields that it had when it was new. */
export const laterChanges: Format = {
  name: noRequests.name,
  facts: noRequests.facts,
  isBody: true,
  matches: isLaterChange,
  read: (_value, sink) => sink.skip('change or end of a row of a table, not a new one'),
};
