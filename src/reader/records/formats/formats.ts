import type { Format } from './format.ts';
import { FormatFinder } from './format-finder.ts';
import { agentsSdk } from './observability/agents-sdk.ts';
import { chatgptExport, claudeExport } from './chats/chat-exports.ts';
import { cloudTrail, copilotAudit, googleAudit } from './providers/cloud-audit.ts';
import { usageRows } from './gateways/usage-rows.ts';
import { envoy, kong } from './gateways/access-log.ts';
import { azureGateway, azureLlm, azureOpenai } from './providers/azure.ts';
import { canonical } from './general/canonical.ts';
import { braintrust } from './observability/braintrust.ts';
import { cloudflare } from './gateways/cloudflare.ts';
import { codexCli } from './agents/codex-cli.ts';
import { deepeval, lmEval, promptfoo } from './corpora/evaluations.ts';
import { inspectAi } from './corpora/inspect-ai.ts';
import { dify } from './chats/dify.ts';
import { botFramework } from './chats/bot-framework.ts';
import { intercom } from './chats/intercom.ts';
import { copilotInteractions } from './chats/copilot-interactions.ts';
import { zendesk } from './chats/zendesk.ts';
import { dialogflow } from './chats/dialogflow.ts';
import { lex } from './chats/lex.ts';
import { rasa } from './chats/rasa.ts';
import { flowise } from './chats/flowise.ts';
import { helicone } from './gateways/helicone.ts';
import { mlflow } from './observability/mlflow.ts';
import { n8n } from './observability/n8n.ts';
import { phoenix } from './observability/phoenix.ts';
import { promptLayer } from './observability/promptlayer.ts';
import { weave } from './observability/weave.ts';
import { autogen } from './agents/autogen.ts';
import { deepevalTraces } from './corpora/deepeval-traces.ts';
import { promptflow } from './observability/promptflow.ts';
import { agentStreams } from './agents/agent-streams.ts';
import { autogenStates } from './agents/autogen-states.ts';
import { replicate } from './providers/replicate.ts';
import { streamChunks } from './general/stream-chunks.ts';
import { geminiResponses } from './agents/gemini-responses.ts';
import { googleAdk } from './agents/google-adk.ts';
import { kiro } from './agents/kiro.ts';
import { openclaw } from './agents/openclaw.ts';
import { opencode } from './agents/opencode.ts';
import { openhands } from './agents/openhands.ts';
import { qwenCode } from './agents/qwen-code.ts';
import { sweAgent } from './agents/swe-agent.ts';
import { tauBench } from './corpora/tau-bench.ts';
import { kimiCli } from './agents/kimi-cli.ts';
import { langchainEvents } from './observability/langchain-events.ts';
import { copilotCli, geminiCli, messageRows } from './chats/message-rows.ts';
import { mitmproxy } from './general/mitmproxy.ts';
import { modelContext } from './general/model-context.ts';
import { laterChanges, noRequests } from './general/no-requests.ts';
import { openWebui } from './chats/open-webui.ts';
import { cassette, nock, vcr } from './general/recordings.ts';
import { xaiRecordings } from './general/xai-recordings.ts';
import { claudeCode } from './agents/claude-code.ts';
import { conversations, fastchat, modelAnswers } from './corpora/conversations.ts';
import { httpArchive } from './general/http-archive.ts';
import { langfuse } from './observability/langfuse.ts';
import { langgraph } from './observability/langgraph.ts';
import { newRelic } from './observability/new-relic.ts';
import { langsmith } from './observability/langsmith.ts';
import { webAccessLog } from './gateways/web-access-log.ts';
import { openaiRealtime } from './providers/openai-realtime.ts';
import { vertex } from './providers/vertex.ts';
import { batch } from './providers/batch.ts';
import { bedrock } from './providers/bedrock.ts';
import { exchange } from './general/exchange.ts';
import { splitExchange } from './general/split-exchange.ts';
import { litellm } from './gateways/litellm.ts';
import { jaegerTrace, otelSpan, otlpLogs, otlpTraces, zipkinSpan } from './observability/otlp.ts';
import { agentgateway } from './gateways/agentgateway.ts';
import { apisix } from './gateways/apisix.ts';
import { bifrost } from './gateways/bifrost.ts';
import { tensorzero } from './gateways/tensorzero.ts';
import { tyk } from './gateways/tyk.ts';
import { opik } from './observability/opik.ts';
import { codeAssist } from './providers/code-assist.ts';
import { qBusiness } from './providers/q-business.ts';
import { sagemaker } from './providers/sagemaker.ts';
import { kserve } from './servers/kserve.ts';
import { sglang } from './servers/sglang.ts';
import { rawRequest, rawResponse } from './general/raw-api.ts';
import { amazonQ } from './providers/amazon-q.ts';
import { chatFiles, continueNotes } from './chats/chat-files.ts';
import { cline } from './agents/cline.ts';
import { geminiActivity } from './chats/gemini-activity.ts';
import { guidellm } from './corpora/guidellm.ts';
import { postman } from './general/postman.ts';
import { appInsights, sentry } from './observability/span-rows.ts';
import { datadog } from './observability/datadog.ts';
import { elastic } from './observability/elastic.ts';
import { posthog } from './observability/posthog.ts';
import { spanTables } from './observability/span-tables.ts';

