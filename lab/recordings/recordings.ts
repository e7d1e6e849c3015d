/**
 * Public recordings with the fields of 2026, and how each must be read. They stay where they are: licences, and the people whose
 * sessions they are, forbid keeping some of them. Each is named by the version that was read.
 */
import type { Facts } from '../../src/reader/records/facts/facts.ts';

export interface Recording {
  repository: string;
  commit: string;
  path: string;
  format: string;
  requests: number;
  /** In how many requests are a time, an account that the log names, a prompt, an answer and tokens, in this order. */
  has?: readonly number[];
  /** In how many requests each fact is. */
  facts: Partial<Record<keyof Facts, number>>;
}

const OPENINFERENCE = {
  repository: 'Arize-ai/openinference',
  commit: '1fe497f1d9f45a07eee55d97fe185e020560f9c7',
};
const ANSWERS = 'js/packages/openinference-instrumentation-anthropic/test/cassettes';
const PYDANTIC_AI = { repository: 'pydantic/pydantic-ai', commit: '4fda38988f2939fa6ea9cdefcf120693e10ef491' };
const OPENLLMETRY = { repository: 'traceloop/openllmetry', commit: '93429cfb9767e6b51db6cb35f6b70f758117669a' };
const THINKING = 'packages/opentelemetry-instrumentation-anthropic/tests/cassettes/test_thinking';
const CLAUDE_CODE_LOG = { repository: 'daaain/claude-code-log', commit: 'a641071a154f041b96e9b83ccd42d2f92eaa321a' };
const GLASSWALLY = { repository: 'm0rs3c0d3/Glasswally', commit: '300eedc64143cde4cc80f42290812c374f345af8' };

/** A fork of opencode, whose recorder wrote these. */
const OPENCODE = { repository: 'farhanic017/octocode', commit: '1419dbc8dcfdedcca212319ee3d3f960ca76b649' };
/** What its own repository has. */
const OPENCODE_ITSELF = 'packages/ai/test/fixtures/recordings';
const RESPONSES = 'packages/llm/test/fixtures/recordings/openai-responses/openai-responses-gpt-5-5';

const answer = (name: string, more: Recording['facts']): Recording => ({
  ...OPENINFERENCE,
  path: `${ANSWERS}/${name}.json`,
  format: 'raw-response',
  requests: 1,
  facts: { thinking: 1, produced: 1, ...more },
});
const fixture = (name: string): Recording => ({
  ...OPENLLMETRY,
  path: `${THINKING}/test_anthropic_thinking_${name}.yaml`,
  format: 'vcr',
  requests: 1,
  facts: { thinking: 1, produced: 1, asked: 1 },
});

export const RECORDINGS: readonly Recording[] = [
  answer('reasoning-tool-use-non-streaming', { issuedToolIds: 1, thinkingTokens: 1 }),
  answer('reasoning-tool-use-streaming', { issuedToolIds: 1, thinkingTokens: 1 }),
  answer('redacted-thinking-non-streaming', {}),
  answer('redacted-thinking-streaming', {}),
  answer('thinking-multi-turn-0', { thinkingTokens: 1 }),
  answer('thinking-multi-turn-1', { thinkingTokens: 1 }),
  answer('thinking-non-streaming', { thinkingTokens: 1 }),
  answer('thinking-streaming', { thinkingTokens: 1 }),
  {
    ...OPENINFERENCE,
    path: 'python/instrumentation/openinference-instrumentation-litellm/tests/cassettes/test_instrumentor/test_completion_streaming_with_extended_thinking_anthropic.yaml',
    format: 'vcr',
    requests: 1,
    facts: { thinking: 1, produced: 1, asked: 1, thinkingTokens: 1 },
  },
  {
    ...PYDANTIC_AI,
    path: 'tests/models/cassettes/test_anthropic/test_anthropic_model_thinking_part.yaml',
    format: 'vcr',
    requests: 2,
    facts: { thinking: 2, produced: 2, asked: 2, resent: 1, laterTurns: 1 },
  },
  {
    ...PYDANTIC_AI,
    path: 'tests/models/cassettes/test_anthropic/test_anthropic_advisor_tool_message_replay.yaml',
    format: 'vcr',
    requests: 2,
    facts: { thinking: 1, produced: 1, asked: 1, issuedToolIds: 1, thinkingTokens: 1, resent: 1, laterTurns: 1 },
  },
  {
    ...PYDANTIC_AI,
    path: 'tests/cassettes/test_cache_prefix_stability/test_anthropic_thinking_agui_0_1_10_drops_prefix.yaml',
    format: 'vcr',
    requests: 3,
    facts: { thinking: 3, produced: 3, asked: 3, thinkingTokens: 3, resent: 1, laterTurns: 1 },
  },
  fixture('legacy'),
  fixture('streaming_legacy'),
  fixture('streaming_with_events_with_content'),
  {
    ...OPENCODE,
    path: `${RESPONSES}-reasoning.json`,
    format: 'vcr',
    requests: 1,
    facts: { thinking: 1, produced: 1, asked: 1, thinkingTokens: 1 },
  },
  // The item that comes back has another ciphertext than the one in the answer: its id tells that it is the same.
  {
    ...OPENCODE,
    path: `${RESPONSES}-reasoning-continuation.json`,
    format: 'vcr',
    requests: 2,
    facts: { thinking: 2, produced: 2, asked: 2, thinkingTokens: 2, resent: 1, laterTurns: 1 },
  },
  {
    repository: 'anomalyco/opencode',
    commit: '7faff285b4ef6701c8ec61375594f72a614300ed',
    path: `${OPENCODE_ITSELF}/digitalocean-messages/replays-signed-visible-thinking.json`,
    format: 'vcr',
    requests: 2,
    facts: { thinking: 2, produced: 2, asked: 2, thinkingTokens: 2, resent: 1, laterTurns: 1 },
  },
  {
    repository: 'anomalyco/opencode',
    commit: '8e9e03bea4e6b4cbc1900a8035ce249cc73169d3',
    path: `${OPENCODE_ITSELF}/vercel-native/continues-messages-claude-reasoning-and-tools.json`,
    format: 'vcr',
    requests: 2,
    facts: { issuedToolIds: 1, historyToolIds: 1, clientSession: 2 },
  },
  {
    repository: 'anomalyco/opencode',
    commit: '047d5ee83b1618dd8c26da3f5417e2f4152dc12a',
    path: `${OPENCODE_ITSELF}/venice-chat/claude-sonnet-4-6-preserves-reasoning-through-a-tool-loop-and-follow-up.json`,
    format: 'vcr',
    requests: 3,
    facts: { thinking: 1, produced: 1, asked: 1, issuedToolIds: 1, historyToolIds: 2, resent: 2, laterTurns: 1 },
  },
  {
    ...CLAUDE_CODE_LOG,
    path: 'test/test_data/representative_messages.jsonl',
    format: 'claude-code',
    requests: 5,
    facts: { issuedToolIds: 2 },
  },
  { ...GLASSWALLY, path: 'datasets/labeled_5k.jsonl', format: 'raw-request', requests: 5000, facts: {} },
];
