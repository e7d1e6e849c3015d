/** A client may nest what nobody reads, or what is read, as deeply as its server takes it: no call is passed over for that. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLog } from '../../../../test/harness/read-log.ts';

const asked = '"messages":[{"role":"user","content":"task"}]';
const LINES: Readonly<Record<string, (deep: string) => string>> = {
  'a field of LiteLLM': (deep) =>
    `{"id":"a","call_type":"acompletion","startTime":1777881600,"model":"m","metadata":{"requester_metadata":${deep}},${asked}}`,
  'the definition of a tool': (deep) =>
    `{"ts":1777881600,"user_id":"u","request":{"model":"m",${asked},"tools":[{"name":"a","input_schema":${deep}}]},"response":{}}`,
  'what a tool gave': (deep) =>
    `{"ts":1777881600,"user_id":"u","request":{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"task"},{"type":"tool_result","content":${deep}}]}]},"response":{}}`,
  'JSON in a text': (deep) =>
    `{"ts":1777881600,"user_id":"u","request":{"model":"m","messages":[{"role":"user","content":"task"},{"role":"assistant","tool_calls":[{"function":{"name":"a","arguments":${JSON.stringify(deep)}}}]}]},"response":{}}`,
  'a part of a trace': (deep) =>
    `{"id":"o","type":"GENERATION","traceId":"t","startTime":"2026-05-04T08:00:00Z","userId":"u","input":{${asked},"x":${deep}}}`,
  'a span after another one': (deep) => {
    const span = (text: string): object => ({
      attributes: [
        { key: 'gen_ai.operation.name', value: { stringValue: 'chat' } },
        { key: 'gen_ai.input.messages', value: { stringValue: text } },
      ],
    });
    const [plain, nested] = [
      '',
      `,{"role":"assistant","parts":[{"type":"tool_call","name":"a","arguments":${deep}}]}`,
    ].map((more) => span(`[{"role":"user","parts":[{"type":"text","content":"task"}]}${more}]`));
    return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [plain, nested, plain] }] }] });
  },
};

for (const [name, line] of Object.entries(LINES))
  test(`a call is read whose client nests deeply: ${name}`, () => {
    for (const levels of [1, 700, 9000]) {
      for (const deep of [
        `${'['.repeat(levels)}${']'.repeat(levels)}`,
        `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`,
      ])
        for (const text of [`${line(deep)}\n`, `[${line(deep)}]\n`, `[\n${line(deep)}\n]\n`]) {
          const { requests, counts } = readLog(text);
          assert.equal(requests.length, name.startsWith('a span') ? 3 : 1, `${levels} levels`);
          assert.ok(requests.every(({ messages }) => messages.some(({ text: said }) => said === 'task')));
          assert.equal(counts.rejected, 0);
        }
    }
  });
