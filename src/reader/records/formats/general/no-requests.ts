import { isOtherRequest } from '../../dialects/bodies.ts';
import { isLaterChange } from '../wrappers/change-events.ts';
import type { Format } from '../format.ts';
import { isLoneAnswer } from './split-call.ts';
import { holdsPlainCall } from './plain-call.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';

/** Values that people keep next to their logs and that hold no requests: each kind is passed over with the sentence that stands before it. */
const KINDS: Readonly<Record<string, (value: JsonObject) => boolean>> = {
  'JSON Schema, not a log': (value) =>
    '$schema' in value || isObject(value['$defs']) || (value['type'] === 'object' && isObject(value['properties'])),
  'usage total, not single requests': (value) =>
    value['object'] === 'bucket' ||
    'total_active_users' in value ||
    'num_model_requests' in value ||
    'usage_date_utc' in value ||
    (value['date'] !== undefined && numberOf(value['requests']) !== undefined) ||
    (value['starting_at'] !== undefined && value['ending_at'] !== undefined && Array.isArray(value['results'])) ||
    /^organization\.(?:usage|costs)\./.test(textOf(value['object']) ?? ''),
  'line of AWS Lambda': (value) =>
    /^platform\.\w{1,40}$/.test(textOf(value['type']) ?? '') && isObject(value['record']),
  'activity of an account without the text of requests': (value) =>
    isObject(value['actor']) && /^activity_/.test(textOf(value['id']) ?? ''),
  'description of a batch or file, not its requests': (value) =>
    value['object'] === 'file' || value['object'] === 'batch' || value['type'] === 'message_batch',
  'answer of an API that is not a model call': (value) =>
    value['object'] === 'model' || (value['object'] === 'list' && listOf(value['data']).length === 0),
  'call that is not text generation': (value) =>
    value['object'] === 'embedding' ||
    objectOf(listOf(value['data'])[0])['object'] === 'embedding' ||
    isOtherRequest(value) ||
    ASKED.some((name) => name in value && isOtherRequest(objectOf(unpackJson(value[name])))),
  'action line of an Elasticsearch bulk file': (value) => {
    const [name = '', ...others] = Object.keys(value);
    const action = value[name];
    return others.length === 0 && BULK_ACTIONS.has(name) && isObject(action) && ('_index' in action || '_id' in action);
  },
  'what was typed into a coding agent, without its calls': (value) =>
    typeof value['display'] === 'string' && isObject(value['pastedContents']),
  'note of a coding session': (value) =>
    ['agentSetting', 'customTitle', 'lastPrompt'].some((name) => typeof value[name] === 'string'),
  'note of a session': (value) => typeof value['character_name'] === 'string' && typeof value['user_name'] === 'string',
  'record of another category of Azure diagnostics': (value) =>
    typeof value['resourceId'] === 'string' &&
    typeof (value['category'] ?? value['Category']) === 'string' &&
    !holdsCall(value),
  'checked copy of a trace, not the trace': (value) => {
    const [first] = Object.values(value);
    return typeof objectOf(objectOf(first)['input'])['success'] === 'boolean';
  },
  'line of a server log without a request': (value) =>
    typeof value['level'] === 'string' && typeof value['target'] === 'string' && typeof value['message'] === 'string',
  'answer on a line of its own, without its request': isLoneAnswer,
};

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
  matches: (value) => Object.values(KINDS).some((matches) => matches(value)),
  read: (value, sink) => {
    const kind = Object.entries(KINDS).find(([, matches]) => matches(value));
    if (kind !== undefined) sink.skip(kind[0]);
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
