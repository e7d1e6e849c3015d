import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { activityFact, campaignFacts, campaignTitle, historyFact, significanceFact } from './campaign-facts.ts';
import type { CampaignReport, CampaignTest } from './report.ts';

const { report } = syntheticResult();
const [campaign] = report.campaigns;
const DAY = 86_400_000;

test('chance is told as the cases in which it gave as much, and never where nothing was tested', () => {
  const said = (tests?: CampaignTest[]): string => significanceFact({ ...campaign!, ...(tests && { tests }) });
  const links = { against: 'randomly reassigned rare templates', statistic: 9, n: 99 };
  assert.equal(said([{ ...links, p: 0.01 }]), 'a group as strong: in none of 99 shuffled copies of the log');
  assert.equal(said([{ ...links, p: 0.03 }]), 'a group as strong: in 2 of 99 shuffled copies of the log');
  assert.equal(
    said([
      { ...links, p: 0.5 },
      { ...links, against: 'candidates of the baseline', p: 0.02 },
    ]),
    'as strong: 1 of 99 candidates of the baseline',
  );
  assert.equal(said([{ against: 'x', untested: 'There are 3.' }]), 'no chance test (x: There are 3.)');
});

test('a title names what is known of the templates before what is not', () => {
  const [template] = report.templates;
  const asked = (...intents: string[]): string => {
    const templates = intents.map((intent, n) => ({
      ...template!,
      id: `T${n}`,
      intents: [{ intent, probability: 1, spans: [] }],
    }));
    return campaignTitle({ ...campaign!, evidence: [], templates: templates.map(({ id }) => id) }, { templates });
  };
  assert.equal(asked('other', 'tutoring', 'other'), 'Asks for tutoring and something else');
  assert.equal(asked('grading', 'tutoring'), 'Asks for graded or compared answers and tutoring');
  assert.equal(asked('other'), 'Asks for no known kind of work');
});

test('a title names first what most requests of the campaign ask for, as its kinds of work do', () => {
  const [template] = report.templates;
  const templates = ['grading', 'tutoring'].map((intent) => ({
    ...template!,
    id: intent,
    intents: [{ intent, probability: 1, spans: [] }],
  }));
  const exposure = { ...campaign!.exposure, kinds: [{ intent: 'tutoring' }, { intent: 'grading' }] };
  const one = { ...campaign!, evidence: [], templates: ['grading', 'tutoring'], exposure } as unknown as CampaignReport;
  assert.equal(campaignTitle(one, { templates }), 'Asks for tutoring and graded or compared answers');
});

test('a kind of work that the title leaves out because it is unlikely is no more than a possibility', () => {
  const [template] = report.templates;
  const templates = [0.9, 0.3].map((probability, at) => ({
    ...template!,
    id: `T${at}`,
    intents: [{ intent: at === 0 ? 'grading' : 'tutoring', probability, spans: [] }],
  }));
  const kinds = ['tutoring', 'grading'].map((intent) => ({ intent, requests: 50, outputTokens: 0 }));
  const exposure = { kinds, days: [], requests: 100, failed: 0, prompts: 9, counted: 0 };
  const one = { ...campaign!, evidence: [], templates: ['T0', 'T1'], exposure } as unknown as CampaignReport;
  assert.equal(campaignTitle(one, { templates }), 'Asks for graded or compared answers');
  const said = new Map(campaignFacts(one, { ...report, templates })).get('Kinds of work');
  assert.equal(said, 'perhaps tutoring (50%), graded or compared answers (50%)');
});

test('a group that is suspected says why it is not called, as does one whose score would call it, and any other says nothing of it', () => {
  const said = (own: Partial<CampaignReport>): string | undefined =>
    new Map(campaignFacts({ ...campaign!, ...own }, report)).get('Not flagged');
  const rule = { verdict: 'suspected', atMostSuspected: 'it is one prompt' } as const;
  assert.equal(said({ ...rule, score: 0.98 }), 'however high its score, because it is one prompt');
  assert.equal(said({ ...rule, score: 0.5 }), 'that takes a score of 90%');
  assert.equal(said({ verdict: 'none', score: 0.5 }), undefined);
  assert.equal(said({ verdict: 'distillation', score: 0.98 }), undefined);
});

test('a campaign that stopped a day before the log does has ended, and nothing is said of it without times', () => {
  const end = Date.UTC(2026, 4, 12);
  const said = (own: Partial<CampaignReport>): string =>
    activityFact({ ...campaign!, ...own }, { period: { start: end - 9 * DAY, end } });
  assert.equal(said({ last: end }), 'active to the end of the log');
  assert.equal(said({ last: end - 23 * 3_600_000 }), 'last seen 23 h before the log ends, so it may still be running');
  assert.equal(said({ last: end - 3 * DAY }), 'ended 3 days before the log does');
  assert.match(said({ last: null }), /it is unknown whether/);
});

