import { readRequestBody, readResponseBody, requestDialect } from '../../dialects/bodies.ts';
import { readCaller } from '../../callers/caller.ts';
import { readPlainHeaders, userInHeaders } from '../../callers/headers.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { isObject, type JsonObject, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { clientFields } from '../../fields/origin.ts';
import { emit, type Format, newRecord, type RecordSink, set } from '../kit.ts';

/**
 * Requests and answers that KServe's logger sends on or stores, each by itself and joined by their id: as CloudEvents, and as the
 * JSON, CSV or Parquet of its blob storage (pkg/logger in https://github.com/kserve/kserve).
 */
export const kserve: Format = {
  name: 'kserve',
  facts:
    'source code | time account agent system messages parameters answer tokens status | KServe: payload logs as CloudEvents and in blob storage, requests and answers joined',
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
    for (const [at, request] of requests!.entries()) emitCall(request, responses![at], sink);
    return;
  }
  for (const request of requests!) emitCall(request, undefined, sink);
  for (const response of responses!) {
    if (requests!.length > 0) sink.leave?.(response, 'answer under an id that several requests have');
    else if (sink.hasRequests === true) sink.leave?.(response, 'answer on a line of its own, without its request');
    else emitCall(undefined, response, sink);
  }
}

function emitCall(request: JsonObject | undefined, response: JsonObject | undefined, sink: RecordSink): void {
  const piece = request ?? response!;
  const record = newRecord('kserve');
  const asked = objectOf(request === undefined ? undefined : unpackJson(bodyOf(request)));
  readRequestBody(asked, record);
  if (response !== undefined) readResponseBody(bodyOf(response), record);
  set(record, { time: piece['time'], end: request === undefined ? undefined : response?.['time'] });
  const headers = unpackJson(piece['metadata'] ?? piece['Metadata']);
  if (isObject(headers)) {
    readPlainHeaders(headers, record);
    if (record.account === undefined) chooseAccount(record, { user: userInHeaders(headers) });
  }
  readCaller(clientFields(asked), record);
  set(record, {
    id: piece['id'] ?? piece['Id'],
    model: piece['inferenceservicename'] ?? piece['InferenceService'] ?? piece['inferenceService'],
  });
  // Answers are logged of calls that went well.
  if (response !== undefined) record.status = 'ok';
  emit(record, sink, { at: piece, own: () => ({ ...asked, headers }) });
}
