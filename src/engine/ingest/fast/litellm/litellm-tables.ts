import { type Kernel, USE } from '../../../../reader/bytes/kernel/kernel.ts';
import { PICTURE_VALUES, PICTURES } from '../../../../reader/records/fields/pictures.ts';
import { literals } from '../../../../schema/words.ts';

/** Slots under which the values of a line are reported. */
export const SLOT = {
  callType: 2,
  id: 3,
  startTime: 4,
  metadata: 5,
  parameters: 6,
  inputTokens: 7,
  outputTokens: 8,
  messages: 9,
  message: 10,
  role: 11,
  content: 12,
  toolCalls: 13,
  odd: 14,
  response: 15,
  choices: 16,
  choice: 17,
  answer: 18,
  answerContent: 19,
  answerCalls: 20,
  usage: 21,
  usedInput: 22,
  usedOutput: 23,
  model: 24,
  part: 25,
  partType: 26,
  partText: 27,
  partOdd: 28,
  toolCallId: 29,
  finish: 30,
  usedDetails: 31,
  reasoningTokens: 32,
  reasoning: 33,
  context: 34,
  providerFields: 35,
  picture: 36,
  pictureUrl: 37,
  name: 38,
} as const;

export const SLOT_COUNT = 39;

/** Fields of a citation that say which document it is, the most telling first, and what that is called: see `document-facts.ts`. */
const ID_NAMES = literals('file_id document_id uri url source file_path filepath x-amz-bedrock-kb-source-uri');
const TITLE_NAMES = literals('title filename file_name document_title document_name');

/** Types of citations, each of which may have its own fields under the name of its type. */
export const CITATION_TYPES = literals(`url_citation file_citation container_file_citation char_location page_location
  content_block_location search_result_location web_search_result_location`);

/** Slots of citations, which stand in one of four lists. */
const FIRST_CITED = SLOT_COUNT;
export const CITED = {
  /** In the order in which documents of theirs are taken. */
  annotations: FIRST_CITED,
  citations: FIRST_CITED + 1,
  contextCitations: FIRST_CITED + 2,
  kept: FIRST_CITED + 3,
  /** One of the lists that were kept. */
  keptList: FIRST_CITED + 4,
  citation: FIRST_CITED + 5,
  type: FIRST_CITED + 6,
  inner: FIRST_CITED + 7,
  id: FIRST_CITED + 7 + CITATION_TYPES.length,
  title: FIRST_CITED + 7 + CITATION_TYPES.length + ID_NAMES.length,
} as const;

/** Bytes that say who sent a request, and bytes that say what it asks for. */
const { none: PASS, groupA: SENDER, groupB: CALL } = USE;

/**
 * Adds the tables of wanted keys; gives the number of the one for a line. The general reader never asks for what is skipped,
 * or only where something else is missing and the line is left to it. All other keys count as asked for.
 */
