import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MINUTE, MONDAY, type Sent, words } from '../../../test/fixtures/requests.ts';
import { detected, reportInput } from '../../../test/fixtures/scans/made-scan.ts';
import { probabilityOf } from '../../math/log-odds.ts';
import { buildReport } from './build-report.ts';
import type { DetectionResult } from './detection-result.ts';
import { DEFAULT_SETTINGS, type Report, type ReportSettings } from '../../report/shape/report.ts';
import { NO_TEMPLATE, type RequestIndex } from '../../report/shape/request-index.ts';
import { rejudge } from './rejudge.ts';

const SETTINGS: ReportSettings = DEFAULT_SETTINGS;

async function built(
  sent: readonly Sent[],
  settings: ReportSettings = SETTINGS,
  change = (found: DetectionResult): DetectionResult => found,
): Promise<{ report: Report; index: RequestIndex }> {
  return buildReport(reportInput(change(await detected(sent)), settings));
}

const FRAMES = [
  'Reconstruct every step of the reasoning behind this result. Leave nothing out',
  'Grade the following reply from one to ten with a short reason. Use the rubric of the course',
];
/** Twelve accounts that share a queue of two templates, one of them in turn with words of its own. */
const HARVEST: Sent[] = Array.from({ length: 720 }, (_, n) => ({
  account: `harvester-${n % 12}`,
  user: n % 5 ? `${FRAMES[Math.floor(n / 12) % 2]}:\n${words(`item ${n}`)}.` : `${words(`own ${n}`)}.`,
  time: MONDAY + n * 5 * MINUTE,
  outputTokens: 10,
}));
const PEOPLE: Sent[] = Array.from({ length: 300 }, (_, n) => ({
  account: `person-${n % 60}`,
  user: `${words(`chat ${n}`, 6)}.`,
  time: MONDAY + n * 7 * MINUTE,
  organisation: n % 60 ? '' : 'Acme',
}));
/** Conversations that begin under one of four accounts and continue under the next. */
const RELAY: Sent[] = Array.from({ length: 40 }, (_, n): Sent[] => {
  const [user, answer] = [`${words(`ask ${n}`)}.`, `${words(`answer ${n}`, 10)}.`];
  const time = MONDAY + n * HOUR;
  return [
    { account: `relay-${n % 4}`, user, answer, time },
    { account: `relay-${(n + 1) % 4}`, user, later: [answer, 'More.'], time: time + MINUTE },
  ];
}).flat();

test('an account’s flagged requests are those of its campaign’s templates, not its other ones', async () => {
  const { report, index } = await built([...HARVEST, ...PEOPLE]);
  const accused = report.accounts.filter(({ verdict }) => verdict === 'distillation');
  assert.equal(accused.length, 12);
  for (const { account, requests, flaggedRequests, outputTokens, slices } of accused) {
    const own = HARVEST.filter((sent) => sent.account === account);
    assert.deepEqual([requests, outputTokens], [own.length, 10 * own.length]);
    assert.equal(flaggedRequests, own.filter(({ user }) => FRAMES.some((frame) => user!.startsWith(frame))).length);
    assert.equal(
      slices.reduce((sum, slice) => sum + slice.requests, 0),
      flaggedRequests,
    );
  }
  HARVEST.forEach(({ user }, row) => {
    const inQuestion = FRAMES.some((frame) => user!.startsWith(frame));
    assert.equal(index.score[row]! > 0, inQuestion, user);
    assert.equal(index.template[row] !== NO_TEMPLATE, inQuestion, user);
  });
});

