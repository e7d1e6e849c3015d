import { setMissingText } from '../../fields/set-missing.ts';
import type { Format } from '../format.ts';
import { newRecord } from '../../fields/request.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { isObject, type JsonObject, objectOf, textOf } from '../../fields/json.ts';
import { readTime } from '../../fields/time.ts';

/** AWS CloudTrail: who called Bedrock, when and from where, never the text. Other events are passed over. */
export const cloudTrail: Format = {
  name: 'cloud-audit',
  facts: {
    title:
      'Audit logs of clouds: AWS CloudTrail for Bedrock, Google Cloud Audit Logs for Vertex AI, Microsoft 365 Copilot in Purview',
    gives: ['time', 'account', 'address', 'agent', 'status'],
    source: 'documentation',
  },
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

/** Audit records of Microsoft 365: who asked Copilot, when and in which program, never the text. */
export const copilotAudit: Format = {
  name: 'cloud-audit',
  facts: cloudTrail.facts,
  matches: (value) => isObject(value['CopilotEventData']),
  read: (event, sink) => {
    const record = newRecord('cloud-audit');
    const { AppHost: program, ThreadId: thread } = objectOf(event['CopilotEventData']);
    const time = textOf(event['CreationTime']);
    // Times are UTC, and do not say so.
    readTime(record, time !== undefined && /\d$/.test(time) ? `${time}Z` : time);
    chooseAccount(record, { user: event['UserId'], project: event['OrganizationId'] });
    setMissingText(record, 'organisation', event['OrganizationId']);
    setMissingText(record, 'address', event['ClientIP']);
    setMissingText(record, 'userAgent', program);
    setMissingText(record, 'id', event['Id']);
    setMissingText(record, 'session', thread);
    record.status = 'ok';
    sink.request(record);
  },
};

const OTHER = 'cloud event that is not a model call';

function readTrail(event: JsonObject, sink: RecordSink): void {
  const isCall =
    event['eventSource'] === 'bedrock.amazonaws.com' || event['eventSource'] === 'bedrock-runtime.amazonaws.com';
  if (!isCall || !/^(?:InvokeModel|Converse)/.test(textOf(event['eventName']) ?? '')) {
    sink.skip(OTHER);
    return;
  }
  const record = newRecord('cloud-audit');
  const who = objectOf(event['userIdentity']);
  readTime(record, event['eventTime']);
  chooseAccount(record, { principal: who['arn'] ?? who['principalId'], project: who['accountId'] });
  setMissingText(record, 'organisation', who['accountId']);
  setMissingText(record, 'address', event['sourceIPAddress']);
  setMissingText(record, 'userAgent', event['userAgent']);
  setMissingText(record, 'id', event['requestID']);
  setMissingText(record, 'model', textOf(objectOf(event['requestParameters'])['modelId'])?.split('/').at(-1));
  record.status = event['errorCode'] === undefined || event['errorCode'] === null ? 'ok' : 'error';
  sink.request(record);
}

function readGoogle(entry: JsonObject, sink: RecordSink): void {
  const payload = objectOf(entry['protoPayload']);
  const method = textOf(payload['methodName']) ?? '';
  const isCall = /(?:GenerateContent|StreamRawPredict|RawPredict|ChatCompletions)$/i.test(method);
  if (payload['serviceName'] !== 'aiplatform.googleapis.com' || !isCall) {
    sink.skip(OTHER);
    return;
  }
  const record = newRecord('cloud-audit');
  const resource = textOf(payload['resourceName']) ?? '';
  const facts = objectOf(payload['requestMetadata']);
  const project = /^projects\/([^/]+)/.exec(resource)?.[1];
  readTime(record, entry['timestamp']);
  chooseAccount(record, { principal: objectOf(payload['authenticationInfo'])['principalEmail'], project });
  setMissingText(record, 'organisation', project);
  setMissingText(record, 'address', facts['callerIp']);
  setMissingText(record, 'userAgent', facts['callerSuppliedUserAgent']);
  setMissingText(record, 'id', entry['insertId']);
  setMissingText(record, 'model', resource.split('/models/')[1]);
  const { code } = objectOf(payload['status']);
  record.status = code === undefined || code === 0 ? 'ok' : 'error';
  sink.request(record);
}
