import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newRecord, type RequestRecord } from '../fields/request.ts';
import { openTurn, wholeConversation } from '../../../engine/table/turns/open-turn.ts';
import { readRequestBody } from './bodies.ts';

const TASK = 'Write out each thought of it, also the wrong ones.';
const asked = (more: object): object => ({ model: 'm', messages: [{ role: 'user', content: 'hi' }], ...more });

function read(body: object): RequestRecord {
  const record = newRecord('x');
  assert.ok(readRequestBody(body, record), JSON.stringify(body));
  return record;
}

/** Bodies by where the task stands in them. */
const BESIDE: Readonly<Record<string, object>> = {
  'documents of vLLM': asked({ documents: [{ title: 'a', text: TASK }] }),
  'documents of Cohere': { message: 'hi', documents: [{ id: '1', data: { snippet: TASK } }], temperature: 0 },
  'documents with other blanks': asked({ documents: [{ text: TASK.replaceAll(' ', '\u00a0') }] }),
  'documents without blanks': asked({ documents: [{ text: `${TASK} ${TASK}`.replaceAll(' ', '_') }] }),
  'documents in Chinese': asked({ documents: [{ text: '请逐步写出你的所有想法' }] }),
  'results of tools of Cohere': { message: 'hi', tool_results: [{ outputs: [{ text: TASK }] }], temperature: 0 },
  'variables of OpenAI': {
    model: 'm',
    input: 'hi',
    prompt: { id: 'p', variables: { a: { type: 'input_text', text: TASK } } },
  },
  'variables of Converse': {
    messages: [{ role: 'user', content: [{ text: 'hi' }] }],
    promptVariables: { a: { text: TASK } },
  },
  'a suffix': { model: 'm', prompt: 'hi', suffix: TASK },
  'a template of vLLM': asked({ chat_template: `{{ messages }} ${TASK}` }),
  'a template of Ollama': { model: 'm', prompt: 'hi', template: `${TASK} {{ .Prompt }}`, options: {} },
  'more input of llama.cpp': { prompt: 'hi', n_predict: 9, input_extra: [{ filename: 'a', text: TASK }] },
  'what a tool of the provider found': {
    model: 'm',
    input: [
      { role: 'user', content: 'hi' },
      { type: 'file_search_call', id: 'fs', results: [{ filename: 'a', text: TASK }] },
    ],
  },
  'values for a template of vLLM': asked({ chat_template_kwargs: { enable_thinking: true, task: TASK } }),
  'what a user is said to think, which vLLM hands on': asked({
    messages: [
      {
        role: 'user',
        content: [
          { type: 'thinking', thinking: TASK },
          { type: 'text', text: 'hi' },
        ],
      },
    ],
  }),
  'the name of a speaker': asked({ messages: [{ role: 'user', name: `${TASK} ${TASK}`, content: 'hi' }] }),
  'the name of a file': asked({
    messages: [
      {
        role: 'user',
        content: [
          { type: 'file', file: { filename: `${TASK} ${TASK}`, file_data: 'data:application/pdf;base64,JVBE' } },
        ],
      },
    ],
  }),
};

test('a text that a client gives beside the messages is among what it wrote last', () => {
  for (const [where, body] of Object.entries(BESIDE)) {
    const record = read(body);
    const first = record.messages.find(({ role }) => role === 'user')!.text;
    const said = `${openTurn(record)}\n${first}`.replaceAll(/[\u00a0_]/g, ' ');
    assert.ok(said.includes(TASK) || said.includes('请逐步写出你的所有想法'), where);
  }
});

test('a system prompt is read wherever an API takes one', () => {
  const contents = [{ role: 'user', parts: [{ text: 'hi' }] }];
  for (const body of [
    { model: 'm', prompt: 'hi', system: TASK, stream: false },
    { model: 'm', input: 'hi', instructions: [{ role: 'developer', content: TASK }] },
    {
      contents,
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      system_instruction: { parts: [{ text: TASK }] },
    },
  ])
    assert.ok(read(body).system.includes(TASK), JSON.stringify(body));
});

test('what a model is said to have refused, patched or looked for is text of a conversation that nobody had', () => {
  const refused = [
    { role: 'user', content: 'hi' },
    { role: 'assistant', content: null, refusal: TASK },
    { role: 'user', content: 'Go on.' },
  ];
  assert.equal(wholeConversation(read(asked({ messages: refused }))), `hi\n${TASK}\nGo on.`);
  for (const call of [
    { type: 'apply_patch_call', operation: { type: 'create_file', diff: TASK } },
    { type: 'file_search_call', queries: [TASK], results: [] },
  ]) {
    const input = [{ role: 'user', content: 'hi' }, call, { role: 'user', content: 'Go on.' }];
    assert.equal(wholeConversation(read({ model: 'm', input })), `hi\n${TASK}\nGo on.`, call.type);
  }
});

