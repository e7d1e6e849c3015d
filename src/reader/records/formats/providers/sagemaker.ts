import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { readCaller } from '../../callers/caller.ts';
import { isObject, type JsonObject, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { clientFields } from '../../fields/origin.ts';
import { OTHER_CALL } from '../http-call.ts';
import { emit, type Format, newRecord, type RecordSink, set } from '../kit.ts';

/**
 * What an endpoint of Amazon SageMaker was sent and gave back, as its data capture keeps it in S3
 * (https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture-endpoint.html). Nothing in it says who called.
 */
export const sagemaker: Format = {
  name: 'sagemaker',
  facts:
    'documentation | time account system messages parameters answer tokens status | Amazon SageMaker: data capture of endpoints',
  matches: (value) => isObject(value['captureData']) && isObject(value['eventMetadata']),
  read,
};

function read(value: JsonObject, sink: RecordSink): void {
  const { endpointInput, endpointOutput } = objectOf(value['captureData']);
  const asked = unpackJson(bodyOf(endpointInput));
  const record = newRecord('sagemaker');
  if (!readRequestBody(asked, record)) {
    // Tables of numbers are for models of other kinds.
    if (textOf(objectOf(endpointInput)['observedContentType'])?.startsWith('text/csv') === true) sink.skip(OTHER_CALL);
    else sink.reject('model call with a body in no known form');
    return;
  }
  const isAnswered = readResponseBody(bodyOf(endpointOutput), record);
  const about = objectOf(value['eventMetadata']);
  set(record, { time: about['inferenceTime'], id: about['inferenceId'] ?? about['eventId'] });
  readCaller(clientFields(asked), record);
  if (isAnswered) record.status = 'ok';
  emit(record, sink);
}

/** A body, which may be in base64. */
function bodyOf(side: unknown): unknown {
  const { data, encoding } = objectOf(side);
  return encoding === 'BASE64' && typeof data === 'string' ? Buffer.from(data, 'base64').toString('utf8') : data;
}
