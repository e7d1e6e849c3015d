import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import type { CampaignReport } from '../shape/report.ts';
import { applyTriage } from './apply-triage.ts';
import { changeSentences } from './triage-words.ts';
import type { MarkSubject, Triage } from './triage.ts';
import { decisionStatus, type TriagedReport } from './triaged-report.ts';

const { report } = syntheticResult({ campaigns: 1, members: 20 });
const [campaign] = report.campaigns;
const names = campaign!.accounts;

/** A later report of a suspected group that was itself cleared, with a score of then or without one. */
function later(score: number, was?: number): TriagedReport {
  const { accounts, templates } = campaign!;
  const subject: MarkSubject = { kind: 'campaign', accounts, templates, ...(was !== undefined && { score: was }) };
  const triage: Triage = { allow: [], marks: [{ subject, state: 'benign', note: 'a course' }] };
  return applyTriage({ ...report, campaigns: [{ ...campaign!, verdict: 'suspected', score }] }, triage, '2026-11-25');
}

/** A later report of one suspected group. Those that were cleared have seventeen of its accounts, and neither is about the group itself. */
function strangers(
  change: Partial<CampaignReport>,
  scores: readonly (number | undefined)[] = [0.3, 0.3],
): TriagedReport {
  const others = Array.from({ length: 60 }, (_, n) => `other-${n}`);
  const pieces = [names.slice(0, 8), names.slice(8, 17)];
  const marks = pieces.map((accounts, at) => ({
    subject: {
      kind: 'campaign' as const,
      accounts: [...accounts, ...others.slice(30 * at, 30 * at + 30)],
      templates: [...campaign!.templates, `T-${at}`, `U-${at}`, `V-${at}`],
      ...(scores[at] !== undefined && { score: scores[at] }),
    },
    state: 'benign' as const,
    note: 'a course',
  }));
  const own: CampaignReport = { ...campaign!, verdict: 'suspected', score: 0.3, templates: [], ...change };
  return applyTriage({ ...report, campaigns: [own] }, { allow: [], marks }, '2026-11-25');
}

test('a group whose accounts were cleared in other groups is not shown again, and how many these are is said', () => {
  const triaged = strangers({});
  assert.equal(triaged.known, 1);
  const status = decisionStatus(triaged, 'campaign', 'C1');
  assert.deepEqual([status?.counted, status?.known, status?.decision], [false, true, undefined]);
  assert.match(status!.text, /^17 of its 20 accounts stand in groups that were marked benign/);
  assert.match(changeSentences(triaged).at(-1)!, /^1 known group not shown: /);
});

test('it is shown when it grows, asks for something else, or its odds double', () => {
  const grown = [...names, ...Array.from({ length: 5 }, (_, n) => `new-${n}`)];
  assert.equal(strangers({ accounts: grown }).known, 0);
  assert.equal(strangers({ templates: ['T-9', 'T-8', 'T-0'] }).known, 0);
  assert.equal(strangers({ score: 0.45 }).known, 1);
  assert.equal(strangers({ score: 0.47 }).known, 0);
});

test('a group cleared below the threshold is shown once it is called, and one that was called when it was cleared is not', () => {
  assert.equal(strangers({ verdict: 'distillation', score: 0.9 }, [0.88, 0.88]).known, 0);
  assert.equal(strangers({ verdict: 'distillation', score: 0.99 }, [0.92, 0.1]).known, 1);
});

test('of a decision without a score it is not known whether the group rose, so nothing is hidden by it', () => {
  assert.equal(strangers({}, [undefined, undefined]).known, 0);
  assert.equal(strangers({}, [0.3, undefined]).known, 0);
});

test('a group that was cleared itself counts again when its odds have doubled, with the reason', () => {
  assert.equal(decisionStatus(later(0.3, 0.3), 'campaign', 'C1')?.counted, false);
  const risen = later(0.5, 0.3);
  assert.equal(decisionStatus(risen, 'campaign', 'C1'), undefined);
  assert.match(risen.lapsed[0]!.why, /the score of C1 rose from 30% to 50% since it was marked benign/);
  // Decisions of old have no score.
  assert.equal(decisionStatus(later(0.5), 'campaign', 'C1')?.counted, false);
});

test('a mark that holds has not lapsed because most of its accounts are in a larger group as well', () => {
  const { id, accounts, templates } = campaign!;
  const larger = { ...campaign!, id: 'C9', accounts: [...accounts, ...Array.from('abcdefgh')], templates: ['T-9'] };
  const subject: MarkSubject = { kind: 'campaign', accounts, templates };
  const triage: Triage = { allow: [], marks: [{ subject, state: 'benign', note: 'a course' }] };
  const triaged = applyTriage({ ...report, campaigns: [larger, campaign!] }, triage, '2026-11-25');
  assert.equal(decisionStatus(triaged, 'campaign', 'C9'), undefined);
  assert.equal(decisionStatus(triaged, 'campaign', id)?.counted, false);
  assert.deepEqual(triaged.lapsed, []);
  assert.deepEqual([...triaged.seen.values()], [{ kind: 'campaign', id }], 'a link to it leads to the larger group');
});
