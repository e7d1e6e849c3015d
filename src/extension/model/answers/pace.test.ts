/** What the answers behind a page cost the extension with 25,000 accounts and 500,000 requests, in blocks of code entered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../../test/fixtures/synthetic-result.ts';
import type { QuestionKind, Questions } from '../../../protocol/messages.ts';
import { Results } from '../results.ts';
import { Answers } from './answers.ts';
import { workOf } from '../../../../test/harness/work.ts';

/** Each request may be looked at a few times, with a few blocks each. */
const LIMIT = 20 * 500_000;
const { report, index } = syntheticResult({ campaigns: 20, members: 250, ordinary: 20_000 });
const account = report.campaigns[0]!.accounts[0]!;

/** Work that the questions of a page take together, nothing of them asked before. */
function cost(ask: { [K in QuestionKind]?: Questions[K]['ask'] }): Promise<number> {
  const answers = new Answers(new Results(report, index, 'many.jsonl'), 1);
  return workOf(() => {
    for (const [kind, body] of Object.entries(ask)) {
      const said = answers.to({ type: 'question', id: 1, kind, body } as Parameters<Answers['to']>[0]);
      assert.equal(said.type, 'answer', kind);
    }
  });
}

for (const [page, ask] of Object.entries({
  overview: { overview: {} },
  campaign: { case: { campaign: 'C1' }, turns: { campaign: 'C1' }, campaignGraph: { campaign: 'C1' } },
  account: { account: { account }, accountUse: { account }, links: { account }, arrivals: { account } },
  map: { promptMap: {} },
})) {
  test(`the answers behind a page of 25,000 accounts go through the requests a few times at most: ${page}`, async (t) => {
    const taken = await cost(ask);
    t.diagnostic(`${page}: ${taken} blocks of code`);
    assert.ok(taken < LIMIT, `${taken} blocks`);
  });
}
