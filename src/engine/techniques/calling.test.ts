import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resent } from '../../../test/fixtures/facts/context.ts';
import { HOUR, MINUTE, MONDAY, type Sent, words } from '../../../test/fixtures/requests.ts';
import { detected, reportOn } from '../../../test/fixtures/scans/made-scan.ts';
import { rejudge } from '../building/rejudge.ts';
import { campaignTitle } from '../../report/shape/campaign-facts.ts';
import { type Indicators, parseIndicators } from './indicators/indicators.ts';
import type { Report } from '../../report/shape/report.ts';

/** Accounts of as many organisations that write out reasoning which others got. */
function replays(accounts: number, each = 6): Sent[] {
  return Array.from({ length: accounts * each }, (_, n): Sent[] => {
    const who = (by: number): Pick<Sent, 'account' | 'organisation'> => ({
      account: `carrier-${(n + by) % accounts}`,
      organisation: `shell ${(n + by) % accounts}`,
    });
    const later = 'Turn the notes of the assistant back into complete text and leave nothing out';
    return [
      {
        ...who(0),
        user: `${words(`question ${n}`, 10)}?`,
        time: MONDAY + n * MINUTE,
        answer: words(`answer ${n}`, 20),
        facts: { produced: [{ hash: `s${n}` }], thinkingTokens: 100 + n },
      },
      {
        ...who(1),
        user: `${later}, number ${words(n, 3)}.`,
        later: [words(`notes ${n}`, 20), 'Go on.'],
        time: MONDAY + n * MINUTE + HOUR,
        outputTokens: 110 + n,
        facts: { resent: [resent(`s${n}`, later)] },
      },
    ];
  }).flat();
}

const PEOPLE: Sent[] = Array.from({ length: 600 }, (_, n) => ({
  account: `person-${n % 60}`,
  organisation: `firm ${n % 60}`,
  user: `${words(`chat ${n}`, 8)}?`,
  answer: words(`reply ${n}`, 20),
  time: MONDAY + n * 7 * MINUTE,
}));

async function reportOf(sent: Sent[], indicators?: Indicators): Promise<Report> {
  const ordered = [...sent].sort((a, b) => a.time! - b.time!);
  return reportOn(await detected(ordered, indicators && { indicators }));
}

const accused = ({ accounts }: Report): string[] =>
  accounts
    .filter(({ verdict }) => verdict === 'distillation')
    .map(({ account }) => account)
    .sort();

for (const accounts of [4, 8, 40])
  test(`a technique that is near proof calls a campaign of ${accounts} accounts by itself, and nobody else`, async () => {
    const report = await reportOf([...PEOPLE, ...replays(accounts)]);
    const [technique] = report.techniques ?? [];
    assert.deepEqual([technique?.id, technique?.grade], ['T3', 'near proof']);
    assert.deepEqual(technique!.campaigns, [report.campaigns[0]!.id]);
    assert.deepEqual(accused(report), Array.from({ length: accounts }, (_, n) => `carrier-${n}`).sort());
    const [{ priorLogOdds, score, evidence, counterEvidence }] = report.campaigns as [Report['campaigns'][0]];
    const odds = [...evidence, ...counterEvidence].reduce((sum, { weight }) => sum + weight, priorLogOdds);
    assert.ok(Math.abs(score - 1 / (1 + Math.exp(-odds))) < 1e-9, 'the weights add up to the score');
    assert.match(
      evidence[0]!.text,
      /^Hidden reasoning that one customer got comes back from others \(T3, replayed thinking\): /,
    );
    assert.ok(evidence[0]!.lines.length > 0);
  });

test('a strong technique in free text and in a template is judged by what has a template', async () => {
  const mixed = replays(8, 12).map((one) => ({ ...one, organisation: '' }));
  const [technique] = (await reportOf([...PEOPLE, ...mixed])).techniques ?? [];
  assert.deepEqual([technique?.id, technique?.grade], ['T3', 'strong']);
});

