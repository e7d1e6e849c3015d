import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportReport } from '../../../../test/fixtures/export-case.ts';
import { hash53 } from '../../../math/hash.ts';
import { Random } from '../../../math/random.ts';
import type { DocumentName } from '../../../reader/records/facts/facts.ts';
import { newRecord } from '../../../reader/records/fields/request.ts';
import { reportOn } from '../../../report/export/subject.ts';
import type { DocumentCoverage } from '../../../report/shape/exposure/document-coverage.ts';
import { coverageText, readerText } from '../../../report/shape/exposure/document-coverage-text.ts';
import { withoutPrompts } from '../../../report/shape/without-prompts.ts';
import { accountProfiles } from '../../accounts/account-profiles.ts';
import { RequestTable } from '../../table/request-table.ts';
import { answeredDocuments } from './gather-documents.ts';
import { documentCoverage } from './document-coverage.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 4, 4);

interface Answer {
  account: string;
  documents: readonly number[];
  time?: number;
  failed?: true;
}

const nameOf = (document: number): DocumentName => ({ key: hash53(`kb/${document}`), title: `Page ${document}` });

/** A table of answers, read in chunks whose rows come in the order given. */
function tableOf(answers: readonly Answer[], chunks = 1): RequestTable {
  const parts = Array.from({ length: chunks }, () => new RequestTable());
  answers.forEach(({ account, documents, time, failed }, at) => {
    const record = newRecord('exchange');
    record.account = { value: account, kind: 'key' };
    record.messages = [{ role: 'user', text: `Question ${at}` }];
    if (time !== undefined) record.time = time;
    record.status = failed ? 'error' : 'ok';
    if (documents.length > 0) record.facts = { documents: documents.map(nameOf) };
    parts[at % chunks]!.add(record, { source: 0, line: at + 1, offset: 100 * at, length: 99 });
  });
  const [first, ...rest] = parts.reverse();
  for (const one of rest) first!.merge(one);
  return first!.finish();
}

const coverageOf = (answers: readonly Answer[], chunks = 1): DocumentCoverage | undefined => {
  const table = tableOf(answers, chunks);
  return documentCoverage({ table, profiles: accountProfiles(table, new Map()) }, []);
};

/** Forty people who ask about twenty popular pages, and one who goes through a hundred, one a half day. */
function sweepAndPeople(): Answer[] {
  const random = new Random('people');
  const people = Array.from({ length: 400 }, (_, at): Answer => ({
    account: `person-${at % 40}`,
    documents: [random.below(20)],
    time: START + at * 3_600_000,
  }));
  const sweep = Array.from({ length: 100 }, (_, at): Answer => ({
    account: 'sweep',
    documents: [at],
    time: START + at * (DAY / 2),
  }));
  return [...people, ...sweep];
}

test('a log whose answers name no documents has no coverage', () => {
  assert.equal(coverageOf([{ account: 'a', documents: [] }]), undefined);
});

test('who goes through the documents is shown with the share it got, beside what as many requests of others see', () => {
  const coverage = coverageOf(sweepAndPeople())!;
  assert.deepEqual([coverage.documents, coverage.requests, coverage.accounts, coverage.judged], [100, 500, 41, 1]);
  const [sweep] = coverage.readers;
  assert.deepEqual([sweep!.name, sweep!.requests, sweep!.documents, sweep!.share], ['sweep', 100, 100, 1]);
  assert.deepEqual([sweep!.others!.seen, sweep!.others!.total], [20, 20]);
  assert.equal(sweep!.alone.documents, 80);
  assert.equal(sweep!.alone.titles.length, 5);
  assert.ok(sweep!.expected!.high <= 20 && sweep!.expected!.low >= 15, JSON.stringify(sweep!.expected));
  assert.equal(sweep!.curve.length, 12);
  assert.deepEqual(
    sweep!.curve.map(({ documents }) => documents),
    sweep!.curve.map(({ requests }) => requests),
  );
});

test('the coverage is the same whatever the order in which parts of the log were read', () => {
  const answers = sweepAndPeople();
  const once = JSON.stringify(coverageOf(answers));
  for (const chunks of [2, 5]) assert.equal(JSON.stringify(coverageOf(answers, chunks)), once);
});

test('answers that failed and requests without an account show no documents to anybody', () => {
  const answers = sweepAndPeople();
  const more: Answer[] = [
    { account: 'person-1', documents: [500], failed: true },
    { account: '', documents: [501] },
  ];
  assert.equal(coverageOf([...answers, ...more])!.requests, 500);
});

test('when nearly all would be had is told by the pace of the last half, and not without times', () => {
  const half = sweepAndPeople().filter(({ account, documents }) => account !== 'sweep' || documents[0]! < 60);
  // Pages that one visitor got make a hundred in all.
  const visitor: Answer = {
    account: 'visitor',
    documents: Array.from({ length: 40 }, (_, at) => 60 + at),
    time: START,
  };
  const [sweep] = coverageOf([...half, visitor])!.readers;
  // 60 of 100 after 30 days, 35 to go at two a day.
  assert.ok(Math.abs(sweep!.reaches! - (START + 47 * DAY)) <= DAY, new Date(sweep!.reaches!).toISOString());
  assert.match(
    readerText(sweep!),
    /60 documents \(60% of all\) in 60 requests; .* 95% of all on 2026-06-\d\d at this pace$/,
  );
  const bare = [...half, visitor].map(({ account, documents }): Answer => ({ account, documents }));
  assert.equal(coverageOf(bare)!.readers[0]!.reaches, undefined);
  assert.equal(coverageOf(bare)!.readers[0]!.curve[0]!.time, null);
});

test('of very many documents a sample stands for all, the same one in any order, and it is said', () => {
  const answers = Array.from({ length: 4000 }, (_, at): Answer => ({ account: 'a', documents: [at] }));
  const table = tableOf(answers);
  const sampled = answeredDocuments({ table }, 400)!;
  assert.equal(sampled.titles.length, 400);
  assert.ok(Math.abs(sampled.total - 4000) < 600, String(sampled.total));
  assert.deepEqual(answeredDocuments({ table: tableOf(answers.toReversed()) }, 400)!.total, sampled.total);
  const text = coverageText({ documents: 4000, sampled: 400, requests: 4000, accounts: 1, judged: 0, readers: [] })!;
  assert.match(text.sentences.join(' '), /estimated from 400 of them/);
});

test('a report without prompts holds no titles, and one on an account nothing of other readers', () => {
  const report = { ...exportReport(), documents: coverageOf(sweepAndPeople())! };
  assert.match(JSON.stringify(report), /Page 20/);
  assert.doesNotMatch(JSON.stringify(withoutPrompts(report)), /Page 20/);
  const { account } = report.accounts[0]!;
  assert.deepEqual(reportOn(report, { kind: 'account', id: account }).documents!.readers, []);
});

test('a customer that sent nearly all of a log takes no longer than one of many, and is held against the few others', () => {
  const giant = Array.from({ length: 20_000 }, (_, at): Answer => ({ account: 'giant', documents: [at % 500] }));
  const few = Array.from({ length: 30 }, (_, at): Answer => ({ account: 'visitor', documents: [at % 7] }));
  const coverage = coverageOf([...giant, ...few])!;
  const [first] = coverage.readers;
  assert.deepEqual([first!.name, first!.documents], ['giant', 500]);
  assert.deepEqual(first!.expected, { low: 7, middle: 7, high: 7 });
});
