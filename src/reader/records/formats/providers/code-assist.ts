import { readChat } from '../../dialects/openai-chat.ts';
import { type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import { emit, fill, type Format, newRecord, type RecordSink } from '../kit.ts';

/**
 * Gemini Code Assist and Gemini Cloud Assist in Google's Cloud Logging: an entry for the request and one for the answer, joined by
 * the id in their labels (https://cloud.google.com/gemini/docs/log-gemini).
 */
export const codeAssist: Format = {
  name: 'code-assist',
  facts:
    'documentation | time account agent system messages answer status | Gemini Code Assist and Cloud Assist: entries of Cloud Logging, joined',
  matches: (value) => kindOf(value) !== undefined,
  read: (value, sink) => {
    const kind = kindOf(value);
    const id = textOf(objectOf(value['labels'])['request_id']);
    if (kind === 'Metadata') sink.skip('what became of an answer, without its call');
    else if (id === undefined || !sink.piece('code-assist', id, value)) join([value], sink);
  },
  join,
  asks: (value) => kindOf(value) === 'Request',
};

const KIND = /google\.cloud\.cloudaicompanion\.logging\.v\d\.(Request|Response|Metadata)Log$/;

const kindOf = (value: JsonObject): string | undefined =>
  KIND.exec(textOf(objectOf(value['jsonPayload'])['@type']) ?? '')?.[1];

const FIELDS = `time=timestamp user=labels/user_id project=resource/labels/resource_container id=labels/request_id
  userAgent=labels/client_name`;

function join(entries: readonly JsonObject[], sink: RecordSink): void {
  const request = entries.find((entry) => kindOf(entry) === 'Request');
  const response = entries.find((entry) => kindOf(entry) === 'Response');
  const entry = request ?? response;
  if (entry === undefined) return;
  if (request === undefined && sink.hasRequests === true)
    return sink.leave?.(entry, 'answer on a line of its own, without its request');
  const record = newRecord('code-assist');
  if (request !== undefined) readChat(askedIn(objectOf(request['jsonPayload'])), record);
  const said = response === undefined ? undefined : saidIn(objectOf(response['jsonPayload']));
  const labels = objectOf(entry['labels']);
  fill(record, entry, FIELDS, { answer: said, end: request === undefined ? undefined : response?.['timestamp'] });
  if (response !== undefined) record.status = 'ok';
  emit(record, sink, { at: entry, own: () => ({ ...labels, labels }) });
}

/** A chat, or the code around the place that is to be completed. */
function askedIn(payload: JsonObject): readonly JsonObject[] {
  const { messages, preamble } = objectOf(objectOf(payload['taskCompletionRequest'])['input']);
  if (Array.isArray(messages)) {
    const chat = messages.map(objectOf).map(({ author, content }) => ({
      role: author === 'USER' ? 'user' : author === 'SYSTEM' ? 'system' : 'assistant',
      content,
    }));
    return textOf(preamble) === undefined ? chat : [{ role: 'system', content: preamble }, ...chat];
  }
  const code = objectOf(payload['codeCompletionRequest'] ?? payload['codeGenerationRequest']);
  const around = objectOf(objectOf(code['input_data_context'] ?? code['inputDataContext']));
  const { files } = objectOf(around['additional_context'] ?? around['additionalContext']);
  const segments = listOf(objectOf(listOf(files)[0])['segments']).map((segment) => objectOf(segment)['content']);
  const content = segments.filter((text) => typeof text === 'string').join('\n');
  return content === '' ? [] : [{ role: 'user', content }];
}

function saidIn(payload: JsonObject): string | undefined {
  const { messages } = objectOf(objectOf(payload['taskCompletionResponse'])['output']);
  const texts = listOf(messages).map((message) => textOf(objectOf(message)['content']) ?? '');
  return texts.length > 0 ? texts.join('\n') : undefined;
}
