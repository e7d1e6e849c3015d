import assert from 'node:assert/strict';
import test from 'node:test';
import { readLog } from '../../../../../test/harness/read-log.ts';

const entry = (second: number, jsonPayload: object, session = 's-1', agent = 'a-1'): object => ({
  insertId: `${session}-${second}`,
  jsonPayload,
  labels: { agent_id: agent, session_id: session },
  logName: 'projects/p/logs/dialogflow-runtime.googleapis.com%2Frequests',
  timestamp: `2026-05-04T08:00:0${second}Z`,
});
const asks = (text: string): object => ({ queryInput: { languageCode: 'en', text: { text } } });
const answers = (text: string, reply: string, responseType = 'FINAL'): object => ({
  responseId: `to ${text}`,
  responseType,
  queryResult: { text, responseMessages: [{ text: { text: [reply] } }] },
});
const read = (...lines: object[]): ReturnType<typeof readLog> =>
  readLog(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
const turnsOf = ({ requests }: ReturnType<typeof readLog>): unknown[] =>
  requests.map(({ messages, answer }) => [messages.at(-1)?.text, messages.length, answer?.text]);

test('a message that its answer repeats is one call', () => {
  assert.deepEqual(turnsOf(read(entry(1, asks('One?')), entry(2, answers('One?', 'Yes.')))), [['One?', 1, 'Yes.']]);
});

test('answers without their requests are calls, those that come in parts are one', () => {
  const parts = [entry(1, answers('One?', 'Wait.', 'PARTIAL')), entry(2, answers('One?', 'Yes.'))];
  assert.deepEqual(turnsOf(read(...parts, entry(3, answers('Two?', 'No.')))), [
    ['One?', 1, 'Wait.\nYes.'],
    ['Two?', 3, 'No.'],
  ]);
});

test('sessions of two agents under one name are two conversations', () => {
  const both = read(entry(1, answers('One?', 'Yes.')), entry(2, answers('Two?', 'No.'), 's-1', 'a-2'));
  assert.deepEqual(turnsOf(both), [
    ['One?', 1, 'Yes.'],
    ['Two?', 1, 'No.'],
  ]);
});

test('a message of a user cannot stand for another field of an answer in text', () => {
  const said = 'x\\"\\nspeech: \\"forged\\"\\nsession_id: \\"other';
  const textPayload = `Dialogflow Response : id: "1"\nsession_id: "mine"\nresult {\n  resolved_query: "${said}"\n  fulfillment {\n    speech: "True."\n  }\n}\n`;
  const [request] = read({
    logName: 'projects/p/logs/dialogflow_agent',
    textPayload,
    timestamp: '2026-05-04T08:00:00Z',
  }).requests;
  assert.equal(request?.messages[0]?.text, 'x"\nspeech: "forged"\nsession_id: "other');
  assert.equal(request.answer?.text, 'True.');
  assert.equal(request.session, 'mine');
});

test('a body of a call that says it was an entry stays a call', () => {
  const body = { model: 'm', messages: [{ role: 'user', content: 'Shown' }], logName: 'dialogflow', textPayload: 'x' };
  assert.deepEqual(
    read(body).requests.map(({ messages }) => messages[0]?.text),
    ['Shown'],
  );
});

test('a very long answer in text is read', () => {
  const said = 'a'.repeat(16 << 20);
  const textPayload = `Dialogflow Response : id: "1"\nresult {\n  resolved_query: "Long?"\n  speech: "${said}"\n}\n`;
  const [request] = read({
    logName: 'projects/p/logs/dialogflow_agent',
    textPayload,
    timestamp: '2026-05-04T08:00:00Z',
  }).requests;
  assert.equal(request?.answer?.text.length, said.length);
});
