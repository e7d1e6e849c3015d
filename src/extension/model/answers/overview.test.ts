import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../../test/fixtures/synthetic-result.ts';
import { toWebview } from '../../../protocol/to-webview.ts';
import { Answers } from './answers.ts';
import { emptyOverview, overviewOf } from './overview.ts';
import { Results } from '../results.ts';

const { report, index } = syntheticResult();
const results = new Results(report, index, 'req.jsonl');

test('the timeline holds every request, and the flagged ones among them', () => {
  const { timeline } = overviewOf(results, 1);
  const total = (values: number[]): number => values.reduce((sum, value) => sum + value, 0);
  assert.equal(total(timeline.requests), 320);
  assert.equal(total(timeline.flagged), 120);
});

test('a model that appears after the start is marked, one that was there from the start is not', () => {
  const { newModels } = overviewOf(results, 1).timeline;
  assert.deepEqual(
    newModels.map((mark) => mark.model),
    ['model-b'],
  );
});

test('every account is in one tenth of the scores, also one that is certain', () => {
  const certain = { ...report, accounts: report.accounts.map((account) => ({ ...account, score: 1 })) };
  assert.equal(overviewOf(new Results(certain, index, ''), 1).scores[9], 16);
});

test('a long template is cut in the list and whole in its own answer', () => {
  const [first] = report.templates;
  const long = { ...report, templates: [{ ...first!, parts: [{ text: 'x'.repeat(4000) }] }] };
  const large = new Results(long, index, '');
  const [part] = overviewOf(large, 1).templates[0]?.parts ?? [];
  assert.equal(part && 'text' in part ? part.text.length : 0, 400);
  const answer = new Answers(large, 1).to({ type: 'question', id: 1, kind: 'template', body: { template: 'T1' } });
  assert.ok(answer.type === 'answer' && answer.kind === 'template');
  const [whole] = answer.body.report.parts;
  assert.equal(whole && 'text' in whole ? whole.text.length : 0, 4000);
});

test('every answer passes the check of the dashboard', () => {
  const answers = new Answers(results, 1);
  const heatmap = {
    metric: 'requests',
    sort: 'score',
    group: 'none',
    filter: '',
    from: 0,
    to: 0,
    bins: 5,
    firstRow: 0,
    rows: 9,
  } as const;
  const messages = [
    answers.to({ type: 'question', id: 1, kind: 'overview', body: {} }),
    answers.to({ type: 'question', id: 2, kind: 'heatmap', body: heatmap }),
    answers.to({ type: 'question', id: 3, kind: 'account', body: { account: 'sk-c1-1' } }),
    answers.to({ type: 'question', id: 4, kind: 'hours', body: { account: 'sk-c1-1', metric: 'requests' } }),
    answers.to({ type: 'question', id: 5, kind: 'template', body: { template: 'T1' } }),
    answers.to({ type: 'question', id: 6, kind: 'requests', body: { selection: {}, limit: 5 } }),
    new Answers(undefined, 0).to({ type: 'question', id: 7, kind: 'overview', body: {} }),
  ];
  for (const message of messages) {
    assert.equal(message.type, 'answer');
    assert.ok(toWebview(message), `this answer does not pass: ${JSON.stringify(message).slice(0, 80)}`);
  }
});

test('a question about something unknown is answered with a sentence, not with silence', () => {
  const answers = new Answers(results, 1);
  const unknown = answers.to({ type: 'question', id: 9, kind: 'account', body: { account: 'nobody' } });
  assert.deepEqual(unknown, { type: 'failure', replyTo: 9, error: 'The scan has no account "nobody".' });
  const early = new Answers(undefined, 0).to({
    type: 'question',
    id: 8,
    kind: 'requests',
    body: { selection: {}, limit: 1 },
  });
  assert.deepEqual(early, { type: 'failure', replyTo: 8, error: 'Nothing has been scanned yet.' });
});

test('before a scan the overview says that there is none', () => {
  assert.equal(emptyOverview(3).scanned, false);
});

test('the prior and the weights of the evidence are in the same unit', () => {
  const answer = new Answers(results, 1).to({ type: 'question', id: 1, kind: 'account', body: { account: 'sk-c1-1' } });
  assert.ok(answer.type === 'answer' && answer.kind === 'account');
  assert.ok(Math.abs(answer.body.priorLogOdds - Math.log(0.001 / 0.999)) < 1e-12);
  assert.deepEqual(
    answer.body.models.map(({ requests }) => requests),
    [10, 10],
  );
});
