import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { exportCase, exportReport, exportTriage, NOW } from '../../../../test/fixtures/export-case.ts';
import { otlpFaults } from '../../../../test/fixtures/exports/otlp-schema.ts';
import { base, lineOf, type Span } from '../../../../test/harness/otlp-spans.ts';
import type { Report } from '../../shape/report.ts';
import type { RequestIndex } from '../../shape/request-index.ts';
import { flaggedLines, type FlaggedTrace, type FlaggedTraces, readTraces } from './flagged.ts';
import { langfuseScores } from './langfuse.ts';
import { otlpLogs } from './otlp.ts';
import { phoenixAnnotations } from './phoenix.ts';
import { tagRemark } from './tagged.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-traces-');

const START = Date.UTC(2026, 4, 4);
const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, 'a');

/** A span that `account` sent in minute `minute`. */
const spanOf = (account: string, minute: number): Span => ({
  ...base,
  traceId: hex(minute, 32),
  spanId: hex(minute, 16),
  startTimeUnixNano: `${START + minute * 60_000}000000`,
  attributes: (base.attributes as { key: string }[]).map((one) =>
    one.key === 'user.id' ? { key: 'user.id', value: { stringValue: account } } : one,
  ),
});

/** A log of one line for each list of spans, with the index of its requests, all of one template. */
function logOf(name: string, report: Report, lines: readonly (readonly [account: string, minute: number][])[]) {
  const file = join(folder, name);
  const texts = lines.map((spans) => JSON.stringify(lineOf(spans.map(([account, minute]) => spanOf(account, minute)))));
  writeFileSync(file, texts.map((text) => `${text}\n`).join(''));
  const rows = lines.flatMap((spans, at) => spans.map(([account, minute]) => ({ at, account, minute })));
  const accounts = report.accounts.map(({ account }) => account);
  const offsets = texts.map((_, at) => texts.slice(0, at).reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0));
  const column = <T>(kind: { from(values: number[]): T }, value: (row: (typeof rows)[number]) => number): T =>
    kind.from(rows.map(value));
  const index: RequestIndex = {
    length: rows.length,
    ...{ files: [file], accounts, templates: report.templates.map(({ id }) => id), models: ['m'] },
    file: column(Uint16Array, () => 0),
    line: column(Uint32Array, ({ at }) => at + 1),
    offset: column(Float64Array, ({ at }) => offsets[at]!),
    bytes: column(Uint32Array, ({ at }) => Buffer.byteLength(texts[at]!)),
    time: column(Float64Array, ({ minute }) => START + minute * 60_000),
    account: column(Uint32Array, ({ account }) => accounts.indexOf(account)),
    template: column(Uint32Array, () => 0),
    model: column(Uint16Array, () => 0),
    outputTokens: column(Uint32Array, () => 9),
    score: column(Float32Array, () => 1),
  };
  return { file, index };
}

const report = exportReport();
const [first, second, third] = report.campaigns[0]!.accounts as [string, string, string];
const stranger = report.accounts.find(({ campaign }) => campaign === undefined)!.account;
const idsOf = (traces: readonly FlaggedTrace[]): (string | undefined)[] => traces.map(({ span }) => span);

test('each request of a campaign is found on its trace, and no request of anybody else', async () => {
  const { index } = logOf('plain.jsonl', report, [
    [[second, 1]],
    [
      [third, 2],
      [stranger, 3],
      [third, 4],
    ],
    [[stranger, 5]],
  ]);
  const { traces, looked, without, beyond } = await readTraces(flaggedLines(report, index), {});
  assert.deepEqual(
    idsOf(traces),
    [1, 2, 4].map((minute) => hex(minute, 16)),
  );
  assert.deepEqual([looked, without, beyond], [3, 0, 0]);
  assert.deepEqual(
    traces.map(({ account, campaign }) => [account, campaign]),
    [second, third, third].map((account) => [account, 'C1']),
  );
});

test('a trace is flagged for nobody where two requests can be meant, or the log has changed', async () => {
  const { file, index } = logOf('doubt.jsonl', report, [
    [
      [second, 1],
      [second, 1],
    ],
    [[third, 2]],
  ]);
  const wanted = flaggedLines(report, index);
  assert.deepEqual(idsOf((await readTraces(wanted, {})).traces), [hex(2, 16)]);
  logOf('doubt.jsonl', report, [[[stranger, 1]], [[stranger, 2]]]);
  assert.deepEqual((await readTraces(wanted, {})).traces, []);
  rmSync(file);
  const { traces, without } = await readTraces(wanted, {});
  assert.deepEqual([traces.length, without], [0, 3]);
});

