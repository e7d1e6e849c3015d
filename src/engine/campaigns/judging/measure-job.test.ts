import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../test/fixtures/templated.ts';
import { forget } from '../../../math/memo.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { measureAhead } from './judge.ts';
import { type MeasuredAside, measureAllAhead, type MeasureJob, measureJobs, runMeasureJob } from './measure-job.ts';

const DIRECTORY = new Map([['m0', { organisation: 'Acme' }]]);
const { candidate, context } = candidateCase(
  traffic(8, 12, (member, n) => ({ user: `${member} ${n}` })),
  {
    directory: DIRECTORY,
  },
);
/** Candidates of different sizes, the largest last. */
const candidates = [2, 3, 5, 6, 8].map((members): Candidate => ({
  ...candidate,
  accounts: candidate.accounts.slice(0, members),
  slices: candidate.slices.slice(0, members),
}));
const jobsFor = (threads: number): ReturnType<typeof measureJobs> =>
  measureJobs(candidates, context, DIRECTORY, threads, 1);
const run = (job: MeasureJob): ReturnType<typeof runMeasureJob> => runMeasureJob(structuredClone(job), () => undefined);

test('another thread measures what this one measures, with the directory', () => {
  for (const { job, candidates: own } of jobsFor(7))
    assert.deepEqual(
      run(job),
      own.map((one) => measureAhead(one, context)),
    );
});

test('each candidate is measured once, and the largest by this thread, which has nothing to read', () => {
  const shared = jobsFor(2).flatMap(({ candidates: own }) => own);
  assert.equal(new Set(shared).size, shared.length);
  assert.ok(shared.length < candidates.length);
  assert.ok(!shared.includes(candidates.at(-1)!));
});

test('the columns of the log are copied once for all threads', () => {
  const [first, second] = jobsFor(2).map(({ job }) => structuredClone(job).requests);
  assert.ok(first && second);
  first.rows.turns[0] = 77;
  assert.equal(second.rows.turns[0], 77);
  assert.notEqual(context.table.rows.turns[0], 77);
});

test('one other thread has enough to read, and in a small log all have', () => {
  assert.deepEqual(jobsFor(1), []);
  assert.deepEqual(measureJobs(candidates, context, DIRECTORY, 7), []);
});

test('what a thread finds is taken, and what it loses is measured here', async () => {
  const found = new Map([['depth', null]]);
  const [taken, lost] = candidates as [Candidate, Candidate];
  const aside: MeasuredAside[] = [
    { candidates: [taken], measured: Promise.resolve([found]) },
    { candidates: [lost], measured: Promise.resolve(undefined) },
  ];
  await measureAllAhead(candidates, context, aside);
  forget();
  assert.deepEqual(measureAhead(lost, context).size, measureAhead(candidate, context).size);
});
