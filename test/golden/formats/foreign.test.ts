/**
 * Logs of other people's tools, written for this repository in their shapes, with the counts that a person made of them.
 * They are apart from what is recorded next to the samples, so that recording anew cannot move them.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { listFormats } from '../../../src/reader/records/formats/format-table.ts';
import { type ReadFile, readFile } from './read-file.ts';
import { scratchFolder } from '../../harness/folders.ts';

const samples = path.join(__dirname, 'samples');

/** File, calls of each format, lines that are rejected, and different accounts. */
const LOGS: readonly (readonly [file: string, formats: Record<string, number>, rejected: number, accounts: number])[] =
  [
    ['amazon-q.json', { 'amazon-q': 3 }, 0, 2],
    ['app-insights.jsonl', { 'app-insights': 2 }, 0, 2],
    ['chat-files.jsonl', { 'chat-files': 12 }, 0, 4],
    ['chat-rows.jsonl', { 'message-rows': 3 }, 0, 3],
    ['cline.json', { cline: 3 }, 0, 1],
    ['deepseek-export.json', { 'chat-exports': 1 }, 0, 1],
    ['dynamodb.jsonl', { exchange: 2 }, 0, 2],
    ['gemini-activity.json', { 'gemini-activity': 1 }, 0, 1],
    ['guidellm.json', { guidellm: 3 }, 0, 1],
    ['postman.json', { postman: 2 }, 0, 2],
    ['product-rows.jsonl', { exchange: 3 }, 0, 3],
    ['sentry.jsonl', { sentry: 1 }, 0, 1],
    ['agent-streams.jsonl', { 'agent-streams': 5 }, 1, 1],
    ['aider.md', { aider: 3 }, 0, 1],
    ['autogen.jsonl', { autogen: 5 }, 0, 3],
    ['autogen-states.jsonl', { 'autogen-states': 3 }, 0, 1],
    ['cassette-parsed.yaml', { vcr: 8 }, 3, 2],
    ['deepeval-traces.jsonl', { 'deepeval-traces': 3 }, 0, 2],
    ['dify.json', { dify: 2 }, 0, 2],
    ['flowise.jsonl', { flowise: 1 }, 0, 1],
    ['gemini-responses.jsonl', { 'gemini-responses': 2 }, 1, 1],
    ['google-adk.jsonl', { 'google-adk': 6 }, 0, 3],
    ['helicone.jsonl', { helicone: 2 }, 0, 1],
    ['inspect-ai.eval', { 'inspect-ai': 2 }, 0, 1],
    ['kimi-cli-loop.jsonl', { 'kimi-cli': 3 }, 0, 1],
    ['litellm-spend-logs.jsonl', { litellm: 8 }, 1, 2],
    ['llama-cpp.log', { 'llama-cpp': 3 }, 0, 2],
    ['mlflow.jsonl', { mlflow: 3 }, 0, 1],
    ['n8n.json', { n8n: 2 }, 1, 1],
    ['openclaw.jsonl', { openclaw: 3 }, 0, 1],
    ['opencode.jsonl', { opencode: 3 }, 0, 2],
    ['openhands-output.jsonl', { openhands: 4 }, 0, 1],
    ['openhands.json', { openhands: 2 }, 0, 1],
    ['otel-deprecated.jsonl', { 'otel-span': 5 }, 0, 1],
    ['phoenix.jsonl', { phoenix: 1 }, 0, 1],
    ['kiro.jsonl', { kiro: 9 }, 0, 2],
    ['promptflow.jsonl', { promptflow: 3 }, 0, 1],
    ['qwen-code.jsonl', { 'qwen-code': 2 }, 0, 1],
    ['replicate.jsonl', { replicate: 2 }, 0, 1],
    ['stream-chunks.jsonl', { 'stream-chunks': 1 }, 2, 1],
    ['streamed.sse', { 'sse-capture': 3 }, 2, 1],
    ['swe-agent.jsonl', { 'swe-agent': 5 }, 0, 1],
    ['tau-bench.jsonl', { 'tau-bench': 7 }, 0, 1],
    ['weave.jsonl', { weave: 2 }, 0, 1],
    ['athena.json', { exchange: 2 }, 0, 2],
    ['langgraph.jsonl', { langgraph: 3 }, 0, 2],
    ['message-pages.jsonl', { 'message-rows': 3 }, 0, 3],
    ['mitmproxy.json', { mitmproxy: 1 }, 0, 1],
    ['new-relic.jsonl', { 'new-relic': 2 }, 0, 2],
    ['typed-values.jsonl', { conversation: 1, exchange: 6 }, 0, 7],
    ['zipkin.json', { 'otel-span': 1 }, 0, 1],
    ['xai-recordings.yaml', { 'xai-recordings': 2 }, 1, 1],
  ];

