import { readParameters, readTools } from '../dialects/openai-chat.ts';
import { setMissingNumber, setMissingText } from '../fields/set-missing.ts';
import { type JsonObject, objectOf, textOf, unpackJson } from '../fields/json.ts';
import { readAnyAnswer, readAnyPrompt } from '../dialects/any-payload.ts';
import type { RequestRecord } from '../fields/request.ts';
import type { Attributes } from './attributes.ts';
import { genai } from './genai.ts';
import type { SpanDialect } from './span-dialect.ts';

/** Where a tracing product keeps a call in attributes of its own: what was put in and what came out, in whatever shape. */
interface Product {
  /** Says what kind of step the span is. */
  kind: string;
  calls: ReadonlySet<string>;
  input: string;
  output: string;
  model?: string;
  parameters?: string;
  tools?: string;
  tokens: string;
  cost?: string;
}

const PRODUCTS: readonly Product[] = [
  {
    kind: 'langfuse.observation.type',
    calls: new Set(['generation']),
    input: 'langfuse.observation.input',
    output: 'langfuse.observation.output',
    model: 'langfuse.observation.model.name',
    parameters: 'langfuse.observation.model.parameters',
    tokens: 'langfuse.observation.usage_details',
    cost: 'langfuse.observation.cost_details',
  },
  {
    kind: 'mlflow.spanType',
    calls: new Set(['LLM', 'CHAT_MODEL']),
    input: 'mlflow.spanInputs',
    output: 'mlflow.spanOutputs',
    model: 'mlflow.llm.model',
    tools: 'mlflow.chat.tools',
    tokens: 'mlflow.chat.tokenUsage',
    cost: 'mlflow.llm.cost',
  },
  {
    kind: 'braintrust.span_attributes',
    calls: new Set(['llm']),
    input: 'braintrust.input_json',
    output: 'braintrust.output_json',
    tokens: 'braintrust.metrics',
  },
];

/** Langfuse, MLflow and Braintrust as they write spans of OpenTelemetry. */
export const products: SpanDialect = {
  name: 'products',
  matches: (attributes) => productOf(attributes) !== undefined,
  isCall: (attributes) => {
    const product = productOf(attributes);
    if (product === undefined || attributes[LINKED] !== undefined) return false;
    return product.calls.has(kindOf(attributes, product));
  },
  read,
};

/** On a span that says no more than that MLflow's gateway was called: the call is in a trace of the gateway. */
const LINKED = 'mlflow.gateway.linkedTraceId';

function productOf(attributes: Attributes): Product | undefined {
  return PRODUCTS.find(({ kind }) => attributes[kind] !== undefined);
}

/** A word, a word in quotes, or an object with the word as its type. */
function kindOf(attributes: Attributes, { kind }: Product): string {
  const value = unpackJson(attributes[kind]);
  return (textOf(value) ?? textOf(objectOf(value)['type']) ?? '').replaceAll('"', '');
}

function read(attributes: Attributes, record: RequestRecord): void {
  const product = productOf(attributes);
  if (product === undefined) return;
  const inside = (name: string | undefined): JsonObject =>
    name === undefined ? {} : objectOf(unpackJson(attributes[name]));
  readAnyPrompt(attributes[product.input], record);
  if (attributes[product.output] !== undefined) readAnyAnswer(attributes[product.output], record);
  readParameters(inside(product.parameters), record);
  // MLflow writes each attribute as JSON.
  if (product.model !== undefined)
    setMissingText(record, 'model', textOf(attributes[product.model])?.replace(/^"(.*)"$/, '$1'));
  if (product.tools !== undefined && record.tools.length === 0)
    readTools({ tools: unpackJson(attributes[product.tools]) }, record);
  const tokens = inside(product.tokens);
  setMissingNumber(record, 'inputTokens', tokens['input'] ?? tokens['input_tokens'] ?? tokens['prompt_tokens']);
  setMissingNumber(record, 'outputTokens', tokens['output'] ?? tokens['output_tokens'] ?? tokens['completion_tokens']);
  const cost = inside(product.cost);
  setMissingNumber(record, 'costUsd', cost['total'] ?? cost['total_cost']);
  // Some keep the general attributes next to their own, and only those.
  if (record.messages.length === 0 && record.system === '') genai.read(attributes, record);
}
