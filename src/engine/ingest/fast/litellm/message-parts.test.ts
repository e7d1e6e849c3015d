import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertSame } from '../../../../../test/harness/both-ways.ts';

/** A line of LiteLLM with these messages. */
const line = (messages: readonly unknown[]): Buffer =>
  Buffer.from(
    JSON.stringify({
      id: 'chatcmpl-0123456789abcdef',
      call_type: 'acompletion',
      status: 'success',
      startTime: 1772409627.550389,
      model: 'claude-sonnet-4-5',
      metadata: { user_api_key_hash: 'k1', user_agent: 'curl/8' },
      messages,
    }),
  );

const PICTURE = { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } };
const DRAWN = { type: 'image_url', image_url: { url: `data:image/png;base64,${'QUJD'.repeat(200)}` } };
const PART = { type: 'text', text: 'Part of the text' };

/** Contents that are lists. */
const LISTS: readonly unknown[] = [
  [PART],
  [PART, PICTURE],
  [PICTURE],
  [DRAWN],
  [PART, DRAWN],
  [PART, { ...DRAWN, type: 'input_audio' }],
  [{ ...PART, image_url: DRAWN.image_url }],
  [PART, { type: 'image_url', image_url: DRAWN.image_url.url }],
  [PART, { type: 'image_url', image_url: { source: 'x', ...DRAWN.image_url } }],
  [PART, { type: 'image', source: { type: 'base64', data: 'QUJD'.repeat(200) } }],
  [PART, { type: 'input_audio', data: 'QUJD'.repeat(200) }],
  [],
  [PART, PART],
  [PART, null],
  ['Part', PART],
  [{ ...PART, text: '' }, PICTURE],
  [{ ...PART, text: null }, PICTURE],
  [{ ...PART, type: 'thinking' }],
  [{ ...PART, type: null }, PART],
  [{ text: 'no type' }],
  [PART, { ...PICTURE, text: 'beside it' }],
  [PART, { ...PICTURE, refusal: 'no' }],
  [
    PART,
    { type: 'image', source: { type: 'base64', data: 'AA' } },
    { type: 'file', file: {} },
    { type: 'input_audio' },
  ],
  [PART, { type: 'document', content: [PART] }],
  [PART, { type: 'tool_result', content: 'found' }],
  [{ ...PART, cachePoint: null }],
  [{ ...PART, reasoningContent: {} }],
  [{ ...PART, thought: true }],
  [{ ...PART, toolUse: { name: 'f', input: {} } }],
  [{ ...PART, text: 'redacted-by-litellm' }],
  [{ ...PART, text: '\ud800 \u00e9 Ü' }, PICTURE],
];

test('pictures beside a text, and the one text of a message in a list, are read from their bytes', () => {
  const text = { type: 'text', text: 'What does “this” picture show?', cache_control: { type: 'ephemeral' } };
  const system = { role: 'system', content: [{ type: 'text', text: 'Be brief.' }] };
  for (const content of [[text], [text, PICTURE, PICTURE], [PICTURE, text], [DRAWN, text, PICTURE, DRAWN]]) {
    assert.equal(assertSame(line([system, { role: 'user', content }]), `${content.length} parts`), 1);
    assert.equal(assertSame(line([system, { content, role: 'user' }]), `${content.length} parts before the role`), 1);
  }
});

test('a list of any kind, in a message of any role, is read as the general reader reads it', () => {
  const question = { role: 'user', content: 'Why is the sky blue?' };
  for (const content of LISTS) {
    for (const role of ['system', 'user', 'assistant', 'tool', 'root']) {
      const what = `${role}: ${JSON.stringify(content)}`;
      assertSame(line([{ role, content }, question]), what);
      assertSame(line([question, { role, content }, { role, content: 'And so on.' }]), `${what}, later`);
    }
  }
});

test('the rest of a line with an unusual part is not taken for the next line', () => {
  const broken = line([{ role: 'user', content: [PICTURE, { type: 'odd' }] }]);
  const whole = line([{ role: 'user', content: [PICTURE, { ...PART, text: 'Another text' }] }]);
  assertSame(Buffer.concat([broken, Buffer.from('\n'), whole]), 'one after the other');
});
