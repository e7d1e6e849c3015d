/**
 * Logs that are written, rotated and emptied while they are followed. Longer than 250 lines: every case is a story
 * that takes many steps to tell.
 */
import assert from 'node:assert/strict';
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { rounds } from '../../../test/harness/all.ts';
import { demoLog } from '../../../test/fixtures/demo-log.ts';
import { SAMPLE } from '../../demo/sample.ts';
import { audit, type AuditResult } from '../pipeline/audit.ts';
import { follow, type FollowOptions } from './follow.ts';

const { lines } = demoLog(SAMPLE);
const RANGE = 32 << 10;
let folder: string;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'follow-'));
});
after(() => rmSync(folder, { recursive: true }));

/** Report and request index, every byte of both, wherever the logs stand. */
function digest({ report, index }: AuditResult, place: string): string {
  const columns = Object.entries(index).map(([name, value]: [string, unknown]) =>
    ArrayBuffer.isView(value)
      ? [name, Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')]
      : [name, value],
  );
  return JSON.stringify([report, columns]).replaceAll(place, '');
}

/** The same bytes as they would be scanned by themselves: whole lines of every log in a folder of their own. */
async function fullScan(place: string, keepOpenLines = false): Promise<{ digest: string; result: AuditResult }> {
  const copy = join(folder, 'copy');
  rmSync(copy, { recursive: true, force: true });
  cpSync(place, copy, { recursive: true, preserveTimestamps: true });
  for (const name of readdirSync(copy)) {
    const path = join(copy, name);
    const bytes = readFileSync(path);
    if (!keepOpenLines && !name.endsWith('.gz')) truncateSync(path, bytes.lastIndexOf(10) + 1);
    if (statSync(path).size === 0) rmSync(path);
  }
  const result = await audit(
    readdirSync(copy).map((name) => join(copy, name)),
    { workers: 0, reading: { rangeBytes: RANGE } },
  );
  return { digest: digest(result, copy), result };
}

/** Follows logs; each step changes them when the report before it has been made, and the last step ends it. */
async function followSteps(
  paths: readonly string[],
  steps: readonly ((result: AuditResult) => void | Promise<void>)[],
  options: Partial<FollowOptions> = {},
): Promise<void> {
  const stop = new AbortController();
  let step = 0;
  await follow(paths, {
    workers: 0,
    reading: { rangeBytes: RANGE },
    pollMs: 1,
    pauseMs: 0,
    ...options,
    signal: stop.signal,
    onReport: async (result) => {
      await steps[step++]!(result);
      if (step === steps.length) stop.abort();
    },
  });
  assert.equal(step, steps.length);
}

function freshPlace(): string {
  const place = mkdtempSync(join(folder, 'log-'));
  mkdirSync(place, { recursive: true });
  return place;
}

interface Append {
  kind: 'append';
  from: number;
  count: number;
  noise: string;
  /** Bytes that are missing at the end. */
  open: number;
}

type Change = Append | { kind: 'rename' | 'copy' | 'twice' };

/** Any growth in any chunks, with broken lines and open ends, and rotation by renaming or by copying and emptying. */
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('append' as const),
      from: fc.nat(lines.length - 30),
      count: fc.integer({ min: 1, max: 25 }),
      noise: fc.constantFrom('', '\n', '{"cut":\n', 'text\n'),
      open: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1500 })),
    }),
  },
  fc.constantFrom<Change>({ kind: 'rename' }, { kind: 'copy' }, { kind: 'twice' }),
);

function textOf({ from, count, noise, open }: Append): string {
  const text = lines.slice(from, from + count).join('') + noise;
  return text.slice(0, Math.max(1, text.length - open));
}

test('whatever a log goes through, its report is that of a full scan of the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 3, maxLength: 9 }), async (changes) => {
      const place = freshPlace();
      const log = join(place, 'app.log');
      writeFileSync(log, lines.slice(0, 20).join(''));
      let rotations = 0;
      /** Names count upwards with time, as dates do. */
      const next = (): string => `${log}.${String(++rotations).padStart(3, '0')}`;
      const rotate = (): void => {
        // A writer ends its line before the log is taken from it.
        appendFileSync(log, '\n');
        renameSync(log, next());
        writeFileSync(log, lines.slice(rotations, rotations + 2).join(''));
      };
      const apply = (what: Change): void => {
        if (what.kind === 'append') appendFileSync(log, textOf(what));
        else if (what.kind === 'copy') {
          appendFileSync(log, '\n');
          copyFileSync(log, next());
          truncateSync(log, 0);
          appendFileSync(log, lines.slice(rotations, rotations + 1).join(''));
        } else {
          rotate();
          if (what.kind === 'twice') rotate();
        }
      };
      const steps = [...changes.map((what) => () => apply(what)), () => undefined];
      await followSteps(
        [log],
        steps.map((step, at) => async (result: AuditResult) => {
          assert.equal(digest(result, place), (await fullScan(place)).digest, `report ${at}`);
          step();
          // Even where a step leaves all sizes as they were, the clock has moved on.
          const now = new Date(Date.now() + at);
          utimesSync(log, now, now);
        }),
      );
      rmSync(place, { recursive: true });
    }),
    { numRuns: rounds(10) },
  );
});