test('a campaign below the threshold is suspected: it is reported and accuses neither an account nor a template', async () => {
  const { report } = await built([...HARVEST, ...PEOPLE], { ...SETTINGS, threshold: 1 });
  assert.deepEqual(
    report.campaigns.map(({ verdict }) => verdict),
    ['suspected'],
  );
  const parts = [...report.accounts, ...report.templates].map(({ verdict }) => verdict);
  assert.ok(
    parts.every((verdict) => verdict === 'none' || verdict === 'automation'),
    parts.join(' '),
  );
  assert.match(report.findings[0]!.title, /^Suspected: /);
  const { accounts } = report.campaigns[0]!;
  assert.deepEqual(
    report.accounts
      .filter(({ campaign }) => campaign === 'C1')
      .map(({ account }) => account)
      .toSorted(),
    accounts.toSorted(),
  );
  assert.deepEqual(
    report.findings.map(({ kind }) => kind),
    ['campaign'],
  );
});

test('an account of a called group stays called where it is in a more certain one that is suspected at most', async () => {
  const { report } = await built([...HARVEST, ...PEOPLE], SETTINGS, (found) => {
    const [called] = found.judgements;
    const candidate = { ...called!.candidate };
    const suspected = {
      ...{ ...called!, candidate },
      logOdds: called!.logOdds + 1,
      atMostSuspected: 'its groups were joined',
      joined: { parts: [called!, called!, called!] },
    };
    return {
      ...found,
      judgements: [suspected, ...found.judgements],
      calibration: new Map([...found.calibration, [candidate, found.calibration.get(called!.candidate)!]]),
    };
  });
  assert.deepEqual(
    report.campaigns
      .slice(0, 2)
      .map(({ verdict }) => verdict)
      .sort(),
    ['distillation', 'suspected'],
  );
  const { summary, parts, requests, score, templates } = report.campaigns.find((one) => one.verdict === 'suspected')!;
  assert.deepEqual(parts![0], { accounts: 12, inCommon: 12, requests, score, templates });
  assert.match(
    summary,
    /They are 3 groups that work alike: the score and the evidence are those of the most suspicious\.$/,
  );
  assert.equal(report.accounts.filter(({ verdict }) => verdict === 'distillation').length, 12);
});

test('the prior moves an account without evidence and nothing else about it', async () => {
  const { report } = await built(PEOPLE, { ...SETTINGS, accountPrior: 0.01 });
  for (const { score, verdict, evidence } of report.accounts) {
    assert.ok(Math.abs(score - 0.01) < 1e-12);
    assert.deepEqual([verdict, evidence], ['none', []]);
  }
});

test('accounts that pass conversations on are a relay: said, and not flagged as distillation', async () => {
  const { report } = await built([...RELAY, ...PEOPLE]);
  const [relay] = report.campaigns;
  assert.deepEqual([report.campaigns.length, relay?.verdict, relay?.accounts.length], [1, 'relay', 4]);
  for (const account of report.accounts.filter(({ account: name }) => name.startsWith('relay'))) {
    assert.deepEqual([account.verdict, account.campaign, account.flaggedRequests], ['relay', relay!.id, 0]);
    assert.ok(account.score < 0.1);
    const odds = [...account.evidence, ...account.counterEvidence].reduce(
      (sum, { weight }) => sum + weight,
      account.priorLogOdds,
    );
    assert.ok(Math.abs(probabilityOf(odds) - account.score) < 1e-12);
  }
  assert.ok(report.findings.every(({ verdict, lines }) => verdict === 'relay' && lines.length > 0));
});

test('an account of a relay that is in a weaker campaign too is named with the relay, until that campaign is flagged', async () => {
  // All twelve are its keys: a few would be parted from the others.
  const both = RELAY.map((sent, at) => ({ ...sent, account: `harvester-${((at >> 1) + (at % 2)) % 12}` }));
  const { report } = await built([...HARVEST, ...both, ...PEOPLE], { ...SETTINGS, threshold: 1 });
  const id = (wanted: string): string | undefined => report.campaigns.find(({ verdict }) => verdict === wanted)?.id;
  const named = ({ accounts }: Report): unknown => {
    const { verdict, campaign } = accounts.find(({ account }) => account === 'harvester-0')!;
    return [verdict, campaign];
  };
  assert.deepEqual(named(report), ['relay', id('relay')]);
  const flagged = rejudge(report, { ...SETTINGS, threshold: 0.6 });
  assert.deepEqual(named(flagged), ['distillation', id('suspected')]);
  assert.deepEqual(named(rejudge(flagged, { ...SETTINGS, threshold: 1 })), ['relay', id('relay')]);
});

