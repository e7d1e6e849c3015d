import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { demoLog } from '../../../test/fixtures/demo-log.ts';
import { SAMPLE } from '../../demo/sample.ts';
import { InputError } from '../../reader/bytes/files/input-error.ts';
import { type MapOptions, mapLogs } from '../state/map-logs.ts';
import { mergeStates } from '../state/merge-states.ts';
import { MANIFEST } from '../state/manifest.ts';
import { readWanted } from '../state/prompt-rows.ts';
import { audit, type AuditResult } from './audit.ts';
import { askForPrompts, finishStates } from './finish-states.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('states-test-');
let places = 0;
const place = (): string => path.join(folder, `out-${places++}`);

const logs = path.join(folder, 'logs');
mkdirSync(logs);
const { lines } = demoLog(SAMPLE);
const part = (from: number, to: number): string =>
  lines.slice(Math.floor(from * lines.length), Math.floor(to * lines.length)).join('');
writeFileSync(path.join(logs, 'a.jsonl'), part(0, 0.4));
writeFileSync(path.join(logs, 'b.jsonl.gz'), gzipSync(part(0.4, 0.7)));
writeFileSync(path.join(logs, 'c.jsonl'), `{"cut":\n${part(0.7, 0.9)}`);
// Repeats of requests that are in another file, and a file that ends in the middle.
writeFileSync(path.join(logs, 'd.jsonl'), part(0.3, 0.32) + part(0.9, 1));
writeFileSync(path.join(logs, 'e.jsonl.gz'), gzipSync(part(0.5, 0.6)).subarray(0, -2000));
writeFileSync(path.join(logs, 'f.jsonl'), '{"one": 1, "other field": {"two": 2}}\n{"three": 3}\n');
writeFileSync(path.join(logs, 'g.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]));
writeFileSync(path.join(logs, 'h.jsonl'), '');
const files = readdirSync(logs).map((name) => path.join(logs, name));

const text = ({ report, index }: AuditResult): string => JSON.stringify([report, index]);

async function mapped(paths: readonly string[], options: MapOptions = {}): Promise<string> {
  const to = place();
  assert.ok(await mapLogs(paths, to, options));
  return to;
}

/** The report of states by prompts that were read back where the logs are. */
async function finished(states: readonly string[], paths: readonly string[]): Promise<AuditResult> {
  const [wanted, prompts] = [place(), place()];
  await askForPrompts(states, wanted);
  mkdirSync(prompts);
  for (const [number, log] of paths.entries()) await readWanted([log], wanted, path.join(prompts, `${number}`));
  const found = readdirSync(prompts).map((name) => path.join(prompts, name));
  return finishStates(states, found);
}

test('a map of each file, in any order, merged or not, ends in the report of the scan', async () => {
  const scanned = await audit([logs], { workers: 0 });
  assert.ok(scanned.report.partial, 'a file is cut');
  assert.ok((scanned.report.inputs.duplicates ?? 0) > 0);
  assert.ok(scanned.report.campaigns.length > 0);
  const states: string[] = [];
  for (const file of [...files].reverse()) states.push(await mapped([file]));
  assert.equal(text(await finished(states, files)), text(scanned));
  const [first, second, third] = [place(), place(), place()];
  await mergeStates(states.slice(0, 3), first);
  await mergeStates(states.slice(3).reverse(), second);
  await mergeStates([second, first], third);
  assert.equal(text(await finished([third], files)), text(scanned));
  assert.equal(text(await finished([await mapped([logs])], [logs])), text(scanned));
  assert.equal(
    text(await finishStates([third], undefined)),
    text(scanned),
    'prompts read from the logs by the last step',
  );
});

test('whichever of two merges comes first, the state has the same bytes', async () => {
  const [a, b] = [await mapped(files.slice(0, 3)), await mapped(files.slice(3))];
  const [one, other] = [place(), place()];
  await mergeStates([a, b], one);
  await mergeStates([b, a], other);
  for (const name of readdirSync(one)) {
    assert.ok(readFileSync(path.join(one, name)).equals(readFileSync(path.join(other, name))), name);
    assert.equal(statSync(path.join(one, name)).mode & 0o077, 0, 'only its owner may read it');
  }
});

test('of two maps into one folder the slower one is told, and leaves nothing behind', async () => {
  const inside = place();
  mkdirSync(inside);
  const target = path.join(inside, 'state');
  const both = await Promise.allSettled([mapLogs([files[0]!], target), mapLogs([files[0]!], target)]);
  const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  assert.equal(refused.length, 1);
  assert.ok(
    refused[0] instanceof InputError && refused[0].message.endsWith('already exists. Name a folder that does not.'),
  );
  assert.deepEqual(readdirSync(inside), ['state']);
});

test('ranges that cover a large log end in the report of the scan, wherever they meet', async () => {
  const large = path.join(folder, 'large.jsonl');
  const repeated = Buffer.from(lines.join(''));
  writeFileSync(large, Buffer.concat(Array.from({ length: Math.ceil((70 << 20) / repeated.length) }, () => repeated)));
  const scanned = await audit([large], { workers: 0 });
  const cuts = [0, 5_000_000, 33 << 20, 40 << 20];
  const states: string[] = [];
  for (const [number, start] of cuts.entries())
    states.push(await mapped([large], { range: { start, end: cuts[number + 1] ?? Infinity } }));
  assert.equal(text(await finished(states.reverse(), [large])), text(scanned));
  const without = states.filter((_, number) => number !== 2);
  const { report } = await finishStates(without, undefined);
  assert.ok(report.partial);
  assert.match(report.inputs.files[0]?.error ?? '', /in none of the states: from byte \d+ to \d+/);
  await assert.rejects(finishStates([...states, states[0]!], undefined), /overlap|read twice/);
});

test('a log is called what it was named, so that a copy makes the report of the original', async () => {
  const scanned = await audit([files[0]!], { workers: 0 });
  const copy = path.join(folder, 'copy');
  writeFileSync(copy, readFileSync(files[0]!));
  const state = await mapped([copy], { name: files[0]! });
  assert.equal(text(await finishStates([state], undefined)), text(scanned));
});

test('parts of requests in different files are joined when all are there', async () => {
  const batch = path.join(folder, 'batch');
  mkdirSync(batch);
  const input = (n: number) => ({
    custom_id: `request-${n}`,
    method: 'POST',
    url: '/v1/chat/completions',
    body: {
      model: 'gpt-4o',
      messages: [{ role: 'user', content: `What is the capital of country number ${n}, please?` }],
    },
  });
  const output = (n: number) => ({
    id: `batch_req_${n}`,
    custom_id: `request-${n}`,
    response: {
      status_code: 200,
      request_id: `r${n}`,
      body: {
        id: `chatcmpl-${'x'.repeat(20)}${n}`,
        object: 'chat.completion',
        created: 1_760_000_000 + n,
        model: 'gpt-4o',
        choices: [{ index: 0, message: { role: 'assistant', content: `Its capital is ${n}.` }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
      },
    },
    error: null,
  });
  const all = Array.from({ length: 50 }, (_, n) => n);
  writeFileSync(path.join(batch, 'in.jsonl'), all.map((n) => `${JSON.stringify(input(n))}\n`).join(''));
  writeFileSync(path.join(batch, 'out.jsonl'), all.map((n) => `${JSON.stringify(output(n))}\n`).join(''));
  const scanned = await audit([batch], { workers: 0 });
  assert.equal(scanned.report.population.requests, 50, 'inputs and outputs are one request each');
  const states = [await mapped([path.join(batch, 'out.jsonl')]), await mapped([path.join(batch, 'in.jsonl')])];
  const one = place();
  await mergeStates(states, one);
  assert.equal(text(await finishStates([one], undefined)), text(scanned));
});

test('prompts that nobody read back are told in the report', async () => {
  const state = await mapped([files[0]!]);
  const [wanted, prompts] = [place(), place()];
  await askForPrompts([state], wanted);
  assert.equal(await readWanted(files, wanted, prompts, { signal: AbortSignal.abort() }), undefined);
  assert.ok(!existsSync(prompts), 'prompts of a reading that was stopped');
  await readWanted([files[1]!], wanted, prompts);
  const { report } = await finishStates([state], [prompts]);
  assert.match(
    report.inputs.notes?.join(' ') ?? '',
    /The prompts of [\d,]+ of [\d,]+ requests that show templates could not be read back/,
  );
});

test('a state that is damaged, of another version, or read otherwise is refused in a sentence', async () => {
  const state = await mapped([files[0]!]);
  const list = path.join(state, MANIFEST);
  const good = readFileSync(list, 'utf8');
  const refused = async (states: readonly string[], sentence: RegExp): Promise<void> => {
    await assert.rejects(
      finishStates(states, undefined),
      (error) => error instanceof InputError && sentence.test(error.message),
    );
  };
  writeFileSync(list, good.replace('"rows":', '"rows": '));
  await finishStates([state], undefined);
  writeFileSync(list, good.replace(/"rows":(\d)/, '"rows":1$1'));
  await refused([state], /damaged: the checksum of state\.json is wrong/);
  writeFileSync(list, good.slice(0, -20));
  await refused([state], /damaged/);
  const { manifest } = JSON.parse(good) as { manifest: Record<string, unknown> };
  const { createHash } = await import('node:crypto');
  const signed = (changed: Record<string, unknown>): string =>
    JSON.stringify({ manifest: changed, sha256: createHash('sha256').update(JSON.stringify(changed)).digest('hex') });
  writeFileSync(list, signed({ ...manifest, version: 0 }));
  await refused([state], /has version 0 .* Map all the logs again/);
  writeFileSync(list, good);
  const requests = path.join(state, 'requests-0.parquet');
  const bytes = readFileSync(requests);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(requests, bytes);
  await refused([state], /requests-0\.parquet: This file is damaged: its checksum is wrong/);
  writeFileSync(requests, bytes.subarray(1));
  await refused([state], /it has \d+ of \d+ bytes/);
  const [one, other] = [await mapped([files[0]!]), await mapped([files[1]!], { accountBy: 'key' })];
  await refused([one, other], /read with a different mapping, --account-by, limit or --secret/);
  await refused([logs], /not written by prompt-audit map or merge/);
  await refused([one, one], /overlap|read twice/);
});
