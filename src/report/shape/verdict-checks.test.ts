import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { probabilityOf } from '../../math/log-odds.ts';
import type { CampaignReport, Evidence, Report, TechniqueReport } from './report.ts';
import { checkSentences, verdictChecks } from './verdict-checks.ts';

const { report: made } = syntheticResult();
const piece = (detector: string, weight: number, text = `${detector} says so: in numbers.`): Evidence => ({
  ...{ detector, weight, text, statistic: 1, n: 1, lines: [] },
});
const families = { intent: 'intent', 'k-sampling': 'dataset', dealing: 'coordination', crowd: 'coordination' } as const;
const report: Report = {
  ...made,
  detectors: Object.entries(families).map(([id, family]) => ({ id, name: id, family, state: 'ran', judged: 1 })),
};

/** A campaign with a score that its evidence adds up to. */
function campaignOf(own: Partial<CampaignReport>, ...evidence: readonly Evidence[]): CampaignReport {
  const { customer: _, atMostSuspected: __, ...rest } = made.campaigns[0]!;
  const priorLogOdds = -1;
  return {
    ...rest,
    accounts: Array.from({ length: 16 }, (_, at) => `account-${at}`),
    priorLogOdds,
    score: probabilityOf(evidence.reduce((sum, { weight }) => sum + weight, priorLogOdds)),
    evidence: evidence.filter(({ weight }) => weight > 0),
    counterEvidence: evidence.filter(({ weight }) => weight < 0),
    explanations: [],
    ...own,
  };
}
const reading = (explanation: 'pool' | 'ordinary' | 'commons', share = 1) => ({
  explanations: [{ explanation, share }],
});
const CALLED = [piece('intent', 2), piece('k-sampling', 2), piece('dealing', 1.5), piece('crowd', -0.5)] as const;

test('what a reading would leave of the score is the score without what one program behind all accounts explains', () => {
  const [check] = verdictChecks(campaignOf({ verdict: 'distillation', ...reading('ordinary') }, ...CALLED), report);
  // −1 + 2 + 2: the accounts’ turns and their number say nothing then.
  assert.deepEqual(check, [
    'Does one assistant or coding agent write these prompts?',
    'The account holders know which one. If so, how alike they act shows nothing: 95% instead of 98%, still flagged.',
  ]);
  const [less] = verdictChecks(
    campaignOf({ verdict: 'distillation', ...reading('ordinary') }, piece('intent', 1.5), piece('dealing', 2)),
    report,
  );
  assert.match(less![1], /62% instead of 92%, suspected\.$/);
});

test('accounts that turn out to be one customer’s are its harvest where what they ask for is one, and nothing otherwise', () => {
  const said = (...evidence: Evidence[]): string =>
    checkSentences(campaignOf({ verdict: 'distillation', ...reading('pool') }, ...evidence), report)[0]!;
  // The organisation weighs nothing then, as where a customer is known.
  const organisations = piece('organisations', 3);
  assert.match(said(...CALLED, organisations), /it is that customer’s harvest \(98%\), a matter of its contract\.$/);
  assert.match(said(piece('intent', 1), piece('dealing', 1), organisations), /the verdict falls away\.$/);
  assert.match(said(piece('k-sampling', 5)), /the verdict falls away\.$/);
});

test('a reason that decides is named with the score without it, and else how many reasons it takes', () => {
  const last = (...evidence: Evidence[]): string =>
    checkSentences(campaignOf({ verdict: 'distillation' }, ...evidence), report).at(-1)!;
  assert.equal(
    last(piece('intent', 1), piece('k-sampling', 3)),
    'Is there another cause of “k-sampling says so”? Retries and comparisons of models do this, too; whoever runs the gateway knows. Without it: 50% instead of 95%, suspected.',
  );
  assert.match(last(...[4, 3, 2, 1].map((weight) => piece('dealing', weight))), /Only without the 2 strongest reasons/);
});

test('a group that is suspected is told what speaks most against it, and the rule that would still keep it from being called', () => {
  const own = { verdict: 'suspected', atMostSuspected: 'it is one prompt' } as const;
  const [check] = checkSentences(campaignOf(own, piece('intent', 4), piece('crowd', -2)), report);
  assert.equal(
    check,
    'Does “crowd says so” hold? A longer log tells. Without it: 95% instead of 73%, still suspected. Still not flagged: it is one prompt.',
  );
  const above = checkSentences(campaignOf(own, piece('intent', 4)), report);
  assert.deepEqual(above, ['Why is it not flagged at this score? It is one prompt.']);
  // What is not even suspected is told so from where it would be.
  const cleared = { verdict: 'none', atMostSuspected: 'its accounts come alone', notSuspected: true } as const;
  const asked = (score: number): string[] =>
    checkSentences({ ...campaignOf(cleared, piece('intent', 1)), score }, report).filter((one) =>
      /not flagged/.test(one),
    );
  assert.deepEqual(asked(0.34), ['Why is it not flagged at this score? Its accounts come alone.']);
  assert.deepEqual(asked(0.33), []);
});

test('an honest use that the log cannot tell from a technique is asked about, and those that it rules out are named', () => {
  const campaign = campaignOf({ verdict: 'distillation' }, piece('technique-t3', 11.5));
  const technique = (outcome: 'open' | 'ruled out'): TechniqueReport => ({
    ...{ id: 'T3', name: 'replayed thinking', grade: 'near proof', accounts: [], requests: 1, text: 'x', lines: [] },
    ...{ campaigns: [campaign.id], statistic: 1, n: 1, atlas: [] },
    readings: [{ reading: 'a pool of keys that fails over', checked: 'many go on', outcome }],
  });
  const asked = (outcome: 'open' | 'ruled out'): string[] =>
    checkSentences(campaign, { ...report, techniques: [technique(outcome)] });
  assert.equal(
    asked('open')[0],
    'Is it a pool of keys that fails over? Many go on. The account holders know. If so, mark it benign.',
  );
  assert.match(asked('open')[1]!, /Without it: 26% instead of > 99\.9%, no verdict\.$/);
  assert.equal(asked('ruled out')[0], 'Which honest uses were ruled out? A pool of keys that fails over.');
});

test('a harvest asks whose the accounts are and says what it is otherwise, a relay asks for its gateway, and what is not judged asks nothing', () => {
  const customer = { organisation: 'org-1', accounts: 8, score: 0.95, asks: true };
  const harvest = checkSentences(campaignOf({ verdict: 'harvest', customer }, piece('intent', 4)), report);
  assert.match(harvest[0]!, /^Do the accounts belong to org-1\? .* If not: 95%, flagged\.$/);
  assert.match(harvest[1]!, /contract/);
  assert.match(checkSentences(campaignOf({ verdict: 'relay' }), report).join(''), /whose gateway switches/);
  assert.deepEqual(verdictChecks(campaignOf({ verdict: 'not-judged' }), report), []);
});