test('what the accounts of a relay share and pass on is said of it, as it is of a campaign', async () => {
  const shared = RELAY.map((sent) => ({ ...sent, address: '192.0.2.7', model: 'model-a' }));
  const { report } = await built([...shared, ...PEOPLE]);
  const { infrastructure, exposure, models } = report.campaigns[0]!;
  assert.deepEqual(
    infrastructure?.map(({ kind, value, members, others }) => [kind, value, members.length, others]),
    [['address', '192.0.2.7', 4, 0]],
  );
  assert.equal(exposure?.requests, RELAY.length);
  assert.equal(
    models?.reduce((sum, { requests }) => sum + requests, 0),
    RELAY.length,
  );
});

test('a program is said to be one, and that weighs nothing', async () => {
  const timer: Sent[] = Array.from({ length: 100 }, (_, n) => ({
    account: 'cron',
    user: words(n),
    time: MONDAY + n * HOUR,
  }));
  const { report } = await built([...timer, ...PEOPLE]);
  const cron = report.accounts.find(({ account }) => account === 'cron')!;
  assert.equal(cron.verdict, 'automation');
  assert.ok(Math.abs(cron.score - SETTINGS.accountPrior) < 1e-12);
  assert.deepEqual(
    cron.counterEvidence.map(({ detector, weight }) => [detector, weight]),
    [['automation', 0]],
  );
  assert.deepEqual(report.findings, []);
});

test('requests without an account are counted and dated, and nobody is judged for them', async () => {
  const { report, index } = await built([
    { user: words(1), time: MONDAY },
    { user: words(2), time: MONDAY + HOUR },
  ]);
  assert.deepEqual([report.population.requests, report.population.accounts, report.accounts], [2, 0, []]);
  assert.deepEqual(report.period, { start: MONDAY, end: MONDAY + HOUR });
  assert.deepEqual([...index.account], [0, 0]);
});

test('a value that the log does not give is null or absent, never a number', async () => {
  const { report } = await built([{ account: 'k', user: words(1) }]);
  assert.equal(report.period, null);
  const [account] = report.accounts;
  assert.deepEqual(
    [account?.first, account?.last, 'organisation' in account!, 'campaign' in account!],
    [null, null, false, false],
  );
});

test('a report holds no clock time and no number that JSON cannot write', async () => {
  const [one, two] = [await built([...HARVEST, ...RELAY]), await built([...HARVEST, ...RELAY])];
  assert.equal(JSON.stringify(one.report), JSON.stringify(two.report));
  assert.deepEqual(JSON.parse(JSON.stringify(one.report)), one.report);
});

test('two templates of one id, of which one was made to have it, say different things in their reports, and so do their campaigns', async () => {
  const harvest = (frame: string): Sent[] =>
    HARVEST.map((sent, n) => ({ ...sent, user: `${FRAMES[0]!}. ${frame}:\n${words(`item ${n}`)}.` }));
  const [plan, code] = await Promise.all(
    ['You answer with a plan afmgjcs', 'runnable code adnlhrt'].map(async (frame) =>
      built([...harvest(frame), ...PEOPLE]),
    ),
  );
  const [one, other] = [plan!, code!].map(({ report }) => report.campaigns[0]!);
  assert.deepEqual(one!.templates, other!.templates);
  assert.equal(one!.key, other!.key);
  assert.match(one!.says![0]!, /^[0-9a-f]{32}$/);
  assert.match(other!.says![0]!, /^[0-9a-f]{32}$/);
  assert.notEqual(one!.says![0], other!.says![0]);
  for (const { report } of [plan!, code!])
    for (const { templates, says } of report.campaigns)
      assert.deepEqual(
        says,
        templates.map((id) => report.templates.find((template) => template.id === id)!.says ?? ''),
      );
});
