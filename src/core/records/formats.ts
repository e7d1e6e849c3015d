import type { Format } from './format.ts';
import { agentsSdk } from './formats/agents-sdk.ts';
import { chatgptExport, claudeExport } from './formats/chat-exports.ts';
import { cloudTrail, googleAudit } from './formats/cloud-audit.ts';
import { usageRows } from './formats/usage-rows.ts';
import { envoy, kong } from './formats/access-log.ts';
import { azureGateway, azureLlm, azureOpenai } from './formats/azure.ts';
import { canonical } from './formats/canonical.ts';
import { braintrust } from './formats/braintrust.ts';
import { cloudflare } from './formats/cloudflare.ts';
import { codexCli } from './formats/codex-cli.ts';
import { deepeval, lmEval, promptfoo } from './formats/evaluations.ts';
import { inspectAi } from './formats/inspect-ai.ts';
import { kimiCli } from './formats/kimi-cli.ts';
import { langchainEvents } from './formats/langchain-events.ts';
import { copilotCli, geminiCli, messageRows } from './formats/message-rows.ts';
import { noRequests } from './formats/no-requests.ts';
import { openWebui } from './formats/open-webui.ts';
import { cassette, nock, vcr } from './formats/recordings.ts';
import { claudeCode } from './formats/claude-code.ts';
import { conversations, fastchat, modelAnswers } from './formats/conversations.ts';
import { httpArchive } from './formats/http-archive.ts';
import { langfuse } from './formats/langfuse.ts';
import { langsmith } from './formats/langsmith.ts';
import { webAccessLog } from './formats/web-access-log.ts';
import { vertex } from './formats/vertex.ts';
import { batch } from './formats/batch.ts';
import { bedrock } from './formats/bedrock.ts';
import { exchange } from './formats/exchange.ts';
import { litellm } from './formats/litellm.ts';
import { jaegerTrace, otelSpan, otlpLogs, otlpTraces } from './formats/otlp.ts';
import { sglang } from './formats/sglang.ts';
import { rawRequest, rawResponse } from './formats/raw-api.ts';

/**
 * All log formats. A record is read with the first one that matches, so those with telling keys stand before those
 * that take whatever looks like a call. Adding one is one file in `formats/` and one line here.
 */
export const FORMATS: readonly Format[] = [
  canonical,
  litellm,
  otlpTraces,
  otlpLogs,
  bedrock,
  langfuse,
  langsmith,
  azureGateway,
  azureOpenai,
  azureLlm,
  vertex,
  httpArchive,
  cassette,
  vcr,
  nock,
  cloudflare,
  braintrust,
  inspectAi,
  promptfoo,
  lmEval,
  deepeval,
  langchainEvents,
  openWebui,
  claudeExport,
  chatgptExport,
  agentsSdk,
  cloudTrail,
  googleAudit,
  kong,
  envoy,
  sglang,
  batch,
  claudeCode,
  codexCli,
  geminiCli,
  copilotCli,
  kimiCli,
  fastchat,
  modelAnswers,
  otelSpan,
  jaegerTrace,
  conversations,
  exchange,
  rawRequest,
  rawResponse,
  webAccessLog,
  usageRows,
  messageRows,
  noRequests,
];

export function formatOf(value: Readonly<Record<string, unknown>>): Format | undefined {
  return FORMATS.find((format) => format.matches(value));
}

/** The format that joins pieces under this name. */
export function formatNamed(name: string): Format | undefined {
  return FORMATS.find((format) => format.name === name);
}
