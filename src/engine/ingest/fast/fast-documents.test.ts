import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBothWays, written } from '../../../../test/harness/both-ways.ts';
import type { Facts } from '../../../reader/records/facts/facts.ts';
import { words } from '../../../schema/words.ts';

const IDS = words('file_id document_id uri url source file_path filepath x-amz-bedrock-kb-source-uri');
const TITLES = words('title filename file_name document_title document_name');

/** Citations with each field that says which document it is, under each that goes before it, and some that say it in an odd way. */
const CITATIONS: readonly (readonly unknown[])[] = [
  [...IDS, ...TITLES].map((name) => ({ type: 'char_location', cited_text: 'So.', [name]: `of ${name}`, id: 'none' })),
  [...IDS, ...TITLES].map((_, at, names) => Object.fromEntries(names.slice(at).map((name) => [name, `of ${name}`]))),
  [...IDS, ...TITLES].map((_, at, names) =>
    Object.fromEntries(
      names
        .slice(at)
        .toReversed()
        .map((name) => [name, `of ${name}`]),
    ),
  ),
  [{ file_id: '', url: 7, title: 8 }, { uri: 7.5e3 }, { uri: null, url: true, source: ['a'], title: '' }, {}, [], 9],
  [{ source: { $numberInt: '7' }, title: 'Seven' }],
  [{ file_path: { file_id: 'f' }, type: 'file_path' }],
  [
    { type: 'file_citation', file_citation: { file_id: 'inner' }, file_id: 'outer' },
    { file_id: 'before', type: 'url_citation', file_citation: { file_id: 'of another type' } },
    { url_citation: { url: 'u', title: 'größer' }, type: 'url_citation' },
    { type: 'url_citation', url_citation: 'none', url: 'v' },
    { type: '', '': { url: 'of no type' }, url: 'w' },
  ],
  [{ type: 'own', own: { url: 'of a type of its own' }, url: 'outer' }],
  Array.from({ length: 40 }, (_, at) => ({
    source: `kb/${at % 35}/`,
    title: at % 2 === 0 ? undefined : 'x'.repeat(99),
  })),
  Array.from({ length: 1003 }, (_, at) => ({ source: at < 1000 ? 'kb' : `kb/${at}` })),
];

/** What of an answer names documents, and what only looks like it. */
const FIELDS: readonly (readonly [string, unknown])[] = [
  ['annotations', []],
  ['annotations', [{ type: 'url_citation', url_citation: { url: 'https://a.example/b' } }]],
  ['context', { citations: [{ content: 'Text.', title: 'Leave', filepath: 'leave.pdf' }] }],
  ['provider_specific_fields', { refusal: null }],
  ['provider_specific_fields', { citations: null }],
  ['provider_specific_fields', { citations: [[{ document_title: 'Leave' }]] }],
  ['provider_specific_fields', { citations: 'none' }],
  ['citations', [{ source: 'kb/größe?x', title: 'Größe' }, 'kb/leave', null, [{ source: 'no' }]]],
  ['citations', { source: 'kb/leave' }],
  ['context', 'none'],
  ...CITATIONS.flatMap((one): [string, unknown][] => [
    ['citations', one],
    ['provider_specific_fields', { citations: [null, one, one.slice(1), 'none'] }],
  ]),
];

const answered = (message: object, model = 'opus'): object => ({
  ...{ id: 'chatcmpl-0123456789abcdef', call_type: 'acompletion', startTime: 1772409600.25, model },
  ...{ metadata: { user_api_key_hash: 'k1' }, prompt_tokens: 3, completion_tokens: 4, model_parameters: {} },
  messages: [{ role: 'user', content: 'Look.' }],
  response: { choices: [{ message: { role: 'assistant', content: 'A cat.', ...message }, finish_reason: 'stop' }] },
});

test('an answer of LiteLLM names the same documents from its bytes as in the general way', () => {
  for (const way of ['plain', 'ascii', 'spaced'] as const) {
    const lines = FIELDS.map(([name, value]) => written(answered({ [name]: value }), way));
    readBothWays(Buffer.from(lines.join('\n')), way);
    for (const line of lines) readBothWays(Buffer.from(`${line}\n${line}\n`), `${way} ${line}`);
  }
});

