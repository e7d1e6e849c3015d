import { type FormatFacts, GIVEN_FIELDS } from './format-facts.ts';
import { FORMATS } from './formats.ts';
import { TEXT_FORMATS } from './text-formats.ts';

/** A format as it is listed: by `prompt-audit formats`, in `docs/formats.md` and on inspection. */
export interface ListedFormat extends FormatFacts {
  name: string;
}

/** Every format that is read, in the order in which formats are tried. Forms that share a name are one. */
export function listFormats(): ListedFormat[] {
  const listed = new Map<string, ListedFormat>();
  for (const { name, facts: own } of [...FORMATS, ...TEXT_FORMATS]) {
    const known = own ?? FACTS.get(name);
    if (known !== undefined && !listed.has(name)) listed.set(name, { name, ...known });
  }
  return [...listed.values()];
}

/** What a format is called, by its name in reports. */
export function formatTitle(name: string): string {
  if (name.startsWith('mapping:')) return 'Read by a mapping';
  return listFormats().find((format) => format.name === name)?.title ?? name;
}

/** @param gives words of `GIVEN_FIELDS` */
function facts(title: string, gives: string, source: FormatFacts['source']): FormatFacts {
  const words = gives.split(' ');
  return { title, gives: GIVEN_FIELDS.filter((field) => words.includes(field)), source };
}