test('a line that is being written is no rejected line, and is read when it ends or when nothing more comes', async (t) => {
  const place = freshPlace();
  const log = join(place, 'app.log');
  const half = lines[11]!.length / 2;
  const HOUR = 3_600_000;
  const later = Date.now() + 2 * HOUR;
  writeFileSync(log, lines.slice(0, 10).join(''));
  const rejected = (result: AuditResult, requests: number): void => {
    assert.deepEqual([result.report.inputs.rejected, result.report.inputs.requests], [0, requests]);
  };
  await followSteps(
    [log],
    [
      (result) => {
        rejected(result, 10);
        appendFileSync(log, lines[10]! + lines[11]!.slice(0, half));
      },
      (result) => {
        rejected(result, 11);
        appendFileSync(log, lines[11]!.slice(half));
      },
      (result) => rejected(result, 12),
    ],
  );
  appendFileSync(log, '{"id":"cut');
  await followSteps(
    [log],
    [
      (result) => {
        rejected(result, 12);
        t.mock.method(Date, 'now', () => later);
      },
      (result) => assert.equal(result.report.inputs.rejected, 1),
    ],
    { restMs: HOUR },
  );
});

test('a rotated log is followed into its archive, and leaves the report with a sentence when it is deleted', async () => {
  const place = freshPlace();
  const log = join(place, 'app.log');
  writeFileSync(log, lines.slice(0, 50).join(''));
  const remarks: string[] = [];
  const names = ({ report }: AuditResult): string[] =>
    report.inputs.files.map(({ path }) => path.slice(place.length + 1));
  await followSteps(
    [log],
    [
      () => {
        renameSync(log, `${log}.1`);
        writeFileSync(log, lines.slice(50, 60).join(''));
      },
      (result) => {
        assert.deepEqual(names(result), ['app.log', 'app.log.1']);
        assert.equal(result.report.inputs.requests, 60);
        writeFileSync(`${log}.1.gz`, gzipSync(readFileSync(`${log}.1`)));
        rmSync(`${log}.1`);
      },
      async (result) => {
        assert.deepEqual(names(result), ['app.log', 'app.log.1.gz']);
        assert.equal(digest(result, place), (await fullScan(place)).digest);
        rmSync(`${log}.1.gz`);
      },
      (result) => {
        assert.deepEqual(names(result), ['app.log']);
        assert.match(remarks.join(), /app\.log\.1\.gz: its previous content is gone/);
      },
    ],
    { onRemark: (text) => remarks.push(text) },
  );
});

test('a folder is followed with the files that come into it', async () => {
  const place = freshPlace();
  writeFileSync(join(place, 'a.jsonl'), lines.slice(0, 30).join(''));
  await followSteps(
    [place],
    [
      () => writeFileSync(join(place, 'b.jsonl'), lines.slice(30, 70).join('')),
      async (result) => {
        assert.equal(result.report.inputs.requests, 70);
        assert.equal(digest(result, place), (await fullScan(place)).digest);
      },
    ],
  );
});

test('following keeps the last requests only, and the counts of all', async () => {
  const place = freshPlace();
  const log = join(place, 'app.log');
  writeFileSync(log, lines.slice(0, 100).join(''));
  const sizes: number[] = [];
  const grow = ({ report, index }: AuditResult): void => {
    sizes.push(index.length);
    assert.ok(index.length <= 50, String(index.length));
    assert.match(report.inputs.files[0]?.note ?? '', /counted but no longer judged/);
    appendFileSync(log, lines.slice(100, 160).join(''));
  };
  await followSteps([log], [grow, grow, grow, ({ report }) => assert.equal(report.inputs.requests, 280)], {
    keepRequests: 40,
  });
  assert.ok(sizes.every((size) => size >= 40));
});

test('following ends at once when it is stopped, with the last whole report', async () => {
  const place = freshPlace();
  const log = join(place, 'app.log');
  writeFileSync(log, lines.slice(0, 100).join(''));
  const stop = new AbortController();
  let reports = 0;
  const following = follow([log], {
    workers: 0,
    signal: stop.signal,
    onReport: () => {
      reports++;
      setImmediate(() => stop.abort());
    },
  });
  await following;
  assert.equal(reports, 1);
  assert.ok(existsSync(log));
});
