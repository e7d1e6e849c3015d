import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hash53 } from '../../../math/hash.ts';
import { retrievedIn } from './retrieval.ts';

const attribute = (name: string, stringValue: string) => ({
  key: `retrieval.documents.${name}`,
  value: { stringValue },
});
const retriever = (traceId: string, startTimeUnixNano: string, attributes: readonly object[]) => ({
  ...{ traceId, startTimeUnixNano },
  attributes: [{ key: 'openinference.span.kind', value: { stringValue: 'RETRIEVER' } }, ...attributes],
});
const call = (traceId: string, startTimeUnixNano: string) => ({ traceId, startTimeUnixNano, attributes: [] });

/** Keys and titles of what a call got. */
const got = (spans: readonly object[], of: object): unknown =>
  retrievedIn(spans as never)(of as never).map((documents) => documents.map(({ key, title }) => [key, title]));

test('a retriever’s documents are those that it numbers, however much else it says of them and in whichever order', () => {
  const named = [0, 1, 2].map((at) => attribute(`${at}.document.id`, `kb/${at}`));
  const rest = [0, 1, 2].flatMap((at) => [
    attribute(`${at}.document.content`, 'A long text.'),
    attribute(`${at}.document.score`, '0.5'),
  ]);
  const all = [0, 1, 2].map((at) => [hash53(`kb/${at}`), String(at)]);
  for (const attributes of [named, [...named, ...rest], [...rest, ...named].reverse()])
    assert.deepEqual(got([retriever('t', '1', attributes)], call('t', '2')), [all]);
  const titled = [...named, attribute('1.document.metadata', JSON.stringify({ source: 'kb/own', title: 'Own' }))];
  assert.deepEqual(got([retriever('t', '1', titled)], call('t', '2')), [[all[0], [hash53('kb/own'), 'Own'], all[2]]]);
});

test('a call gets what retrievers of its own trace found before it, and nothing of any other', () => {
  const one = (trace: string, start: string, id: string) => retriever(trace, start, [attribute('0.document.id', id)]);
  const spans = [one('t', '5', 'early'), one('u', '1', 'other'), one('t', '9', 'late'), one('t', '2', 'first')];
  const found = (id: string) => [[hash53(id), id]];
  assert.deepEqual(got(spans, call('t', '6')), [found('early'), found('first')]);
  assert.deepEqual(got(spans, call('u', '1')), [found('other')]);
  assert.deepEqual(got(spans, call('v', '9')), []);
  assert.deepEqual(got([call('t', '1')], call('t', '2')), []);
});
