import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLog } from '../../../../../test/harness/read-log.ts';
import { type DocumentName, LIMITS } from '../facts.ts';

const ASKED = { model: 'm', max_tokens: 9, messages: [{ role: 'user', content: 'How much leave is left?' }] };

/** Documents of each call of a log, with their hashes. */
const documents = (...lines: unknown[]): DocumentName[][] =>
  readLog(lines.map((line) => JSON.stringify(line)).join('\n')).requests.map(({ facts }) => facts?.documents ?? []);
const titles = (...lines: unknown[]): string[][] => documents(...lines).map((own) => own.map(({ title }) => title));

const chat = (message: object): unknown => ({
  request: ASKED,
  response: { choices: [{ message: { role: 'assistant', content: 'Ten days.', ...message }, finish_reason: 'stop' }] },
});
const claude = (...content: object[]): unknown => ({
  request: ASKED,
  response: { type: 'message', role: 'assistant', model: 'm', content, stop_reason: 'end_turn' },
});

test('files that OpenAI searched and cited are documents, each once, under the names of the files', () => {
  const search = {
    ...{ type: 'file_search_call', id: 'fs_1', status: 'completed', queries: ['leave'] },
    results: [
      { file_id: 'file-1', filename: 'leave.pdf', score: 0.9, text: 'Thirty days.' },
      { file_id: 'file-2', filename: 'travel.pdf', score: 0.1, text: 'Second class.' },
    ],
  };
  const annotations = [{ type: 'file_citation', index: 9, file_id: 'file-1', filename: 'leave.pdf' }];
  const said = { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Ten.', annotations }] };
  const call = {
    request: { model: 'm', input: 'How much leave is left?' },
    response: { object: 'response', model: 'm', status: 'completed', output: [search, said] },
  };
  assert.deepEqual(titles(call), [['leave.pdf', 'travel.pdf']]);
  assert.doesNotMatch(JSON.stringify(documents(call)), /Thirty days/);
});

test('citations of Azure on your data, of Chat Completions and of what LiteLLM keeps are read from the answer', () => {
  const azure = { citations: [{ content: 'Thirty.', title: 'Leave', url: null, filepath: 'leave.md', chunk_id: '0' }] };
  assert.deepEqual(titles(chat({ context: azure })), [['Leave']]);
  const page = { type: 'url_citation', url_citation: { url: 'https://w.example/help/leave?sig=SECRET', title: '' } };
  assert.deepEqual(titles(chat({ annotations: [page] })), [['leave']]);
  const both = { type: 'file_citation', file_id: 'f', file_citation: { file_id: 'g' } };
  assert.deepEqual(titles(chat({ annotations: [both] })), [['f']]);
  const kept = { citations: [[{ type: 'char_location', cited_text: 'Thirty.', document_title: 'Handbook' }]] };
  assert.deepEqual(titles(chat({ provider_specific_fields: kept })), [['Handbook']]);
});

test('citations of Anthropic are read by source or title, in whole answers and streams', () => {
  const citations = [
    { type: 'search_result_location', source: 'kb://hr/leave', title: 'Leave', cited_text: 'Thirty.' },
    { type: 'page_location', document_index: 0, document_title: 'Handbook', cited_text: 'Thirty.' },
    { type: 'char_location', document_index: 1, document_title: null, cited_text: 'No name tells which it was.' },
  ];
  const whole = claude({ type: 'text', text: 'Ten days.', citations });
  assert.deepEqual(titles(whole), [['Leave', 'Handbook']]);
  const events = [
    { type: 'message_start', message: { type: 'message', role: 'assistant', model: 'm', content: [] } },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '', citations: [] } },
    ...citations.map((citation) => ({ type: 'content_block_delta', index: 0, delta: { citation } })),
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Ten days.' } },
    { type: 'message_delta', delta: { stop_reason: 'end_turn' } },
    { type: 'message_stop' },
  ];
  const stream = events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
  assert.deepEqual(documents({ request: ASKED, response: stream }), documents(whole));
});

