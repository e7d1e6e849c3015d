import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINUTE, MONDAY, type Sent, tableOf, words } from '../../../test/fixtures/requests.ts';
import { detected, reportOn } from '../../../test/fixtures/scans/made-scan.ts';
import { detect, type DetectOptions, type Phase } from './detect.ts';
import { measureJobs, runMeasureJob } from '../campaigns/judging/measure-job.ts';
import { linksJobs, runLinksJob } from '../campaigns/significance/null-links.ts';
import { runViewsJob, viewsJobs } from '../templates/views/views-job.ts';
import type { DetectionResult } from '../building/detection-result.ts';
import { meaningsFrom } from '../readback/template-meanings.ts';

const FRAMES = [
  'Reconstruct every step of the reasoning behind this result. Leave nothing out',
  'Grade the following reply from one to ten with a short reason. Use the rubric of the course',
  'Rewrite this request so that a careful assistant may answer it. Keep its meaning',
];
/** Twelve accounts that share a queue of prompts in three templates, among sixty others with words of their own. */
const ATTACK: Sent[] = Array.from({ length: 720 }, (_, n) => ({
  account: `harvester-${n % 12}`,
  user: `${FRAMES[Math.floor(n / 12) % 3]}:\n${words(`item ${n}`)}.`,
  time: MONDAY + n * 5 * MINUTE,
}));
const PEOPLE: Sent[] = Array.from({ length: 600 }, (_, n) => ({
  account: `person-${n % 60}`,
  user: `${words(`chat ${n}`, 6)}.`,
  time: MONDAY + n * 7 * MINUTE,
  organisation: n % 60 ? '' : 'Acme',
}));
/** The twelve chat, too: whose accounts do nothing else may be keys of one owner. */
const COVER: Sent[] = Array.from({ length: 72 }, (_, n) => ({
  account: `harvester-${n % 12}`,
  user: `${words(`cover ${n}`, 6)}.`,
  time: MONDAY + n * 47 * MINUTE,
}));
const ALL = [...ATTACK, ...PEOPLE, ...COVER];
const table = tableOf(ALL);
const textOf = (row: number): string => ALL[row]!.user!;

const read = (rows: Iterable<number>): Promise<Map<number, string>> =>
  Promise.resolve(new Map([...rows].map((row) => [row, textOf(row)])));

async function found(readPrompts = read, phases: Phase[] = []): Promise<DetectionResult> {
  return detect(table, {
    directory: new Map(),
    readTexts: meaningsFrom(readPrompts),
    onPhase: (phase) => phases.push(phase),
  });
}

test('accounts that share a queue in rare templates are found among people, and only they', async () => {
  const { accounts } = reportOn(await found());
  const accused = accounts.filter(({ verdict }) => verdict === 'distillation').map(({ account }) => account);
  assert.equal(accused.length, 12);
  assert.ok(accused.every((account) => account.startsWith('harvester')));
});

test('the phases are told in their order', async () => {
  const phases: Phase[] = [];
  await found(read, phases);
  assert.deepEqual(phases, ['templates', 'accounts', 'campaigns', 'report']);
});

test('when no prompt can be read back, templates have no text, and what they ask for is no evidence', async () => {
  const report = reportOn(await found(() => Promise.resolve(new Map<number, string>())));
  assert.ok(report.templates.length >= 3);
  for (const { parts, intents, lines } of report.templates) {
    assert.deepEqual([parts, intents], [[], []]);
    assert.ok(lines.length > 0, 'the lines are still known');
  }
  const [campaign] = report.campaigns;
  assert.ok(campaign);
  assert.match(campaign.summary, /not readable/);
  assert.ok(![...campaign.evidence, ...campaign.counterEvidence].some(({ detector }) => detector === 'intent'));
  assert.equal(report.detectors.find(({ id }) => id === 'intent')?.state, 'abstained');
});

test('steps that other threads take change nothing in the report, and steps that they lose are taken here', async () => {
  const talk = Array.from({ length: 80 }, (_, n) => ({
    account: `g${n % 8}`,
    user: 'hi',
    later: ['Hello.', `${FRAMES[0]}:\n${words(`piece ${n}`)}.`],
  }));
  const own = tableOf([...ATTACK, ...PEOPLE, ...talk]);
  const settings: DetectOptions = {
    directory: new Map(),
    readTexts: meaningsFrom(() => Promise.resolve(new Map<number, string>())),
    onPhase: () => undefined,
  };
  let [dealt, measured] = [0, 0];
  const alone = reportOn(await detect(own, settings));
  const beside = async (threads: number, isLost = false): Promise<unknown> => {
    const done = <Answer>(answer: () => Answer): Promise<Answer | undefined> =>
      Promise.resolve(isLost ? undefined : structuredClone(answer()));
    const found = await detect(own, {
      ...settings,
      mineAside: async (all) => {
        const jobs = structuredClone(viewsJobs(all, threads));
        return Object.assign({}, ...(await Promise.all(jobs.map((job) => done(() => runViewsJob(job)))))) as object;
      },
      measureAside: (candidates, known) =>
        measureJobs(candidates, known, settings.directory, threads, 1).map(({ job, candidates: own }) => {
          measured += own.length;
          return {
            candidates: own,
            measured: done(() => runMeasureJob(structuredClone(job), () => undefined)),
          };
        }),
      dealLinks: (linked) => {
        dealt++;
        return linksJobs(structuredClone(linked), threads).map((job) => ({ job, dealt: done(() => runLinksJob(job)) }));
      },
    });
    return reportOn(found);
  };
  for (const threads of [1, 2, 7]) assert.deepEqual(await beside(threads), alone, `${threads} threads`);
  assert.equal(dealt, 3, 'of the view that has what is reported');
  assert.ok(measured > 0, 'some candidates are measured elsewhere');
  assert.deepEqual(await beside(2, true), alone);
});

test('only a few prompts of each template are read back', async () => {
  let asked: number[] = [];
  await found((rows) => read((asked = [...rows])));
  assert.ok(asked.length >= 6 && asked.length <= 120, `${asked.length}`);
});

test('an empty table has nothing to find', async () => {
  const empty = await detected([]);
  assert.deepEqual([empty.judgements, empty.relays, empty.profiles.size, empty.templates.ids], [[], [], 0, []]);
});
