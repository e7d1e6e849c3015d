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
  ['openai-batch/output.openai-doc-example.jsonl', { batch: 2 }],
  ['more/openai-batch/curator-basic.input0.jsonl', { batch: 3 }],
  ['more/openai-batch/curator-resume.input0.jsonl', { batch: 3 }],
  ['more/anthropic-batch/curator-basic.create0.json', { batch: 3 }],
  ['more/anthropic-batch/curator-reasoning.create0.json', { batch: 2 }],
  ['more/anthropic-batch/curator-resume.create0.json', { batch: 1 }],
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
  ['bedrock/test-aws-bedrock.excerpt.jsonl', { bedrock: 3 }],
  ['more/bedrock/crossbearing-conversePair.json', { bedrock: 2 }],
  ['more/bedrock/crossbearing-stringified.json', { bedrock: 1 }],
  ['more/bedrock/lighttrust-metadata-only.jsonl', { bedrock: 2 }],
  ['more/bedrock/panther-aws_bedrockmodelinvocation_guardrailintervened.jsonl', { bedrock: 3 }],
  ['more/homemade/ai-proxy-ingest_fixtures.log', { exchange: 2 }],
  ['more/homemade/startup-swiper-LLM_INTEGRATION.json', { exchange: 1 }],
  ['more/nginx-json/burgonet-gateway.log.json', { exchange: 1 }],
  ['otlp-otel-genai/otel.logs.jsonl', { otlp: 3 }],
  ['langfuse/claude-agent-2025-12-22.trace.json', { langfuse: 4 }],
  ['langfuse/vercel-aisdk-2025-11-17.trace.json', { langfuse: 2 }],
  ['more/langfuse/seed-autogen-2025-06-06.json', { langfuse: 1 }],
  ['more/langfuse/seed-google-vertex-tools-langchain-2025-09-19.json', { langfuse: 1 }],
  ['more/langfuse/seed-langgraph-2025-08-22.json', { langfuse: 2 }],
  ['more/langfuse/seed-openai-assistants-2024-05-29.json', { langfuse: 1 }],
  ['more/langfuse/aawm-observations.jsonl', { langfuse: 3 }],
  ['more/langfuse/litellm-completion_with_bedrock_call.ingestion-batch.json', { langfuse: 1 }],
  ['more/langsmith/js-wrap_openai_default.json', { langsmith: 1 }],
  ['more/langsmith/js-wrap_openai_stream.json', { langsmith: 1 }],
  ['more/langsmith/py-wrap_openai_.json', { langsmith: 1 }],
  ['fastchat/dummy_conversation.json', { conversation: 1000 }],
  ['more/sharegpt/llamafactory-glaive_toolcall_en_demo.json', { conversation: 957 }],
  ['more/lmsys-chat/LMSYS_ROWS.jsonl', { conversation: 1 }],
  ['more/arena-hard/model_answer-gpt-3.5-turbo-0125.jsonl', { conversation: 500 }],
  ['more/mt-bench/reference_answer-gpt-4.jsonl', { 'model-answers': 60 }],
  ['more/messages-jsonl/chatbot_arena_0062.json', { conversation: 5 }],
  ['more/openwebui/import-chatgpt_output.json', { conversation: 5 }],
  ['more/openwebui/import-grok_output.json', { conversation: 5 }],
  ['azure/test-open-ai-gateway.log', { 'azure-gateway': 1 }],
  ['more/azure/test-ai-foundry-gateway.line4.log', { 'azure-gateway': 1 }],
  ['vertex/prompt_response_logs.row.json', { vertex: 1 }],
  ['more/gemini-batch/curator-gemini_batch_response.jsonl', { batch: 3 }],
  ['envoy-ai-gateway/access-log.sample.json', { envoy: 1 }],
  ['more/kong/doc-example1.wrapped.json', { kong: 1 }],
  ['more/helicone/eval_harness-mock-query.json', { exchange: 2 }],
  ['more/portkey/metergraphrelay-export.jsonl', { exchange: 3 }],
  ['more/har/aisdk-nested-agents.har', { har: 2 }],
  ['more/har/anthropic-messages-streaming.har', { har: 1 }],
  ['more/har/anthropic-thinking.har', { har: 1 }],
  ['more/har/bedrock-titan.har', { har: 1 }],
  ['more/har/gemini-aisdk.har', { har: 1 }],
  ['more/har/langchain-tools.har', {}],
  ['more/har/openai-chat.har', { har: 1 }],
  ['more/har/openai-logprobs.har', { har: 1 }],
  ['more/har/openai-responses.har', { har: 1 }],
  ['more/har/openai-streaming-chat.har', { har: 1 }],
  ['more/har/together-chat.har', { har: 1 }],
  ['more/claude-code/agentsessions-schema_drift.jsonl', { 'claude-code': 1 }],
  ['more/claude-code/agentsessions-subagent.jsonl', { 'claude-code': 1 }],
  ['more/claude-code/ccusage-beta-chat.jsonl', { 'claude-code': 2 }],
  ['more/claude-code/simonw-sample_session.jsonl', { 'claude-code': 3 }],
  ['more/claude-code/viewer-1af7fc5e-8455-4414-9ccd-011d40f70b2a.jsonl', { 'claude-code': 7 }],
  ['more/claude-code/viewer-agent-test-hash-123.jsonl', { 'claude-code': 1 }],
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