/** Facts about formats that do not state them in their own file. */
const FACTS: ReadonlyMap<string, FormatFacts> = new Map([
  [
    'canonical',
    facts(
      'Canonical requests, as `prompt-audit convert` writes them',
      'time account address agent system messages tools parameters answer tokens cost status',
      'own',
    ),
  ],
  [
    'litellm',
    facts(
      'LiteLLM: StandardLoggingPayload, SpendLogs, database and UI exports',
      'time account address agent system messages tools parameters answer tokens cost status',
      'test data of the product',
    ),
  ],
  [
    'otlp',
    facts(
      'OpenTelemetry traces (OTLP/JSON): OTel GenAI, OpenInference, OpenLLMetry/Traceloop, Vercel AI SDK',
      'time account address system messages tools parameters answer tokens cost status',
      'recorded logs',
    ),
  ],
  ['otlp-logs', facts('OpenTelemetry logs (OTLP/JSON)', 'time account tokens cost status', 'recorded logs')],
  [
    'bedrock',
    facts(
      'Amazon Bedrock model invocation logs: Converse and InvokeModel',
      'time account system messages tools parameters answer tokens status',
      'test data of the product',
    ),
  ],
  [
    'langfuse',
    facts(
      'Langfuse: UI downloads, batch and blob exports',
      'time account messages tools parameters answer tokens cost status',
      'test data of the product',
    ),
  ],
  [
    'langsmith',
    facts('LangSmith runs', 'time account messages parameters answer tokens cost status', 'test data of the product'),
  ],
  [
    'azure-gateway',
    facts('Azure API Management: GatewayLogs', 'time account address messages status', 'test data of the product'),
  ],
  [
    'azure-openai',
    facts(
      'Azure OpenAI: RequestResponse and Audit (metadata only)',
      'time account address status',
      'test data of the product',
    ),
  ],
  ['azure-llm', facts('Azure API Management: LlmLog, chunks joined', 'time messages answer tokens', 'documentation')],
  [
    'vertex',
    facts(
      'Vertex AI request-response rows (BigQuery)',
      'time account system messages parameters answer tokens status',
      'test data of the product',
    ),
  ],
  [
    'har',
    facts(
      'HTTP archives (HAR) of API calls',
      'time account agent messages parameters answer tokens status',
      'recorded logs',
    ),
  ],
  [
    'kong',
    facts(
      'Kong AI Gateway access logs',
      'time account address agent messages answer tokens cost status',
      'documentation',
    ),
  ],
  ['envoy', facts('Envoy AI Gateway access logs', 'time address agent tokens status', 'documentation')],
  [
    'sglang',
    facts('SGLang request logs, JSON and text', 'time messages parameters answer tokens status', 'source code'),
  ],
  [
    'batch',
    facts(
      'Batch files of OpenAI, Anthropic, Gemini, Vertex and Bedrock: questions and answers, joined',
      'time account messages parameters answer tokens status',
      'documentation',
    ),
  ],
  [
    'claude-code',
    facts('Claude Code transcripts', 'time account agent messages answer tokens cost status', 'recorded logs'),
  ],
  ['fastchat', facts('FastChat server logs', 'time address system messages parameters answer', 'source code')],
  ['model-answers', facts('MT-Bench and Arena-Hard answers', 'time answer', 'recorded logs')],
  [
    'otel-span',
    facts(
      'OpenTelemetry spans of other exports: Phoenix, Jaeger, consoles, and the attributes of Langfuse and MLflow',
      'time account system messages tools parameters answer tokens cost status',
      'recorded logs',
    ),
  ],
  [
    'conversation',
    facts(
      'Conversation corpora: ShareGPT, LMSYS-Chat-1M, WildChat, Arena, training files',
      'time address agent system messages answer',
      'recorded logs',
    ),
  ],
  [
    'exchange',
    facts(
      'Home-made logs of request and response; Helicone and Portkey exports; Databricks inference tables; nginx JSON with bodies',
      'time account address agent system messages tools parameters answer tokens cost status',
      'recorded logs',
    ),
  ],
  [
    'raw-request',
    facts(
      'Raw API requests: OpenAI Chat and Responses, Anthropic, Gemini, Bedrock, text completion',
      'account system messages tools parameters',
      'documentation',
    ),
  ],
  [
    'raw-response',
    facts(
      'Raw API responses, also streamed, and stored completions',
      'time system parameters answer status',
      'documentation',
    ),
  ],
  ['vllm', facts('vLLM server logs', 'time system messages parameters answer tokens status', 'recorded logs')],
  ['tgi', facts('Text Generation Inference server logs', 'time system messages parameters status', 'recorded logs')],
  ['ollama', facts('Ollama server logs', 'time system messages', 'recorded logs')],
  ['lm-studio', facts('LM Studio server logs', 'time messages parameters', 'recorded logs')],
  [
    'vcr',
    facts(
      'VCR cassettes of API calls, with bodies as they were or parsed',
      'time account agent system messages tools parameters answer tokens cost status',
      'recorded logs',
    ),
  ],
  [
    'nock',
    facts(
      'Nock recordings of API calls',
      'time account agent messages parameters answer tokens status',
      'recorded logs',
    ),
  ],
  [
    'cloudflare',
    facts(
      'Cloudflare AI Gateway: Logpush and API rows; encrypted bodies are refused by name',
      'time account messages answer tokens cost status',
      'documentation',
    ),
  ],
  [
    'braintrust',
    facts('Braintrust spans', 'time account messages parameters answer tokens cost status', 'test data of the product'),
  ],
  [
    'inspect-ai',
    facts(
      'Inspect AI logs, JSON and .eval',
      'time account system messages tools parameters answer tokens status',
      'recorded logs',
    ),
  ],
  ['promptfoo', facts('promptfoo results', 'time system messages answer tokens cost status', 'recorded logs')],
  ['lm-eval', facts('lm-evaluation-harness samples', 'messages parameters answer status', 'recorded logs')],
  ['deepeval', facts('DeepEval test runs', 'messages answer status', 'recorded logs')],
  [
    'langchain-events',
    facts('LangChain callback events, starts and ends joined', 'time account messages answer status', 'recorded logs'),
  ],
  [
    'open-webui',
    facts('Open WebUI chat exports', 'time account system messages answer tokens status', 'recorded logs'),
  ],
  [
    'codex-cli',
    facts('Codex CLI sessions', 'time account agent system messages answer tokens status', 'recorded logs'),
  ],
  ['gemini-cli', facts('Gemini CLI sessions', 'time account agent messages answer tokens status', 'recorded logs')],
  ['copilot-cli', facts('Copilot CLI sessions', 'time agent messages answer status', 'recorded logs')],
  [
    'kimi-cli',
    facts('Kimi CLI sessions', 'time agent system messages tools parameters answer tokens status', 'recorded logs'),
  ],
  [
    'message-rows',
    facts(
      'One message a row: chat servers and other coding agents',
      'time account messages answer status',
      'recorded logs',
    ),
  ],
  [
    'no-requests',
    facts('Values kept beside logs that hold no requests; passed over, each kind with its reason', '', 'recorded logs'),
  ],
]);
