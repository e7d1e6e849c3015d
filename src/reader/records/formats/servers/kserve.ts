import { readRequestBody, readResponseBody, requestDialect } from '../../dialects/bodies.ts';
import { readCaller } from '../../callers/caller.ts';
import { readPlainHeaders, userInHeaders } from '../../callers/headers.ts';
import { markContent } from '../../fields/content.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { isObject, type JsonObject, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { clientFields } from '../../fields/origin.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { newRecord } from '../../fields/request.ts';
import { setMissingNumber, setMissingText } from '../../fields/set-missing.ts';
import { readTime } from '../../fields/time.ts';
import type { Format } from '../format.ts';

/**
 * Requests and answers that KServe's logger sends on or stores, each by itself and joined by their id: as CloudEvents, and as the
 * JSON, CSV or Parquet of its blob storage (pkg/logger in https://github.com/kserve/kserve).
 */
export const kserve: Format = {
  name: 'kserve',
  facts: {
    title: 'KServe: payload logs as CloudEvents and in blob storage, requests and answers joined',
    gives: ['time', 'account', 'agent', 'system', 'messages', 'parameters', 'answer', 'tokens', 'status'],
    source: 'source code',
  },
  matches: (value) => kindOf(value) !== undefined,
  read: (value, sink) => {
    const isRequest = kindOf(value) === 'request';
    const body = unpackJson(bodyOf(value));
    if (isRequest && requestDialect(objectOf(body)) === undefined) {
      sink.reject('model call with a body in no known form');
    } else if (!isRequest && !readResponseBody(body, newRecord('kserve'))) {
      sink.skip('answer that is in no known form');
    } else {
      const id = textOf(value['id'] ?? value['Id']);
      if (id === undefined || !sink.piece('kserve', id, value)) join([value], sink);
    }
  },
  join,
  asks: (value) => kindOf(value) === 'request',
};

const KIND = /^org\.kubeflow\.serving\.inference\.(request|response)$/;

function kindOf(value: JsonObject): string | undefined {
  return KIND.exec(textOf(value['type'] ?? value['ReqType'] ?? value['reqType']) ?? '')?.[1];
}

function bodyOf(value: JsonObject): unknown {
  const bytes = value['data_base64'] ?? value['Bytes'] ?? value['bytes'];
  return typeof bytes === 'string' ? Buffer.from(bytes, 'base64').toString('utf8') : value['data'];
}

/** A caller may choose the id. With as many requests as answers they belong together in their order, else nobody can tell. */
function join(pieces: readonly JsonObject[], sink: RecordSink): void {
  const [requests, responses] = ['request', 'response'].map((kind) => pieces.filter((piece) => kindOf(piece) === kind));
  if (requests!.length === responses!.length) {
    for (const [at, request] of requests!.entries()) emit(request, responses![at], sink);
    return;
  }
  for (const request of requests!) emit(request, undefined, sink);
  for (const response of responses!) {
    if (requests!.length > 0) sink.leave?.(response, 'answer under an id that several requests have');
    else if (sink.hasRequests === true) sink.leave?.(response, 'answer on a line of its own, without its request');
    else emit(undefined, response, sink);
  }
}

function emit(request: JsonObject | undefined, response: JsonObject | undefined, sink: RecordSink): void {
  const piece = request ?? response!;
  const record = newRecord('kserve');
  const asked = objectOf(request === undefined ? undefined : unpackJson(bodyOf(request)));
  readRequestBody(asked, record);
  if (response !== undefined) readResponseBody(bodyOf(response), record);
  readTime(record, piece['time']);
  const answered = newRecord('kserve');
  if (request !== undefined && record.time !== undefined && readTime(answered, response?.['time']))
    setMissingNumber(record, 'latencyMs', (answered.time ?? NaN) - record.time);
  const headers = unpackJson(piece['metadata'] ?? piece['Metadata']);
  if (isObject(headers)) {
    readPlainHeaders(headers, record);
    if (record.account === undefined) chooseAccount(record, { user: userInHeaders(headers) });
  }
  readCaller(clientFields(asked), record);
  setMissingText(record, 'id', piece['id'] ?? piece['Id']);
  setMissingText(
    record,
    'model',
    piece['inferenceservicename'] ?? piece['InferenceService'] ?? piece['inferenceService'],
  );
  // Answers are logged of calls that went well.
  if (response !== undefined) record.status = 'ok';
  markContent(record);
  sink.at(piece);
  sink.within(() => ({ ...asked, headers }));
  sink.request(record);
}
