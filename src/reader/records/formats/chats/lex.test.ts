import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLog } from '../../../../../test/harness/read-log.ts';

const OF_LEX = { messageVersion: '2.0', operationName: 'RecognizeText', sessionId: 's', bot: { id: 'b' } };

for (const [name, body] of Object.entries({
  chat: { messages: [{ role: 'user', content: 'Shown' }] },
  completion: { prompt: 'Shown', max_tokens: 50 },
  'text generation': { inputs: 'Shown', parameters: { max_new_tokens: 50 } },
  Gemini: { contents: [{ role: 'user', parts: [{ text: 'Shown' }] }] },
  Responses: { input: 'Shown', instructions: 'Be kind' },
})) {
  test(`no client hides a call by fields of Lex in its body: ${name}`, () => {
    const { requests } = readLog(`${JSON.stringify({ ...body, ...OF_LEX })}\n`);
    assert.deepEqual(
      requests.map(({ messages }) => messages[0]?.text),
      ['Shown'],
    );
  });
}