/** Every line is a record, a rejection or something passed over, the last two with a sentence. */
function checkCounts({ counts }: ReadFile): void {
  assert.equal(counts.lines, counts.records + counts.rejected + counts.skipped);
  assert.ok(counts.reasons.every(({ reason }) => reason !== ''));
  const told = counts.reasons.reduce((sum, { count }) => sum + count, 0);
  assert.equal(told, counts.rejected + counts.skipped);
}

for (const [file, formats, rejected, accounts] of LOGS) {
  test(`${file} gives the calls, rejections and accounts that it holds`, async () => {
    const read = await readFile(path.join(samples, file), file);
    checkCounts(read);
    assert.deepEqual(read.refusals, []);
    assert.deepEqual(read.counts.formats, formats);
    assert.equal(read.counts.rejected, rejected);
    assert.equal(new Set(read.requests.map(({ account }) => account?.value)).size, accounts);
  });

  test(`${file} says no prompt twice, and has an answer, a prompt or a fault for every call`, async () => {
    const { requests } = await readFile(path.join(samples, file), file);
    for (const { messages, answer, status, inputTokens } of requests) {
      const texts = messages.map(({ role, text, toolCalls }) => JSON.stringify([role, text, toolCalls]));
      assert.ok(texts.every((text, index) => index === 0 || text !== texts[index - 1]));
      assert.ok(messages.length > 0 || answer !== undefined || status === 'error' || inputTokens !== undefined);
    }
  });
}

const lineLogs = LOGS.filter(([file]) => file.endsWith('.jsonl'));

test('a line that is cut and one of no known format are rejected, and no call is lost beside them', async () => {
  const folder = scratchFolder('foreign-');
  for (const [file, formats, rejected] of lineLogs) {
    const text = readFileSync(path.join(samples, file), 'utf8');
    const copy = path.join(folder, file);
    writeFileSync(copy, `${text}{"what":"is","this":1}\n{"cut":"in the mid`);
    const read = await readFile(copy, file);
    checkCounts(read);
    assert.deepEqual([read.counts.formats, read.counts.rejected], [formats, rejected + 2], file);
  }
});

test('a log packed with gzip gives the same calls', async () => {
  const folder = scratchFolder('foreign-');
  for (const [file] of lineLogs) {
    const copy = path.join(folder, file);
    writeFileSync(copy, gzipSync(readFileSync(path.join(samples, file))));
    const [plain, packed] = [await readFile(path.join(samples, file), file), await readFile(copy, file)];
    assert.deepEqual(packed.requests, plain.requests, file);
    assert.deepEqual(packed.counts.formats, plain.counts.formats, file);
  }
});

test('every format whose shape is known from documentation alone is marked so', () => {
  const documented = new Set(['dify', 'flowise', 'helicone', 'llama-cpp', 'mlflow', 'n8n', 'weave']);
  const marked = listFormats().filter(({ name, source }) => documented.has(name) && source === 'documentation');
  assert.deepEqual(new Set(marked.map(({ name }) => name)), documented);
});
