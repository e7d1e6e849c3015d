import { FIELD_NAMES } from '../../fields/lexicon.ts';
import { isObject, type JsonObject, numberOf, objectOf, textOf } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { readSpan } from '../../spans/read-span.ts';
import type { Format } from '../format.ts';
import { webAccessLog } from '../gateways/web-access-log.ts';
import { readHttpCall } from '../http-call.ts';

/**
 * Documents in the Elastic Common Schema (https://www.elastic.co/docs/reference/ecs), with fields in objects or with dots in their
 * names: calls in `gen_ai`, bodies of calls over HTTP, calls of Bedrock as Elastic's integration keeps them, and spans of Elastic APM.
 */
export const elastic: Format = {
  name: 'elastic',
  facts:
    'documentation | time account address agent system messages tools parameters answer tokens status | Elasticsearch and OpenSearch: documents in the Elastic Common Schema',
  matches: (value) => value['@timestamp'] !== undefined && (holdsCall(value) || isAccess(value)),
  read,
};

function holdsCall(value: JsonObject): boolean {
  return (
    isObject(value['gen_ai']) ||
    DOTTED.some((name) => value[name] !== undefined) ||
    bodyOf(value, 'request') !== undefined ||
    isObject(objectOf(value['aws_bedrock'])['invocation']) ||
    objectOf(value['labels'])[LABEL_OF_MODEL] !== undefined
  );
}

const DOTTED = [
  'gen_ai.operation.name',
  'gen_ai.request.model',
  'gen_ai.request.model.id',
  'gen_ai.input.messages',
  'gen_ai.prompt',
] as const;
/** Elastic APM writes attributes as labels, with lines in place of dots. */
const LABEL_OF_MODEL = 'gen_ai_request_model';

/** What a web server was asked for, without bodies. */
function isAccess(value: JsonObject): boolean {
  return (
    (isObject(value['http']) || value['http.request.method'] !== undefined) &&
    (isObject(value['url']) || value['url.path'] !== undefined || value['url.original'] !== undefined)
  );
}

function bodyOf(value: JsonObject, side: 'request' | 'response'): unknown {
  const { content, original } = objectOf(objectOf(objectOf(value['http'])[side])['body']);
  return value[`http.${side}.body.content`] ?? value[`http.${side}.body.original`] ?? content ?? original;
}

function read(value: JsonObject, sink: RecordSink): void {
  const fields = flatFields(value);
  const { input, output } = objectOf(objectOf(value['aws_bedrock'])['invocation']);
  const sent = bodyOf(value, 'request') ?? objectOf(input)['input_body_json'];
  const answered = bodyOf(value, 'response') ?? objectOf(output)['output_body_json'];
  const ns = numberOf(fields['event.duration']);
  const who = circumstancesOf(value, fields);
  if (sent === undefined && !holdsCall(value)) return readAccess(fields, who, sink);
  if (sent === undefined) {
    const start = fields['event.start'] ?? fields['@timestamp'];
    const status = { code: fields['event.outcome'] === 'failure' ? 2 : 1 };
    const duration = (ns ?? NaN) / 1e3;
    const trace_id = fields['trace.id'];
    readSpan(
      { attributes: { ...fields, ...who }, start_time: start, operationName: '', duration, status, trace_id },
      {},
      'elastic',
      sink,
    );
    return;
  }
  sink.within(() => ({ ...value, ...fields }));
  readHttpCall(
    {
      format: 'elastic',
      method: (textOf(fields['http.request.method']) ?? 'POST').toUpperCase(),
      url: pathOf(fields) ?? '/invoke',
      sent,
      answered,
      sentHeaders: new Map([
        ['user-agent', who['user_agent.original']],
        ['x-forwarded-for', who['client.address']],
      ]),
      answerHeaders: new Map(),
      time: fields['event.start'] ?? fields['@timestamp'],
      latencyMs: ns === undefined ? undefined : Math.round(ns / 1e6),
      status: numberOf(fields['http.response.status_code']) ?? 0,
      user: who['user.id'],
      organisation: who['organization.id'],
      model: fields['aws_bedrock.invocation.model_id'],
    },
    sink,
  );
}

function readAccess(fields: JsonObject, who: JsonObject, sink: RecordSink): void {
  const ns = numberOf(fields['event.duration']);
  webAccessLog.read(
    {
      path: pathOf(fields) ?? '',
      method: fields['http.request.method'],
      status: fields['http.response.status_code'],
      timestamp: fields['event.start'] ?? fields['@timestamp'],
      user: who['user.id'],
      org_id: who['organization.id'],
      client_ip: who['client.address'],
      user_agent: who['user_agent.original'],
      latency_ms: ns === undefined ? undefined : Math.round(ns / 1e6),
    },
    sink,
  );
}

function pathOf(fields: JsonObject): string | undefined {
  return ['url.path', 'url.original', 'url.full'].map((name) => textOf(fields[name])).find(Boolean);
}

/** Fields of the schema under the names that spans have for them. */
function circumstancesOf(value: JsonObject, fields: JsonObject): JsonObject {
  const labels = objectOf(value['labels']);
  const first = (...found: readonly unknown[]): unknown => found.find((one) => one !== undefined && one !== null);
  const who = {
    'user.id': first(
      fields['user.id'],
      fields['user.name'],
      fields['user.email'],
      fields['gen_ai.user.id'],
      ...FIELD_NAMES.user.map((name) => labels[name]),
    ),
    'organization.id': first(fields['organization.id'], fields['organization.name']),
    'client.address': first(
      fields['client.ip'],
      fields['source.ip'],
      fields['client.address'],
      fields['source.address'],
    ),
    'user_agent.original': fields['user_agent.original'],
    'gen_ai.request.model': first(fields['gen_ai.request.model'], fields['gen_ai.request.model.id']),
  };
  return Object.fromEntries(Object.entries(who).filter(([, one]) => one !== undefined));
}

/** Deepest object whose fields are taken out, and most of them: a document has a few hundred at most. */
const MAX_DEPTH = 8;
const MAX_FIELDS = 2000;

/** The fields of a document with dots in their names; labels of APM under the names of the attributes that they were. */
function flatFields(value: JsonObject): JsonObject {
  const flat: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  let left = MAX_FIELDS;
  // Level by level: what stands deep in a body leaves room for the fields of the schema, which do not.
  let level: (readonly [object: JsonObject, prefix: string])[] = [[value, '']];
  for (let depth = 0; level.length > 0; depth++) {
    const deeper: typeof level = [];
    for (const [object, prefix] of level) {
      for (const name in object) {
        if (left-- <= 0) break;
        const item = object[name];
        if (isObject(item) && depth < MAX_DEPTH) deeper.push([item, `${prefix}${name}.`]);
        else flat[prefix + name] = item;
      }
    }
    level = deeper;
  }
  for (const labels of [value['labels'], value['numeric_labels']]) {
    for (const [name, item] of Object.entries(objectOf(labels))) {
      if (name.startsWith('gen_ai_') || name.startsWith('llm_')) flat[attributeOf(name)] ??= item;
    }
  }
  return flat;
}

function attributeOf(label: string): string {
  return label
    .replace(/^(gen_ai|llm)_/, '$1.')
    .replace(/^(gen_ai|llm)\.(request|response|usage|operation|input|output|prompt|completion)_/, '$1.$2.')
    .replace(/\.(\d{1,4})_/, '.$1.');
}