export function addLitellmTables(kernel: Kernel): number {
  const keysFor = (use: number, ...names: string[]): Record<string, { use: number }> =>
    Object.fromEntries(names.map((name) => [name, { use }]));
  const part = kernel.addTable({
    others: PASS,
    keys: {
      type: { use: SLOT.partType },
      text: { use: SLOT.partText },
      image_url: {
        use: SLOT.picture,
        table: kernel.addTable({
          others: PASS,
          keys: { url: { use: SLOT.pictureUrl }, ...keysFor(SLOT.partOdd, ...PICTURES) },
        }),
      },
      ...keysFor(SLOT.partOdd, ...PICTURES.filter((name) => name !== 'image_url'), ...PICTURE_VALUES),
      ...keysFor(SLOT.partOdd, 'refusal', 'content', 'guardContent', 'toolUse', 'toolResult', 'functionCall'),
      ...keysFor(SLOT.partOdd, 'functionResponse', 'function_call', 'function_response', 'thought', 'cachePoint'),
      ...keysFor(SLOT.partOdd, 'reasoningContent', 'providerOptions', 'providerMetadata', 'thoughtSignature'),
      ...keysFor(SLOT.partOdd, 'thought_signature'),
    },
  });
  const message = kernel.addTable({
    others: PASS,
    keys: {
      role: { use: SLOT.role },
      content: { use: SLOT.content, table: kernel.addList({ use: SLOT.part, table: part }) },
      tool_calls: { use: SLOT.toolCalls },
      tool_call_id: { use: SLOT.toolCallId },
      name: { use: SLOT.name },
      ...keysFor(SLOT.odd, 'reasoning_content', 'reasoning', 'thinking', 'thinking_blocks', 'reasoning_details'),
      ...keysFor(SLOT.odd, 'parts', 'function_call', 'refusal'),
    },
  });
  const slots = (names: readonly string[], first: number, table = 0): Record<string, { use: number; table: number }> =>
    Object.fromEntries(names.map((name, at) => [name, { use: first + at, table }]));
  const named = { ...slots(ID_NAMES, CITED.id), ...slots(TITLE_NAMES, CITED.title) };
  const inner = kernel.addTable({ others: PASS, keys: named });
  const citation = kernel.addTable({
    others: PASS,
    keys: { type: { use: CITED.type }, ...named, ...slots(CITATION_TYPES, CITED.inner, inner) },
  });
  const citations = kernel.addList({ use: CITED.citation, table: citation });
  const answer = kernel.addTable({
    others: PASS,
    keys: {
      content: { use: SLOT.answerContent },
      tool_calls: { use: SLOT.answerCalls },
      reasoning_content: { use: SLOT.reasoning },
      annotations: { use: CITED.annotations, table: citations },
      citations: { use: CITED.citations, table: citations },
      context: {
        use: SLOT.context,
        table: kernel.addTable({
          others: PASS,
          keys: { citations: { use: CITED.contextCitations, table: citations } },
        }),
      },
      provider_specific_fields: {
        use: SLOT.providerFields,
        table: kernel.addTable({
          others: PASS,
          keys: {
            citations: { use: CITED.kept, table: kernel.addList({ use: CITED.keptList, table: citations }) },
          },
        }),
      },
      ...keysFor(SLOT.odd, 'refusal', 'function_call', 'reasoning', 'thinking_blocks', 'reasoning_details', 'parts'),
    },
  });
  const choice = kernel.addTable({
    others: PASS,
    keys: {
      message: { use: SLOT.answer, table: answer },
      finish_reason: { use: SLOT.finish },
      ...keysFor(SLOT.odd, 'text', 'logprobs'),
    },
  });
  const details = kernel.addTable({ others: PASS, keys: keysFor(SLOT.reasoningTokens, 'reasoning_tokens') });
  const usage = kernel.addTable({
    others: PASS,
    keys: {
      prompt_tokens: { use: SLOT.usedInput },
      completion_tokens: { use: SLOT.usedOutput },
      completion_tokens_details: { use: SLOT.usedDetails, table: details },
    },
  });
  const response = kernel.addTable({
    others: CALL,
    keys: {
      ...keysFor(PASS, 'id', 'created', 'system_fingerprint'),
      choices: { use: SLOT.choices, table: kernel.addList({ use: SLOT.choice, table: choice }) },
      usage: { use: SLOT.usage, table: usage },
    },
  });
  const metadata = kernel.addTable({
    others: SENDER,
    keys: {
      ...keysFor(PASS, 'usage_object', 'user_api_key_spend', 'requester_metadata', 'spend_logs_metadata'),
      ...keysFor(CALL, 'status', 'error_information', 'cold_storage_object_key'),
    },
  });
  return kernel.addTable({
    others: CALL,
    keys: {
      ...keysFor(PASS, 'request_id', 'trace_id', 'session_id', 'litellm_call_id', 'total_tokens', 'response_cost'),
      ...keysFor(PASS, 'spend', 'endTime', 'completionStartTime', 'response_time', 'request_duration_ms', 'cache_key'),
      ...keysFor(PASS, 'saved_cache_cost', 'hidden_params', 'model_map_information', 'proxy_server_request'),
      ...keysFor(PASS, 'cost_breakdown'),
      ...keysFor(SENDER, 'api_key', 'user', 'team_id', 'organization_id', 'end_user'),
      ...keysFor(SENDER, 'requester_ip_address', 'request_tags'),
      call_type: { use: SLOT.callType | CALL },
      model: { use: SLOT.model | CALL },
      model_parameters: { use: SLOT.parameters | CALL },
      metadata: { use: SLOT.metadata, table: metadata },
      id: { use: SLOT.id },
      startTime: { use: SLOT.startTime },
      prompt_tokens: { use: SLOT.inputTokens },
      completion_tokens: { use: SLOT.outputTokens },
      messages: { use: SLOT.messages, table: kernel.addList({ use: SLOT.message, table: message }) },
      response: { use: SLOT.response, table: response },
    },
  });
}