test('a trace that only members have is a fact, and one that others have too is none', () => {
  const trace = { kind: 'payment' as const, value: 'card-1', members: [0, 1], requests: 9, others: 0 };
  const shared = (others: number): string[] =>
    campaignFacts({ ...campaign!, infrastructure: [{ ...trace, others }] }, report).flatMap(([name, text]) =>
      name === 'Shared' ? [text] : [],
    );
  assert.deepEqual(shared(0), ['2 of 3 accounts share 1 means of payment nobody else uses (card-1)']);
  assert.deepEqual(shared(1), []);
});

test('of many traces three are named, and how many more there are is said', () => {
  const infrastructure = ['a', 'b', 'c', 'd', 'e'].map((end) => ({
    ...{ kind: 'address' as const, value: `198.51.100.${end}`, members: [0, 1, 2], requests: 9, others: 0 },
  }));
  const facts = campaignFacts({ ...campaign!, infrastructure }, report);
  assert.equal(
    new Map(facts).get('Shared'),
    '3 of 3 accounts share 5 addresses nobody else uses (198.51.100.a, 198.51.100.b, 198.51.100.c and 2 more)',
  );
});

test('an innocent explanation is told with how likely it is, the unlikely left out', () => {
  const said = (explanations?: CampaignReport['explanations']): string | undefined =>
    new Map(campaignFacts({ ...campaign!, ...(explanations && { explanations }) }, report)).get('If innocent');
  assert.equal(said(), undefined);
  assert.equal(
    said([
      { explanation: 'pool', share: 0.71 },
      { explanation: 'relay', share: 0.24 },
      { explanation: 'product', share: 0.05 },
    ]),
    'most likely keys of one organisation, its team or its contractors (71% of innocent cases), or else keys of a reseller or proxy (a relay) that passes on what its own customers ask (24%)',
  );
});

test('models are told with their shares', () => {
  const models = [
    { model: 'large', requests: 3 },
    { model: 'small', requests: 1 },
  ];
  const facts = new Map(campaignFacts({ ...campaign!, requests: 4, models }, report));
  assert.equal(facts.get('Models'), 'large (75% of its requests), small (25%)');
});

test('a known client and a move at a release are facts, and a move that most of the log made says so', () => {
  const release = { model: 'harbour-2', released: '2026-05-03', moved: 14, able: 24, othersMoved: 3, othersAble: 812 };
  const facts = (own: Partial<CampaignReport>): string[] =>
    campaignFacts({ ...campaign!, ...own }, report).flatMap(([name, text]) =>
      name === 'Release' || name === 'Known client' ? [`${name}: ${text}`] : [],
    );
  assert.deepEqual(facts({}), []);
  assert.deepEqual(facts({ releases: [release, { ...release, othersMoved: 700 }, { ...release, othersAble: 0 }] }), [
    'Release: 14 of 24 accounts moved to harbour-2 within a day of its release on 2026-05-03; so did 3 of 812 others',
    'Release: 14 of 24 accounts moved to harbour-2 within a day of its release on 2026-05-03; so did 700 of 812 others, so it sets nobody apart',
    'Release: 14 of 24 accounts moved to harbour-2 within a day of its release on 2026-05-03; no other account could have',
  ]);
  const knownClients = [{ name: 'Support desk', requests: campaign!.requests, accounts: campaign!.accounts.length }];
  assert.match(
    facts({ knownClients })[0]!,
    /^Known client: Support desk sent 100% of its requests, from \d+ of \d+ accounts; it is/,
  );
});

test('a campaign of a scan with a state says which scan found it first, and that it was away', () => {
  const found = { scans: 3, firstScan: Date.UTC(2026, 4, 1, 5, 17), first: Date.UTC(2026, 3, 1) };
  const said = (history: CampaignReport['history']): string | undefined =>
    historyFact({ ...campaign!, first: Date.UTC(2026, 4, 2), ...(history && { history }) });
  const whole =
    'first found by the scan of 2026-05-01 05:17 UTC, by 3 scans in all, with requests since 2026-04-01 00:00 UTC';
  assert.equal(said({ status: 'known', ...found }), whole);
  assert.equal(said({ status: 'back', ...found }), `back: the scan before did not find it; ${whole}`);
  assert.equal(said({ status: 'new', scans: 1, first: null }), 'new: no earlier scan found it');
  assert.equal(said(undefined), undefined);
});
