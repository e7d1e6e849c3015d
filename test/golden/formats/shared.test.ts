/** Real logs that are kept outside the repository must give the number of requests that was counted by hand. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { readFile } from './read-file.ts';

const shared = path.join(__dirname, '../../../../shared/formats');

/** File, requests of each format, and the lines that are rejected, where there are any. */
const LOGS: readonly (readonly [file: string, formats: Record<string, number>, rejected?: number])[] = [
  ['litellm/standard_logging_payload.json', { litellm: 1 }],
  ['litellm/spend_logs_payload.json', { litellm: 1 }],
  ['more/litellm/slp-prometheus-test.json', { litellm: 1 }],
  ['more/litellm/ui-log-entries.jsonl', { litellm: 4, 'raw-request': 1 }],
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
  ['langfuse/vercel-aisdk-2025-11-17.trace.json', { langfuse: 1 }],
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
  ['more/openwebui/import-chatgpt_output.json', { 'open-webui': 5 }],
  ['more/openwebui/import-grok_output.json', { 'open-webui': 5 }],
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
  ['SOURCES.md', {}, 29],
  ['more/SOURCES.md', {}, 81],
  ['azure/test-open-ai-request-response.log', { 'azure-openai': 2 }],
  ['langfuse/claude-agent-2025-12-22.chatml.json', {}],
  ['langfuse/vercel-aisdk-2025-11-17.chatml.json', {}],
  ['more/braintrust/metergraphrelay-btql.json', { braintrust: 1 }],
  // Five rows share one request id but are cut for the sample; each has text of its own.
  ['more/claude-code/agentsessions-large.jsonl', { 'claude-code': 5 }],
  // Seven messages of the assistant, one of them with a call of a tool.
  ['more/codex-cli/agentsessions-codex-large.jsonl', { 'codex-cli': 7 }],
  // Cut for the sample: every run of answers up to a result, a message or counts of tokens.
  ['more/codex-cli/agentsessions-codex-small.jsonl', { 'codex-cli': 9 }],
  ['more/codex-cli/codex_050_legacy.jsonl', { 'codex-cli': 1 }],
  ['more/codex-cli/codex_052_raw.jsonl', { 'codex-cli': 2 }],
  // A call of a tool and an answer in words.
  ['more/codex-cli/session_branch.jsonl', { 'message-rows': 2 }],
  ['more/codex-cli/session_toolcall.jsonl', { 'message-rows': 2 }],
  ['more/copilot-cli/copilot-large.jsonl', { 'copilot-cli': 4 }],
  ['more/deepeval/truescore-DEEPEVAL_RUN.json', { deepeval: 2 }],
  ['more/gemini-cli/gemini-jsonl_v040.jsonl', { 'gemini-cli': 2 }],
  ['more/gemini-cli/gemini-small.json', { 'gemini-cli': 1 }],
  ['more/homemade/promptfoo-langchain-logs.first14.jsonl', { 'langchain-events': 3 }],
  ['more/inspect-ai/2024-11-05T13-31-45-05-00_input-task_8zXjbRzCWrL9GXiXo2vus9.json', { 'inspect-ai': 2 }],
  ['more/inspect-ai/2025-05-12T20-27-36-04-00_browser.json', { 'inspect-ai': 5 }],
  ['more/inspect-ai/2025-05-12T20-28-26-04-00_security-guide.json', { 'inspect-ai': 6 }],
  ['more/inspect-ai/log_formats.json', { 'inspect-ai': 1 }],
  ['more/inspect-ai/log_message_deduplication.eval', { 'inspect-ai': 6 }],
  ['more/inspect-ai/log_tool_call_error.json', {}],
  ['more/langsmith/py-wrap_openai_stream.json', { langsmith: 1 }],
  ['more/lm-eval/truescore-LM_EVAL_SAMPLES.jsonl', { 'lm-eval': 2 }],
  ['more/lmstudio/bionic-1.1.6-redacted.log', { 'lm-studio': 1 }],
  ['more/nock-recordings/should-handle-api-errors-gracefully.json', { nock: 1 }],
  ['more/nock-recordings/should-handle-invoke-model-with-response-stream.json', { nock: 1 }],
  ['more/nock-recordings/should-handle-system-prompt-with-multi-turn-conversation.json', { nock: 1 }],
  ['more/ollama/llama32-vision-id39994624221.excerpt.log', { ollama: 1 }],
  ['more/other-agents/cursor-large.jsonl', { 'message-rows': 5 }],
  ['more/other-agents/grok-chat_history.jsonl', { 'message-rows': 2 }],
  ['more/other-agents/kimi-small.jsonl', { 'kimi-cli': 13 }],
  ['more/promptfoo/truescore-PROMPTFOO_OUTPUT.json', { promptfoo: 2 }],
  // Lines of a server that names requests only in passing.
  ['more/proxy-jsonl/nvidia-dynamo-frontend.excerpt.jsonl', {}],
  ['more/raw-api/anthropic-messages-1.request.json', { 'raw-request': 1 }],
  ['more/raw-api/openai-chat-2.response.json', { 'raw-response': 1 }],
  ['more/raw-api/openai-responses-1.request.json', { 'raw-request': 1 }],
  ['more/raw-api/openai-responses-2.request.json', { 'raw-request': 1 }],
  ['more/raw-api/openai-responses-3.request.json', { 'raw-request': 1 }],
  ['more/raw-api/openai-responses-5.request.json', { 'raw-request': 1 }],
  ['more/sglang/sglang-issue4045-text.log', { sglang: 1 }],
  ['more/tgi/tgi-info-success.log', { tgi: 2 }],
  ['more/vcr-cassettes/curator-openai-agent-conversation.yaml', { vcr: 4 }],
  ['more/vcr-cassettes/langsmith-_expect.yaml', {}],
  ['more/vcr-cassettes/langsmith-openai-responses.yaml', { vcr: 6 }],
  ['more/vllm/fmbench-docker-logs.indented.log', { vllm: 1 }],
  ['more/vllm/vllm-ascend-0903.log', { vllm: 1 }],
  ['more/vllm/vllm-issue34503-v0.15.log', { vllm: 1 }],
  ['otlp-openinference-envoy/chat-json-mode.json', { 'otel-span': 1 }],
  ['otlp-openinference-envoy/chat-multiturn.json', { 'otel-span': 1 }],
  ['otlp-otel-genai/schemas/gen-ai-input-messages.json', {}],
  ['otlp-otel-genai/schemas/gen-ai-output-messages.json', {}],
  ['plaintext/ollama-debug.log', { ollama: 1 }],
  ['plaintext/tgi-debug.log', { tgi: 1 }],
  ['plaintext/vllm-received-request.log', {}],
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

test('every file of the folder is in the table above', (t) => {
  if (!existsSync(shared)) {
    t.skip(`SKIPPED: ${shared} is not on this machine`);
    return;
  }
  const files = readdirSync(shared, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(path.join(shared, file)).isFile(),
  );
  const known = new Set(LOGS.map(([file]) => file));
  assert.deepEqual(
    files.filter((file) => !known.has(file)),
    [],
  );
});