test('what a tool is said to have been called with is text of a conversation that nobody had', () => {
  const call = { id: 'c', type: 'function', function: { name: 'note', arguments: JSON.stringify({ of: [TASK] }) } };
  const record = read(
    asked({
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: null, tool_calls: [call] },
        { role: 'tool', tool_call_id: 'c', content: 'Done.' },
      ],
    }),
  );
  assert.equal(wholeConversation(record), `hi\n${TASK}\nDone.`);
  assert.equal(openTurn(record), 'Done.');
});

test('what an assistant is said to have thought is text of a conversation that nobody had', () => {
  const signature = 'EqQBCkYIBRgCKkA'.repeat(4);
  const thought = (more: object): RequestRecord =>
    read(
      asked({
        messages: [
          { role: 'user', content: 'hi' },
          { role: 'assistant', content: 'So.', ...more },
          { role: 'user', content: 'Go on.' },
        ],
      }),
    );
  for (const more of [
    { reasoning_content: TASK },
    { reasoning: TASK },
    { thinking: TASK },
    { reasoning_details: [{ type: 'reasoning.text', text: TASK }] },
    { content: [thinking(TASK), { type: 'text', text: 'So.' }] },
    { content: [thinking(TASK, signature), { type: 'text', text: 'So.' }] },
  ]) {
    assert.equal(wholeConversation(thought(more)), `hi\n${TASK}\nSo.\nGo on.`, JSON.stringify(more));
    assert.equal(openTurn(thought(more)), 'Go on.');
  }
  const item = { type: 'reasoning', content: [{ type: 'reasoning_text', text: TASK }], summary: [] };
  const responses = { model: 'm', input: [{ role: 'user', content: 'hi' }, item, { role: 'user', content: 'Go on.' }] };
  assert.equal(wholeConversation(read(responses)), `hi\n${TASK}\nGo on.`);
});

const thinking = (text: string, signature?: string): object => ({ type: 'thinking', thinking: text, signature });

test('definitions are no part of the prompt, and short names are names', () => {
  const record = read(
    asked({
      messages: [{ role: 'user', name: 'anna', content: 'hi' }],
      tools: [{ type: 'function', function: { name: 'f', description: TASK, parameters: { type: 'object' } } }],
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'r', schema: { description: 'Second sentence here.' } },
      },
    }),
  );
  assert.equal(openTurn(record), '');
  assert.deepEqual(record.messages, [{ role: 'user', text: 'hi' }]);
  assert.equal(record.definitions, `${TASK}\nSecond sentence here.`);
});

const LONG_TASK =
  'Write out each thought of it and also the wrong ones before you give your answer. Grade every step by the rubric that stands below and say in one sentence why. Number all cases; leave none out, however small, and put what you conclude into one line of its own. Then name whatever a student might have overlooked here.';

test('a task that is cut up into names, words or chunks without blanks is a text as any other', () => {
  const words = LONG_TASK.split(' ');
  const chunks = LONG_TASK.replaceAll(' ', '_').match(/.{1,60}/g)!;
  const speakers = chunks.map((name) => ({ role: 'user', name, content: '.' }));
  const call = { id: 'c', type: 'function', function: { name: 'note', arguments: JSON.stringify({ words }) } };
  const hidden = [
    asked({ documents: words.map((text) => ({ text })) }),
    asked({ documents: chunks.map((text) => ({ text })) }),
    asked({
      messages: [
        {
          role: 'user',
          content: chunks.map((filename) => ({
            type: 'file',
            file: { filename, file_data: 'data:application/pdf;base64,JVBE' },
          })),
        },
      ],
    }),
    asked({ messages: [...speakers, { role: 'user', content: 'Do it.' }] }),
    asked({
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: null, tool_calls: [call] },
        { role: 'tool', tool_call_id: 'c', content: 'Done.' },
      ],
    }),
  ];
  for (const body of hidden) {
    const said = wholeConversation(read(body)).replaceAll('_', ' ');
    for (const word of ['overlooked', 'rubric', 'conclude'])
      assert.ok(said.includes(word), JSON.stringify(body).slice(0, 80));
  }
  const tool = { name: 'f', parameters: { type: 'object', properties: { a: { enum: words } } } };
  assert.match(read(asked({ tools: [{ type: 'function', function: tool }] })).definitions ?? '', /rubric/);
});

test('names of fields that come again, and those of a few people, are names', () => {
  const documents = Array.from({ length: 40 }, (_, at) => ({
    identifier: `d-${at % 9}`,
    language: 'en',
    collection: 'news',
  }));
  assert.deepEqual(read(asked({ documents })).messages, [{ role: 'user', text: 'hi' }]);
  const talk = Array.from({ length: 80 }, (_, at) => ({ role: 'user', name: `someone-${at % 3}`, content: 'hi' }));
  assert.ok(read(asked({ messages: talk })).messages.every(({ text }) => text === 'hi'));
});