test('lists of documents are taken in one order, wherever they stand in an answer, and a repeated key is for the general reader', () => {
  const [annotations, citations] = [[{ url: 'first' }], [{ url: 'second' }]];
  for (const message of [
    { annotations, citations },
    { citations, annotations },
    { context: { citations }, annotations },
  ]) {
    const line = written(answered(message), 'plain');
    const { facts } = readBothWays(Buffer.from(`${line}\n`), line);
    const [[, { documents }]] = facts as [[number, Facts]];
    assert.deepEqual(
      documents!.map(({ title }) => title),
      ['first', 'second'],
    );
    readBothWays(Buffer.from(`${line.replaceAll('"url":', '"url":"other","url":')}\n`), 'a field twice');
    readBothWays(
      Buffer.from(`${line.replace('"annotations":', '"annotations":[{"url":"x"}],"annotations":')}\n`),
      'a list twice',
    );
  }
});

test('lines whose answers name documents are read from their bytes', () => {
  // But for those that hold another value or another type in an odd place.
  const usual = FIELDS.filter(([, value]) => !/numberInt|"file_path":\{|"own":\{/.test(JSON.stringify(value)));
  usual.forEach(([name, value], n) => {
    // Of a model that no line before was of: nothing is known of the call.
    const line = written(answered({ [name]: value }, `opus-${n}`), 'plain');
    assert.equal(readBothWays(Buffer.from(`${line}\n${line}\n`), name).share, 1, JSON.stringify(value));
  });
});

const text = (content: string) => ({ type: 'text', content });
const OUTPUT = [{ role: 'assistant', parts: [text('A cat it is.')], finish_reason: 'stop' }];

function span(output: unknown): unknown {
  const attributes = Object.entries({
    ...{ 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'opus', 'user.id': 'u1' },
    'gen_ai.input.messages': JSON.stringify([{ role: 'user', parts: [text('Look.')] }]),
    'gen_ai.output.messages': JSON.stringify(output),
  }).map(([key, value]) => ({ key, value: { stringValue: value } }));
  const one = { traceId: 't', spanId: 's', startTimeUnixNano: '1772409600000000000', attributes };
  return { resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ spans: [one, one] }] }] };
}

test('documents that a retriever of a line found are of the calls of its trace after it, from the bytes as in the general way', () => {
  const { resourceSpans } = span(OUTPUT) as { resourceSpans: { scopeSpans: { spans: object[] }[] }[] };
  const calls = resourceSpans[0]!.scopeSpans[0]!.spans;
  const found = (id: string, traceId: unknown, start = '1772409599000000000'): object => {
    const document = { key: 'retrieval.documents.0.document.id', value: { stringValue: id } };
    const attributes = [{ key: 'openinference.span.kind', value: { stringValue: 'RETRIEVER' } }, document];
    return { traceId, spanId: 'r', startTimeUnixNano: start, attributes };
  };
  const titlesOf = (...retrievers: object[]): unknown[] => {
    const line = { resourceSpans: [{ resource: {}, scopeSpans: [{ spans: [...retrievers, ...calls] }] }] };
    const log = `${JSON.stringify(span(OUTPUT))}\n${JSON.stringify(line)}\n`;
    const { facts, share } = readBothWays(Buffer.from(log), JSON.stringify(retrievers));
    assert.equal(share, 1);
    return (facts as [number, Facts][]).map(([, one]) => one.documents?.map(({ title }) => title));
  };
  assert.deepEqual(titlesOf(found('kb/leave', 't')), [['leave'], ['leave']]);
  assert.deepEqual(titlesOf(found('kb/größe', 't'), found('kb/leave', 'u'), found('kb/pay', 't')), [
    ['größe', 'pay'],
    ['größe', 'pay'],
  ]);
  assert.deepEqual(titlesOf(found('kb/leave', 't', '1772409699000000000')), []);
});

test('spans whose answers name documents are read from their bytes', () => {
  const citations = [{ source: 'kb/leave', title: 'Leave' }];
  const cited = [
    [{ role: 'assistant', parts: [{ ...text('By the book.'), citations }] }],
    [{ role: 'assistant', parts: [text('Yes.')], annotations: [{ file_id: 'f', filename: 'größe.pdf' }] }],
  ];
  for (const output of cited)
    assert.equal(readBothWays(Buffer.from(`${written(span(output), 'plain')}\n`), 'cited').share, 1);
});
