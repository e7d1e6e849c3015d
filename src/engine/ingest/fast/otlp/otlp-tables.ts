import { type Kernel, USE, type Wanted } from '../../../../reader/bytes/kernel/kernel.ts';
import { RETRIEVED } from '../../../../reader/records/spans/retrieval.ts';
import { words } from '../../../../schema/words.ts';

/** What is reported of a line of spans. */
export const SLOT = {
  batches: 2,
  batch: 3,
  resource: 4,
  scopes: 5,
  scope: 6,
  spans: 7,
  span: 8,
  start: 9,
  attributes: 10,
  events: 11,
  odd: 12,
  id: 13,
  system: 14,
  input: 15,
  output: 16,
  /** Tokens under their three names; the first one present counts. */
  inputTokens: 17,
  outputTokens: 20,
  /** What a retriever found: the calls of its trace that come after it got it. */
  retrieved: 23,
  trace: 24,
} as const;
export const SLOT_COUNT = 25;

const { none: PASS, groupA: SENDER, groupB: CALL } = USE;

/** Attributes that are reported. A resource has none of them. */
const REPORTED: Readonly<Record<string, number>> = {
  'gen_ai.response.id': SLOT.id,
  'gen_ai.system_instructions': SLOT.system,
  'gen_ai.input.messages': SLOT.input,
  'gen_ai.output.messages': SLOT.output,
  'gen_ai.usage.input_tokens': SLOT.inputTokens,
  'gen_ai.usage.prompt_tokens': SLOT.inputTokens + 1,
  'llm.usage.prompt_tokens': SLOT.inputTokens + 2,
  'gen_ai.usage.output_tokens': SLOT.outputTokens,
  'gen_ai.usage.completion_tokens': SLOT.outputTokens + 1,
  'llm.usage.completion_tokens': SLOT.outputTokens + 2,
  ...Object.fromEntries(RETRIEVED.map((name) => [name, SLOT.retrieved])),
  // Other places for texts.
  'gen_ai.input.messages_ref': SLOT.odd,
  'gen_ai.prompt': SLOT.odd,
  'gen_ai.completion': SLOT.odd,
  'llm.prompts': SLOT.odd,
  'llm.completions': SLOT.odd,
  events: SLOT.odd,
};

/** Attributes that differ from call to call and go into no column: session, cost. */
const PASSED = words(`gen_ai.conversation.id session.id session_id gen_ai.usage.cost
  llm.cost.total gen_ai.usage.total_tokens llm.usage.total_tokens gen_ai.usage.cache_read.input_tokens
  gen_ai.usage.cache_creation.input_tokens gen_ai.server.time_to_first_token`);

/** Attributes that say who sent a request, and nothing else. */
const SENDERS = words(`api_key_hash user_api_key_hash gen_ai.api_key.id user.id user_id
  user.email enduser.id end_user_id organization.id organization_id org_id tenant_id team_id client.address client_ip
  http.client_ip user_agent.original http.user_agent`);

/** Attributes that say what is asked for, and nothing about who asks. */
const CALLS = words(`gen_ai.operation.name gen_ai.provider.name gen_ai.system
  gen_ai.request.model gen_ai.response.model gen_ai.response.finish_reasons gen_ai.request.temperature
  gen_ai.request.top_p gen_ai.request.max_tokens gen_ai.request.stream gen_ai.output.type gen_ai.tool.definitions
  server.address server.port`);

/** Starts of names that hold texts one by one: `gen_ai.prompt.0.content`. */
const INDEXED = ['gen_ai.prompt.', 'gen_ai.completion.', 'llm.prompts.', 'llm.completions.'];

/** True if texts are in other attributes than the reported ones. */
export function hasOtherTexts(name: string): boolean {
  return INDEXED.some((start) => name.startsWith(start));
}

export function isReported(name: string): boolean {
  return Object.hasOwn(REPORTED, name);
}

/**
 * Adds the tables of wanted keys; gives the number of the one for a line. The general reader asks for nothing that is skipped
 * in a span, or only where something else is missing. Attributes that are not named may say anything.
 */
export function addOtlpTables(kernel: Kernel): number {
  const all = (names: readonly string[], use: number): Record<string, Wanted> =>
    Object.fromEntries(names.map((name) => [name, { use }]));
  const attributes = kernel.addTable({
    others: SENDER | CALL,
    keys: {
      ...Object.fromEntries(Object.entries(REPORTED).map(([name, use]) => [name, { use }])),
      ...all(PASSED, PASS),
      ...all(SENDERS, SENDER),
      ...all(CALLS, CALL),
    },
    odd: SLOT.odd,
  });
  const span = kernel.addTable({
    others: PASS,
    keys: {
      startTimeUnixNano: { use: SLOT.start },
      ...all(['traceId', 'trace_id', 'traceID'], SLOT.trace),
      attributes: { use: SLOT.attributes, table: attributes },
      events: { use: SLOT.events },
      logs: { use: SLOT.events },
      status: { use: CALL },
      status_code: { use: CALL },
    },
  });
  const spans = kernel.addList({ use: SLOT.span, table: span }, true);
  const scope = kernel.addTable({ others: PASS, keys: { spans: { use: SLOT.spans, table: spans } } });
  const scopes = kernel.addList({ use: SLOT.scope, table: scope });
  const batch = kernel.addTable({
    others: PASS,
    keys: { resource: { use: SLOT.resource }, scopeSpans: { use: SLOT.scopes, table: scopes } },
  });
  const batches = kernel.addList({ use: SLOT.batch, table: batch });
  return kernel.addTable({
    others: SLOT.odd,
    keys: { resourceSpans: { use: SLOT.batches, table: batches } },
  });
}