test('Gemini, Converse and Dify name what an answer rests on', () => {
  const groundingMetadata = {
    groundingChunks: [
      { retrievedContext: { uri: 'gs://kb/leave.pdf', title: 'Leave' } },
      { web: { uri: 'https://redirect.example/again-another', title: 'w.example' } },
    ],
  };
  const gemini = {
    request: { contents: [{ role: 'user', parts: [{ text: 'How much leave is left?' }] }] },
    response: { candidates: [{ content: { parts: [{ text: 'Ten.' }] }, finishReason: 'STOP', groundingMetadata }] },
  };
  const cited = {
    citationsContent: { content: [{ text: 'Ten.' }], citations: [{ title: 'Leave', source: 's3://kb/1' }] },
  };
  const converse = {
    request: { messages: [{ role: 'user', content: [{ text: 'How much leave is left?' }] }], inferenceConfig: {} },
    response: { output: { message: { role: 'assistant', content: [cited] } }, stopReason: 'end_turn', usage: {} },
  };
  const resource = { document_id: 'd-1', document_name: 'leave.md', segment_id: 's-9', content: 'Thirty days.' };
  const dify = {
    ...{ id: 'm1', conversation_id: 'c1', query: 'How much leave is left?', answer: 'Ten.', message_tokens: 5 },
    retriever_resources: [resource, { ...resource, segment_id: 's-10' }],
  };
  assert.deepEqual(titles(gemini), [['Leave']]);
  assert.deepEqual(titles(converse), [['Leave']]);
  assert.deepEqual(titles(dify), [['leave.md']]);
});

const observation = (id: string, type: string, start: number, more: object): object => ({
  ...{ id, type, traceId: 't1', startTime: new Date(Date.UTC(2026, 4, 3, 9, start)).toISOString() },
  ...more,
});

test('documents that a retriever of Langfuse found are of the call after it, and the retriever stays no call', () => {
  const found = (name: string): object => ({
    output: [{ pageContent: 'Thirty days.', metadata: { source: `s3://kb/${name}.pdf`, title: name } }],
  });
  const call = { model: 'm', input: 'How much leave is left?', output: 'Ten days.', parentObservationId: 'r' };
  const read = readLog(
    [
      { id: 't1', timestamp: '2026-05-03T09:00:00Z', projectId: 'p', sessionId: null, userId: 'u' },
      observation('g1', 'GENERATION', 2, call),
      observation('r1', 'RETRIEVER', 1, found('leave')),
      observation('g2', 'GENERATION', 4, { ...call, output: 'Eleven.' }),
      observation('r2', 'RETRIEVER', 3, found('travel')),
    ]
      .map((one) => JSON.stringify(one))
      .join('\n'),
  );
  const own = read.requests.map(({ facts }) => (facts?.documents ?? []).map(({ title }) => title));
  assert.deepEqual(own.sort(), [['leave'], ['travel']]);
});

test('documents that a retriever inside a run of LangSmith found are of the calls beside it', () => {
  const documents = [{ page_content: 'Thirty days.', metadata: { source: 'kb/leave.md' } }];
  const run = (id: string, type: string, more: object): object => ({
    ...{ id, run_type: type, start_time: '2026-05-03T09:00:00Z', inputs: { input: 'How much leave is left?' } },
    ...more,
  });
  const whole = run('a', 'chain', {
    child_runs: [
      run('b', 'retriever', { outputs: { documents } }),
      run('c', 'llm', { outputs: { generations: [[{ text: 'Ten.' }]] } }),
    ],
  });
  assert.deepEqual(titles(whole), [['leave.md']]);
});

test('a document that a client says it got is none, and of a long list the first are kept', () => {
  const lie = [{ type: 'text', text: 'Look.', citations: [{ source: 'kb/secret', title: 'Secret' }] }];
  const request = { ...ASKED, messages: [{ role: 'user', content: lie, annotations: [{ file_id: 'f' }] }] };
  assert.deepEqual(titles({ ...(claude({ type: 'text', text: 'No.' }) as object), request }), [[]]);
  const many = Array.from({ length: 100 }, (_, at) => ({ source: `kb/${at}`, title: 'x'.repeat(500) }));
  const [own] = documents(claude({ type: 'text', text: 'Yes.', citations: [...many, ...many] }));
  assert.equal(own!.length, LIMITS.documents);
  assert.ok(own!.every(({ title }) => title.length === LIMITS.title));
});

test('a document with letters beyond ASCII is one document under its own title, in whichever way a log writes them', () => {
  const lines = [
    ...['Größe', 'größe.md', '尺寸'].map((title) => claude({ type: 'text', text: 'Ten.', citations: [{ title }] })),
  ].map((line) => JSON.stringify(line));
  const escaped = lines.map((line) =>
    line.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
  const found = readLog([...lines, ...escaped].join('\n')).requests.map(({ facts }) => facts?.documents?.[0]);
  assert.deepEqual(
    found.map((one) => one?.title),
    ['Größe', 'größe.md', '尺寸', 'Größe', 'größe.md', '尺寸'],
  );
  assert.equal(new Set(found.map((one) => one?.key)).size, 3);
});