test('an export on one account looks up its requests alone', () => {
  const { index } = logOf('part.jsonl', report, [[[second, 1]], [[third, 2]]]);
  const part = { ...report, accounts: report.accounts.filter(({ account }) => account === third) };
  assert.deepEqual(
    flaggedLines(part, index).lines.map(({ accounts }) => [...accounts]),
    [[third]],
  );
});

const line = { file: '/logs/req.jsonl', line: 1, offset: 0, length: 10 };
const traceFor = (account: string, at: number, span = hex(at, 16)): FlaggedTrace => ({
  ...{ line, campaign: 'C1', account, time: START, trace: hex(at, 32), span },
});
const flagged: FlaggedTraces = {
  traces: [traceFor(first, 1), traceFor(second, 2), traceFor(third, 3, 'obs-1')],
  ...{ looked: 4, without: 1, beyond: 0 },
};
const input = exportCase({ report, triaged: exportTriage(report), flagged });
const rowsOf = (pieces: Iterable<string>): Record<string, unknown>[] =>
  [...pieces].map((piece) => JSON.parse(piece) as Record<string, unknown>);

test('a request that a person cleared has no tag, and the remark says of how many requests the others are', () => {
  assert.deepEqual(
    rowsOf(langfuseScores(input)).map(({ traceId }) => traceId),
    [hex(1, 32), hex(3, 32)],
  );
  assert.equal(
    tagRemark(input).text,
    '2 requests of 4 requests that were looked up are tagged. 1 request had no trace in the log, or could not be told from others.',
  );
});

test('a score is one that Langfuse takes, the same when it is sent again', () => {
  const [score] = rowsOf(langfuseScores(input));
  const { metadata, ...body } = score!;
  assert.deepEqual(body, {
    id: body['id'],
    name: 'prompt-traffic-audit',
    traceId: hex(1, 32),
    observationId: hex(1, 16),
    dataType: 'CATEGORICAL',
    value: 'distillation',
    comment: body['comment'],
  });
  assert.match(String(body['id']), /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.match(String(body['comment']), /^One of 60 requests of campaign C1 \(.*\)\. Probability of distillation 98/);
  assert.equal((metadata as { account: string }).account, exportCase().report.campaigns[0]!.accounts[0]);
  assert.deepEqual(
    rowsOf(langfuseScores(input)),
    rowsOf(langfuseScores(exportCase({ report, triaged: exportTriage(report), flagged, now: NOW + 1 }))),
  );
});

test('an annotation is one that Phoenix takes, on spans of OpenTelemetry alone', () => {
  const [body] = rowsOf(phoenixAnnotations(input));
  const [only, ...others] = body!['data'] as Record<string, unknown>[];
  assert.equal(others.length, 0);
  const { metadata: _, result, ...rest } = only!;
  assert.deepEqual(rest, {
    ...{ span_id: hex(1, 16), name: 'prompt-traffic-audit', annotator_kind: 'CODE' },
    identifier: 'prompt-traffic-audit',
  });
  assert.deepEqual(Object.keys(result as object), ['label', 'score', 'explanation']);
});

interface Logs {
  resourceLogs: [{ scopeLogs: [{ logRecords: { eventName: string; traceId?: string; spanId?: string }[] }] }];
}

test('log records fit OTLP, one of each finding and of each flagged request, which carries its trace', () => {
  const hit = { group: [{ field: 'account', value: third }], matches: 3, first: null, last: START, lines: [line] };
  const whole: Report = {
    ...report,
    rules: [
      {
        ...{ id: 'rule/burst', title: 'A burst', level: 'high', tags: ['atlas.aml.t0040'], state: 'ran' },
        ...{ hitCount: 1, hits: [hit] },
      },
    ],
    techniques: [
      {
        ...{ id: 'T3', name: 'replayed thinking', grade: 'strong', accounts: [first], requests: 9, campaigns: ['C1'] },
        ...{ text: 'It was.', statistic: 1, n: 9, readings: [], atlas: ['AML.T0040'], lines: [line] },
      },
    ],
  };
  const pieces = rowsOf(otlpLogs(exportCase({ report: whole, triaged: exportTriage(whole), flagged })));
  assert.deepEqual(
    pieces.flatMap((piece) => otlpFaults(piece)),
    [],
  );
  const records = pieces.flatMap((piece) => (piece as unknown as Logs).resourceLogs[0].scopeLogs[0].logRecords);
  const ofKind = (kind: string) => records.filter(({ eventName }) => eventName === `prompt_traffic_audit.${kind}`);
  assert.deepEqual(
    ['finding', 'technique', 'rule_hit', 'flagged_request'].map((kind) => ofKind(kind).length),
    [2, 1, 1, 2],
  );
  assert.deepEqual(
    ofKind('flagged_request').map(({ traceId, spanId }) => [traceId, spanId]),
    [
      [hex(1, 32), hex(1, 16)],
      [hex(3, 32), undefined],
    ],
  );
});
