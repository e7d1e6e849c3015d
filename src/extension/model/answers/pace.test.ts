/**
 * What the answers behind a page cost the extension with 25,000 accounts and 500,000 requests, in processor time, which says more
 * than the clock while other work runs. The limit is half of the second in which a page opens.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { processorMs } from '../../../../test/harness/processor-ms.ts';
import { syntheticResult } from '../../../../test/fixtures/synthetic-result.ts';
import type { QuestionKind, Questions } from '../../../protocol/messages.ts';
import { Results } from '../results.ts';
import { Answers } from './answers.ts';

const LIMIT = 500;
const { report, index } = syntheticResult({ campaigns: 20, members: 250, ordinary: 20_000 });
const account = report.campaigns[0]!.accounts[0]!;

/** Milliseconds that the questions of a page take together, nothing of them asked before. */
function cost(ask: { [K in QuestionKind]?: Questions[K]['ask'] }): number {
  const answers = new Answers(new Results(report, index, 'many.jsonl'), 1);
  const start = processorMs();
  for (const [kind, body] of Object.entries(ask)) {
    const said = answers.to({ type: 'question', id: 1, kind, body } as Parameters<Answers['to']>[0]);
    assert.equal(said.type, 'answer', kind);
  }
  return processorMs() - start;
}

for (const [page, ask] of Object.entries({
  overview: { overview: {} },
  campaign: { case: { campaign: 'C1' }, turns: { campaign: 'C1' }, campaignGraph: { campaign: 'C1' } },
  account: { account: { account }, accountUse: { account }, links: { account }, arrivals: { account } },
  map: { promptMap: {} },
})) {
  test(`with 25,000 accounts the answers behind a page are ready in a moment: ${page}`, (t) => {
    const taken = cost(ask);
    t.diagnostic(`${page}: ${Math.round(taken)} ms of processor time`);
    assert.ok(taken < LIMIT, `${taken} ms`);
  });
}
