import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { NO_TRIAGE } from '../../report/triage/triage.ts';
import { Answers } from './answers/answers.ts';
import { Results } from './results.ts';
import { supposed, whatIf } from './what-if.ts';
import { workOf } from '../../../test/harness/work.ts';

/** Two campaigns of four accounts; scores of 0.98 and 0.97. */
const { report, index } = syntheticResult({ members: 4 });
const present = { accountPrior: 0.001, threshold: 0.9, allow: [] };

function what(
  results: Results,
  supposition: typeof present | { allow: string[]; accountPrior: number; threshold: number },
) {
  return whatIf(results, supposed(results, supposition, NO_TRIAGE));
}

test('the settings of the scan change nothing, and cost no second judgement', () => {
  const results = new Results(report, index, '');
  const answer = what(results, present);
  assert.deepEqual(answer.after, answer.before);
  assert.equal(answer.totalChanges, 0);
  assert.equal(supposed(results, present, NO_TRIAGE).report, report);
});

test('a threshold above every score calls nobody distillation, and says of each who it was', () => {
  const answer = what(new Results(report, index, ''), { ...present, threshold: 0.99 });
  assert.equal(answer.before.distillation, 8);
  assert.equal(answer.after.distillation, 0);
  assert.equal(answer.after.flaggedRequests, 0);
  assert.equal(answer.changes.filter(({ kind }) => kind === 'account').length, 8);
  for (const { kind, after } of answer.changes) assert.equal(after.verdict, kind === 'campaign' ? 'suspected' : 'none');
});

test('a supposed allow-list takes accounts away, and a campaign with them when fewer than two are left', () => {
  const answer = what(new Results(report, index, ''), { ...present, allow: ['sk-c1-*'] });
  assert.equal(answer.after.distillation, 4);
  assert.equal(answer.after.campaigns, 1);
  assert.deepEqual(
    answer.changes.filter(({ kind }) => kind === 'campaign').map(({ id, after }) => [id, after.counted]),
    [['C1', false]],
  );
});

test('the heatmap follows: flagged shares and verdicts are those of what is supposed', () => {
  const results = new Results(report, index, '');
  const answers = new Answers(results, 1);
  const grid = (suppose: typeof present) => {
    const answer = answers.to({
      type: 'question',
      id: 1,
      kind: 'heatmap',
      body: {
        metric: 'flaggedShare',
        sort: 'name',
        group: 'none',
        filter: 'sk-',
        from: 0,
        to: 0,
        bins: 4,
        firstRow: 0,
        rows: 20,
        suppose,
      },
    });
    assert.ok(answer.type === 'answer' && answer.kind === 'heatmap');
    return answer.body;
  };
  assert.equal(grid(present).max, 1);
  const none = grid({ ...present, threshold: 0.99 });
  assert.equal(none.max, 0);
  assert.ok(
    none.verdicts.every((verdict) => verdict === 'suspected-group'),
    none.verdicts.join(' '),
  );
  assert.equal(results.report, report, 'the results in view stay as they are');
});

test('25,000 accounts are judged anew with little work for each, as a slider needs it', async () => {
  const large = syntheticResult({ ordinary: 24_000, campaigns: 20, members: 50, requests: 4 });
  const results = new Results(large.report, large.index, '');
  what(results, { ...present, threshold: 0.96 });
  const work = await workOf(() => what(results, { ...present, threshold: 0.975 }));
  assert.ok(work < 25_000 * 100, String(work));
});
