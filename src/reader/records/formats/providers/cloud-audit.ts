import { isObject, type JsonObject, objectOf, textOf } from '../../fields/json.ts';
import { fill, type Format, newRecord, type RecordSink } from '../kit.ts';

/** AWS CloudTrail: who called Bedrock, when and from where, never the text. Other events are passed over. */
export const cloudTrail: Format = {
  name: 'cloud-audit',
  facts:
    'documentation | time account address agent status | Audit logs of clouds: AWS CloudTrail for Bedrock, Google Cloud Audit Logs for Vertex AI, Microsoft 365 Copilot in Purview',
  matches: (value) =>
    typeof value['eventSource'] === 'string' &&
    typeof value['eventName'] === 'string' &&
    isObject(value['userIdentity']),
  read: readTrail,
};

/** Google Cloud Audit Logs: the same of Vertex AI. */
export const googleAudit: Format = {
  name: 'cloud-audit',
  facts: cloudTrail.facts,
  matches: (value) => /AuditLog$/.test(textOf(objectOf(value['protoPayload'])['@type']) ?? ''),
  read: readGoogle,
};

const FIELDS = `user=UserId project=OrganizationId organisation=OrganizationId address=ClientIP
  userAgent=CopilotEventData/AppHost id=Id session=CopilotEventData/ThreadId`;

/** Audit records of Microsoft 365: who asked Copilot, when and in which program, never the text. */
export const copilotAudit: Format = {
  name: 'cloud-audit',
  facts: cloudTrail.facts,
  matches: (value) => isObject(value['CopilotEventData']),
  read: (event, sink) => {
    const record = newRecord('cloud-audit');

    const time = textOf(event['CreationTime']);
    // Times are UTC, and do not say so.
    // Times are UTC, and do not say so.
    fill(record, event, FIELDS, { time: time !== undefined && /\d$/.test(time) ? `${time}Z` : time });
    record.status = 'ok';
    sink.request(record);
  },
};

const OTHER = 'cloud event that is not a model call';

const TRAIL_FIELDS = `time=eventTime principal=userIdentity/arn|userIdentity/principalId project=userIdentity/accountId
  organisation=userIdentity/accountId address=sourceIPAddress userAgent=userAgent id=requestID`;

function readTrail(event: JsonObject, sink: RecordSink): void {
  const isCall =
    event['eventSource'] === 'bedrock.amazonaws.com' || event['eventSource'] === 'bedrock-runtime.amazonaws.com';
  if (!isCall || !/^(?:InvokeModel|Converse)/.test(textOf(event['eventName']) ?? '')) return sink.skip(OTHER);
  const record = newRecord('cloud-audit');

  fill(record, event, TRAIL_FIELDS, {
    model: textOf(objectOf(event['requestParameters'])['modelId'])?.split('/').at(-1),
  });
  record.status = event['errorCode'] === undefined || event['errorCode'] === null ? 'ok' : 'error';
  sink.request(record);
}

const GOOGLE_FIELDS = `time=timestamp principal=protoPayload/authenticationInfo/principalEmail
  address=protoPayload/requestMetadata/callerIp userAgent=protoPayload/requestMetadata/callerSuppliedUserAgent
  id=insertId`;

function readGoogle(entry: JsonObject, sink: RecordSink): void {
  const payload = objectOf(entry['protoPayload']);
  const method = textOf(payload['methodName']) ?? '';
  const isCall = /(?:GenerateContent|StreamRawPredict|RawPredict|ChatCompletions)$/i.test(method);
  if (payload['serviceName'] !== 'aiplatform.googleapis.com' || !isCall) return sink.skip(OTHER);
  const record = newRecord('cloud-audit');
  const resource = textOf(payload['resourceName']) ?? '';

  const project = /^projects\/([^/]+)/.exec(resource)?.[1];
  fill(record, entry, GOOGLE_FIELDS, { project, organisation: project, model: resource.split('/models/')[1] });
  const { code } = objectOf(payload['status']);
  record.status = code === undefined || code === 0 ? 'ok' : 'error';
  sink.request(record);
}
