/** Bodies of all dialects, streamed events, Python notation and binary event streams, without a format around them. */
import { readRequestBody, readResponseBody } from '../../../src/reader/records/dialects/bodies.ts';
import { readTemplatedPrompt } from '../../../src/reader/records/dialects/chat-template.ts';
import { readEventStream } from '../../../src/reader/records/dialects/event-stream.ts';
import { newRecord } from '../../../src/reader/records/fields/request.ts';
import { readPython, readPythonFields } from '../../../src/reader/records/fields/python-literal.ts';
import { keptHistory } from '../../../src/reader/records/formats/transcript.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { linesOf, sampleLogs, seedsOf } from '../seed-files.ts';
import { checkRecord } from './records.ts';

function run(input: Buffer): string {
  const text = input.toString('utf8');
  const record = newRecord('fuzz');
  const isRequest = readRequestBody(text, record);
  const isResponse = readResponseBody(text, record);
  checkRecord(record);
  keptHistory(record.messages);
  const templated = newRecord('fuzz');
  readTemplatedPrompt(text, templated);
  checkRecord(templated);
  const python = readPython(text);
  const fields = readPythonFields(text, 0);
  const events = readEventStream(input);
  const { messages, answer, tools } = record;
  return JSON.stringify([
    isRequest,
    isResponse,
    messages.slice(0, 4).map(({ role, media, toolCalls }) => [role, media ?? 0, toolCalls !== undefined]),
    answer && [answer.finish, answer.toolCalls !== ''],
    Math.min(tools.length, 3),
    templated.messages.slice(0, 3).map(({ role }) => role),
    typeof python,
    Object.keys(fields.fields).slice(0, 4),
    events === undefined,
  ]);
}

export const bodies: FuzzTarget = {
  name: 'bodies',
  text: 'body dialects, event streams, Python notation',
  seeds: () => [...seedsOf('bodies'), ...linesOf(sampleLogs(/raw|vendor|chat|batch|bod/))],
  run,
};
