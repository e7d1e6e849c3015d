/** Rows of a log whose lines are still being counted, against a host that answers when the test says so. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ListFacts, LogRow, RowPlace } from '../../src/protocol/explorer-messages.ts';
import type { AskHost } from './explorer-host.ts';
import { RowWindow } from './row-window.ts';

/** A log of short lines: all of it is smaller than two usual lines of a log. */
const LINES = 300;
const BYTES = 100;

function row(line: number): LogRow {
  return {
    offset: line * BYTES,
    length: BYTES - 1,
    part: 0,
    line: line + 1,
    kind: 'text',
    time: null,
    account: '',
    model: '',
    template: '',
    score: 0,
    verdict: 'none',
    flagged: false,
    cleared: false,
    preview: '',
    requests: 1,
  };
}

function answerOf(from: RowPlace, count: number): { rows: LogRow[]; last: boolean } {
  const end = 'before' in from ? from.before / BYTES : LINES;
  const first = 'row' in from ? from.row : 'near' in from ? Math.floor(from.near / BYTES) : Math.max(0, end - count);
  const last = Math.min(end, first + count);
  return { rows: Array.from({ length: last - first }, (_, at) => row(first + at)), last: last >= LINES };
}

const facts = (counted: number): ListFacts => ({
  list: 1,
  total: counted,
  complete: counted === LINES,
  bytes: counted * BYTES,
  allBytes: LINES * BYTES,
  limited: false,
});

/** A window, and `answer`, which lets the host answer all that was asked and what is asked because of that. */
function opened(): { window: RowWindow; answer: () => Promise<void>; shifts: number[] } {
  const waiting: (() => void)[] = [];
  const shifts: number[] = [];
  const ask = ((_: 'rows', { from, count }: { from: RowPlace; count: number }) =>
    new Promise((resolve) => waiting.push(() => resolve(answerOf(from, count))))) as AskHost;
  const window = new RowWindow(ask, {
    loaded: () => undefined,
    shifted: (by) => shifts.push(by),
    failed: (error) => assert.fail(String(error)),
  });
  window.open(facts(0), true);
  const answer = async (): Promise<void> => {
    while (waiting.length > 0) {
      waiting.splice(0).forEach((give) => give());
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { window, answer, shifts };
}

/** What is at each place of the list, asked for as a person scrolls there. */
async function linesAt(window: RowWindow, answer: () => Promise<void>, places: number[]): Promise<unknown[]> {
  const lines: unknown[] = [];
  for (const place of places) {
    window.want(place, place + 1);
    await answer();
    lines.push(window.row(place)?.line);
  }
  return lines;
}

test('the start of a short log is its first line before any line is counted', async () => {
  const { window, answer } = opened();
  window.want(0, 30);
  await answer();
  assert.deepEqual(await linesAt(window, answer, [0, 4, 99]), [1, 5, 100]);
});

test('every line is at its place when counting ended while rows were being read', async () => {
  const { window, answer, shifts } = opened();
  window.want(0, 30);
  window.update(facts(LINES));
  await answer();
  assert.deepEqual(await linesAt(window, answer, [0, 4, 99, 100, 299]), [1, 5, 100, 101, 300]);
  assert.equal(window.total, LINES);
  assert.deepEqual(
    shifts.filter((by) => by !== 0),
    [],
  );
});

test('the end of the log that was read before counting ended is moved to its place', async () => {
  const { window, answer, shifts } = opened();
  const end = window.total;
  window.want(end - 1, end);
  window.update(facts(LINES));
  await answer();
  const moved = shifts.reduce((sum, by) => sum + by, 0);
  assert.equal(end + moved, LINES);
  assert.deepEqual(await linesAt(window, answer, [4, 204, 299]), [5, 205, 300]);
});