/**
 * All log formats. A record is read by the first one that matches, so formats with distinctive keys come before those
 * that accept anything that looks like a call. Adding one takes a file in a folder here and an entry in this list.
 */
export const FORMATS: readonly Format[] = [
  canonical,
  laterChanges,
  litellm,
  otlpTraces,
  otlpLogs,
  bedrock,
  langfuse,
  langsmith,
  opik,
  azureGateway,
  azureOpenai,
  azureLlm,
  vertex,
  sagemaker,
  codeAssist,
  qBusiness,
  httpArchive,
  postman,
  cassette,
  vcr,
  nock,
  mitmproxy,
  xaiRecordings,
  cloudflare,
  braintrust,
  helicone,
  weave,
  promptLayer,
  mlflow,
  phoenix,
  dify,
  flowise,
  rasa,
  lex,
  dialogflow,
  botFramework,
  intercom,
  copilotInteractions,
  zendesk,
  n8n,
  inspectAi,
  promptfoo,
  lmEval,
  deepeval,
  deepevalTraces,
  promptflow,
  langchainEvents,
  langgraph,
  newRelic,
  openWebui,
  claudeExport,
  chatgptExport,
  kiro,
  chatFiles,
  continueNotes,
  geminiActivity,
  agentsSdk,
  cloudTrail,
  googleAudit,
  copilotAudit,
  kong,
  apisix,
  tyk,
  agentgateway,
  bifrost,
  tensorzero,
  envoy,
  sglang,
  kserve,
  openaiRealtime,
  batch,
  replicate,
  amazonQ,
  autogen,
  autogenStates,
  guidellm,
  cline,
  sweAgent,
  tauBench,
  openhands,
  googleAdk,
  geminiResponses,
  qwenCode,
  agentStreams,
  openclaw,
  opencode,
  claudeCode,
  codexCli,
  geminiCli,
  copilotCli,
  kimiCli,
  streamChunks,
  fastchat,
  modelAnswers,
  appInsights,
  sentry,
  posthog,
  datadog,
  elastic,
  spanTables,
  otelSpan,
  jaegerTrace,
  zipkinSpan,
  // From here on: whatever looks like a call, or the body of one.
  splitExchange,
  modelContext,
  conversations,
  exchange,
  rawRequest,
  rawResponse,
  webAccessLog,
  usageRows,
  messageRows,
  noRequests,
];

/** The entries of logs, one after another, and the values inside of them: each are often alike. */
const entries = new FormatFinder(FORMATS);
const inner = new FormatFinder(FORMATS);

/** @param isEntry false for a value inside another one */
export function formatOf(value: Readonly<Record<string, unknown>>, isEntry: boolean): Format | undefined {
  return (isEntry ? entries : inner).find(value);
}

/** The format that joins pieces under this name. */
export function formatNamed(name: string): Format | undefined {
  return FORMATS.find((format) => format.name === name);
}
