/** Real logs that are kept outside the repository must give the number of requests that was counted by hand. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { readFile } from './read-file.ts';

const shared = path.join(__dirname, '../../../../shared/formats');

/** File, requests of each format, and the lines that are rejected, where there are any. */
const LOGS: readonly (readonly [file: string, formats: Record<string, number>, rejected?: number])[] = [
  ['litellm/standard_logging_payload.json', { litellm: 1 }],
  ['litellm/spend_logs_payload.json', { litellm: 1 }],
  ['more/litellm/slp-prometheus-test.json', { litellm: 1 }],
  ['more/litellm/ui-log-entries.jsonl', { litellm: 4 }],
  ['openai-batch/output.openai-doc-example.jsonl', { 'batch-output': 2 }],
  ['more/openai-batch/curator-basic.input0.jsonl', { 'batch-input': 3 }],
  ['more/openai-batch/curator-resume.input0.jsonl', { 'batch-input': 3 }],
  ['more/anthropic-batch/curator-basic.create0.json', { 'batch-input': 3 }],
  ['more/anthropic-batch/curator-reasoning.create0.json', { 'batch-input': 2 }],
  ['more/anthropic-batch/curator-resume.create0.json', { 'batch-input': 1 }],
  ['more/raw-api/anthropic-messages-0.request.json', { 'raw-request': 1 }],
  ['more/raw-api/openai-chat-0.response.json', { 'raw-response': 1 }],
  ['more/raw-api/openai-responses-0.request.json', { 'raw-request': 1 }],
  ['more/raw-api/openai-responses-4.request.json', { 'raw-request': 1 }],
  ['otlp-otel-genai/otel.traces.jsonl', { otlp: 3 }],
  ['otlp-otel-genai/traceloop.traces.jsonl', { otlp: 2 }],
  ['otlp-otel-genai/vercel-ai.traces.jsonl', { otlp: 1 }],
  ['otlp-openinference-envoy/js-sdk-openinference.traces.jsonl', { otlp: 2 }],
  ['otlp-openinference-envoy/chat-basic.json', { 'otel-span': 1 }],
  ['otlp-openinference-envoy/chat-bad-request.json', { 'otel-span': 1 }],
  ['otlp-openinference-envoy/chat-streaming.json', { 'otel-span': 1 }],
  ['otlp-openinference-envoy/chat-tools.json', { 'otel-span': 1 }],
  ['more/otlp/agef-fixture-a-full.traces.json', { otlp: 1 }],
  ['more/otlp/agentdr-doc.traces.json', { otlp: 1 }],
  ['more/otlp/provekit-doc.traces.json', { otlp: 1 }],
  ['more/otel-spans/oi-openinference_client_span_input_output_only.json', { 'otel-span': 1 }],
  ['more/otel-spans/oi-otel_genai_client_span_tool_calls.json', { 'otel-span': 1 }],
  ['more/otel-spans/oi-otel_genai_tool_execution_span.json', {}],
  ['more/phoenix/metergraphrelay-spans-page.json', { 'otel-span': 3 }],
  ['bedrock/test-aws-bedrock.excerpt.jsonl', { bedrock: 5 }],
  ['more/bedrock/crossbearing-conversePair.json', { bedrock: 2 }],
  ['more/bedrock/crossbearing-stringified.json', { bedrock: 1 }],
  ['more/bedrock/lighttrust-metadata-only.jsonl', { bedrock: 2 }],
  ['more/bedrock/panther-aws_bedrockmodelinvocation_guardrailintervened.jsonl', { bedrock: 3 }],
  ['more/homemade/ai-proxy-ingest_fixtures.log', { exchange: 2 }],
  ['more/homemade/startup-swiper-LLM_INTEGRATION.json', { exchange: 1 }],
  ['more/nginx-json/burgonet-gateway.log.json', { exchange: 1 }],
];

for (const [file, formats, rejected = 0] of LOGS) {
  test(`${file} gives the requests it holds`, async (t) => {
    const full = path.join(shared, file);
    if (!existsSync(full)) {
      t.skip(`SKIPPED: ${full} is not on this machine`);
      return;
    }
    const { counts } = await readFile(full, file);
    assert.deepEqual(counts.formats, formats);
    assert.equal(counts.lines, counts.records + counts.rejected + counts.skipped);
    assert.equal(counts.rejected, rejected);
  });
}
