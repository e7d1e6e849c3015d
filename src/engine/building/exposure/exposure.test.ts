import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exposureFacts } from '../../../report/shape/exposure/exposure-facts.ts';
import { sizeStep } from '../../table/answer-size.ts';
import { FLAG } from '../../table/request-flags.ts';
import type { DetectionResult } from '../detection-result.ts';
import { exposureOf } from './exposure.ts';
import { campaignsOfRows } from './taken-slices.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 4, 3);

/** Model, prompt, input and output tokens, hours after the start, flags, letters of the answer. */
type Request = readonly [
  model: number,
  prompt: number,
  input: number,
  output: number,
  hours: number,
  flags?: number,
  letters?: number,
];

function found(requests: readonly Request[]): Pick<DetectionResult, 'table' | 'texts'> {
  const column = (at: 0 | 1 | 2 | 3 | 4 | 5 | 6) => requests.map((request) => request[at] ?? 0);
  const table = {
    rows: {
      model: column(0),
      prompt: column(1),
      inputTokens: column(2),
      outputTokens: column(3),
      time: column(4).map((hours) => START + hours * 3_600_000),
      flags: column(5),
      answerSize: column(6).map(sizeStep),
      turns: requests.map(() => 1),
    },
    names: { model: { values: ['', 'small', 'large'] } },
  };
  const texts = new Map([[7, { intent: { top: 'grading' } }]]);
  return { table, texts } as unknown as Pick<DetectionResult, 'table' | 'texts'>;
}

const slices = (...rows: number[][]) => rows.map((own, at) => ({ template: at === 0 ? 7 : 8, rows: own }));

test('answers that were taken are counted by kind of work, model and day, without requests that failed', () => {
  const exposure = exposureOf(
    slices([0, 1, 2], [3]),
    found([
      [1, 1, 100, 10, 0],
      [2, 2, 200, 20, 25],
      [2, 3, 400, 0, 26, FLAG.error],
      [2, 2, 300, 30, 49],
    ]),
  );
  assert.deepEqual(exposure, {
    requests: 4,
    failed: 1,
    prompts: 2,
    turns: 1,
    inputTokens: 600,
    outputTokens: 60,
    counted: 3,
    kinds: [
      { intent: 'grading', requests: 2, outputTokens: 30 },
      { intent: 'unread', requests: 1, outputTokens: 30 },
    ],
    models: [
      { model: 'large', requests: 2, outputTokens: 50, first: START + 25 * 3_600_000, last: START + 49 * 3_600_000 },
      { model: 'small', requests: 1, outputTokens: 10, first: START, last: START },
    ],
    days: [
      { day: START, requests: 1, outputTokens: 10 },
      { day: START + DAY, requests: 1, outputTokens: 20 },
      { day: START + 2 * DAY, requests: 1, outputTokens: 30 },
    ],
  });
});

test('answers without a token count are estimated from the others, and said to be', () => {
  const log = found([
    [1, 1, 0, 100, 0],
    [1, 2, 0, 0, 1],
    [1, 3, 0, 200, 2],
    [1, 4, 0, 0, 3],
  ]);
  const exposure = exposureOf(slices([0, 1, 2, 3]), log);
  assert.equal(exposure.estimatedTokens, 600);
  const facts = new Map(exposureFacts(exposure));
  assert.equal(facts.get('Volume'), '300 output tokens in the 50% of answers with a count; about 600 in all');
  const none = exposureOf(slices([1, 3]), log);
  assert.equal(none.estimatedTokens, undefined);
  assert.equal(new Map(exposureFacts(none)).get('Volume'), 'the log states no output tokens');
});

test('tokens are estimated from the letters of the answers where the log states none, and said to be', () => {
  const log = found([
    [1, 1, 0, 0, 0, 0, 400],
    [1, 2, 0, 0, 1, 0, 1100],
    [1, 3, 0, 0, 2],
    [1, 4, 0, 0, 3, FLAG.error, 5000],
  ]);
  const exposure = exposureOf(slices([0, 1, 2, 3]), log);
  // The answer that is not in the log counts as long as the other two.
  assert.ok(Math.abs(exposure.estimatedTokens! - 562.5) <= 12, String(exposure.estimatedTokens));
  assert.match(
    new Map(exposureFacts(exposure)).get('Volume')!,
    /^about (55|56|57)\d output tokens by the length of the answers; the log states none$/,
  );
});

test('answers that its accounts alone ask for count as taken, and the fact says how many these are', () => {
  const log = found([
    [1, 1, 0, 5, 0],
    [1, 2, 0, 5, 1],
    [1, 3, 0, 7, 2],
  ]);
  const exposure = exposureOf(slices([0, 1]), log, [], [{ template: 9, rows: [2] }]);
  assert.deepEqual([exposure.requests, exposure.outputTokens], [3, 17]);
  assert.deepEqual(exposure.beside, { requests: 1, templates: 1 });
  assert.match(new Map(exposureFacts(exposure)).get('Taken')!, /; 1 of its requests use further templates/);
});

test('a price is of the models that have one, its share of the answers is said, and without prices it is unknown', () => {
  const log = found([
    [1, 1, 1_000_000, 500_000, 0],
    [2, 2, 1_000_000, 500_000, 1],
  ]);
  const prices = [{ model: 'small', input: 2, output: 8 }];
  const facts = new Map(exposureFacts(exposureOf(slices([0, 1]), log, prices)));
  assert.equal(facts.get('List price'), '$6.00 for 50% of its answers; modelPrices names no other of its models');
  assert.equal(new Map(exposureFacts(exposureOf(slices([0]), log, prices))).get('List price'), '$6.00');
  assert.equal(
    new Map(exposureFacts(exposureOf(slices([0]), log))).get('List price'),
    'unknown: no modelPrices are set',
  );
  const unknown = new Map(exposureFacts(exposureOf(slices([1]), log, prices)));
  assert.equal(unknown.get('List price'), 'unknown: modelPrices names none of its models');
});

test('the facts say what was taken in words a reader can add up', () => {
  const log = found([
    [1, 1, 0, 5, 0],
    [1, 1, 0, 5, 30],
    [1, 2, 0, 0, 31, FLAG.error],
  ]);
  const facts = new Map(exposureFacts(exposureOf(slices([0, 1, 2]), log)));
  assert.equal(facts.get('Taken'), '2 answers to 1 prompt on 2 days; 1 request failed');
  assert.equal(facts.get('Kinds of work'), 'graded or compared answers (100%)');
});

test('answers that count for other campaigns too are said to, so that nobody adds them up', () => {
  const request: Request = [1, 1, 100, 10, 0];
  const log = found([request, request, [1, 1, 100, 0, 0, FLAG.error], request]);
  const [first, second] = [slices([0, 1, 2]), slices([1, 2, 3])];
  const exposure = exposureOf(first, log, [], [], campaignsOfRows([...first, ...second], 4));
  assert.equal(exposure.shared, 1);
  assert.match(
    exposureFacts(exposure)[0]![1],
    /^2 answers to 1 prompt on 1 day; also counted for other campaigns: 1 of these answers/,
  );
  assert.equal(exposureOf(first, log, [], [], campaignsOfRows(first, 4)).shared, undefined);
});