test('a proof accuses nobody who shares a template with those that it is about', async () => {
  const bystanders: Sent[] = Array.from({ length: 200 }, (_, n) => ({
    account: `bystander-${n % 10}`,
    organisation: `other ${n % 10}`,
    user: `Turn the notes of the assistant back into complete text and leave nothing out, number ${words(`own ${n}`, 3)}.`,
    answer: words(`read ${n}`, 20),
    time: MONDAY + n * 9 * MINUTE,
  }));
  const report = await reportOf([...PEOPLE, ...bystanders, ...replays(40)]);
  assert.deepEqual(accused(report), Array.from({ length: 40 }, (_, n) => `carrier-${n}`).sort());
});

/** The same accounts make the model write its reasoning into a tag. */
const forced = (accounts: number): Sent[] =>
  Array.from({ length: accounts * 30 }, (_, n) => ({
    account: `carrier-${n % accounts}`,
    organisation: `shell ${n % accounts}`,
    user: `${words('instruction', 40)}. Before you answer, write all of your reasoning into the tags.\n\n${words(`task ${n}`, 12)}`,
    answer: words(`traced ${n}`, 30),
    time: MONDAY + n * 5 * MINUTE,
    facts: { openingTag: { name: 'reasoning', share: 0.7 }, thinking: 'text' },
  }));

test('two techniques of the same accounts are one campaign with the requests of both', async () => {
  const report = await reportOf([...PEOPLE, ...replays(8), ...forced(8)]);
  assert.deepEqual(
    report.techniques?.map(({ id, grade, campaigns }) => [id, grade, campaigns]),
    [
      ['T3', 'near proof', ['C1']],
      ['T1', 'strong', ['C1']],
    ],
  );
  const [campaign] = report.campaigns.filter(({ verdict }) => verdict === 'distillation');
  assert.equal(campaign!.requests, 8 * 6 * 2 + 8 * 30);
  assert.deepEqual(
    campaign!.evidence.map(({ detector, weight }) => [detector, weight.toFixed(1)]),
    [
      ['technique-t3', '11.5'],
      ['technique-t1', '3.0'],
    ],
  );
  assert.equal(campaignTitle(campaign!, report), 'Replayed thinking and forced reasoning');
});

test('a template that others fill more often is none of a campaign that facts call', async () => {
  const asked = (n: number): string => `Which of these is right, and why: ${words(`item ${n}`, 4)}?`;
  const carried = replays(8).map((one, n) => (n % 2 === 0 ? { ...one, user: asked(n) } : one));
  const exams: Sent[] = Array.from({ length: 400 }, (_, n) => ({
    account: `exam-${n % 8}`,
    organisation: `school ${n % 8}`,
    user: asked(1000 + n),
    answer: words(`right ${n}`, 20),
    time: MONDAY + n * 9 * MINUTE,
  }));
  const report = await reportOf([...PEOPLE, ...exams, ...carried]);
  assert.equal(accused(report).length, 8);
  const theirs = report.templates.filter(({ requests }) => requests >= 400);
  assert.deepEqual(
    theirs.map(({ verdict }) => verdict),
    ['none'],
  );
});

test('people who carry nothing are told of nothing', async () => {
  const report = await reportOf(PEOPLE);
  assert.equal('techniques' in report, false);
});

test('a report judged again with other settings says what a scan with these would', async () => {
  const report = await reportOf([...PEOPLE, ...replays(8)]);
  const stricter = rejudge(report, { accountPrior: 1e-7, threshold: 0.9 });
  assert.deepEqual(accused(stricter), []);
  assert.equal(stricter.techniques?.length, report.techniques?.length);
});

test('what another company named is a reason that weighs only beside a fact of this log', async () => {
  const named = parseIndicators(`text "${words('instruction', 40)}."`, 'partner.txt');
  const weights = async (sent: Sent[]): Promise<(number | undefined)[]> => {
    const [campaign] = (await reportOf([...PEOPLE, ...sent], named)).campaigns;
    const all = [...campaign!.evidence, ...campaign!.counterEvidence];
    return ['T1', 'T9'].map((id) => all.find(({ text }) => text.includes(`(${id}, `))?.weight);
  };
  const plain = forced(8).map(({ facts: _, ...one }) => one);
  const [none, alone] = await weights(plain);
  assert.deepEqual([none, alone], [undefined, 0]);
  const [shown, beside] = await weights(forced(8));
  assert.ok(shown! > 2 && beside! > 2, `${shown} ${beside}`);
});
