import type { DemoPlan } from './demo-plan.ts';
import { NEWEST_MODEL, type DemoEvent } from './traffic/planner.ts';
import { LogRandom } from './random.ts';
import type { ChatMessage, Exchange } from './traffic/source.ts';

/** Second 0 of every plan: Monday 4 May 2026, 00:00 UTC. Fixed, so that the same seed gives the same bytes on any day. */
const START = Date.UTC(2026, 4, 4) / 1000;

/** English text has about four characters per token. */
const CHARACTERS_PER_TOKEN = 4;

/**
 * Lines of the log in time order, each with its line break. A line is generated when it is asked for, so no log is kept in
 * memory.
 */
export function* demoLines(plan: DemoPlan): Generator<string> {
  for (const event of plan.events) yield `${JSON.stringify(litellmPayload(event))}\n`;
}

/** The event as a LiteLLM `StandardLoggingPayload`, with the fields that readers of such logs need. */
function litellmPayload(event: DemoEvent): unknown {
  const { account } = event;
  const exchange = event.source.exchange(event.item, event.turn, event.copy);
  const random = new LogRandom(account.id, event.copy);
  const model = event.time >= account.adopts ? NEWEST_MODEL : account.model;
  const [input, output] = tokens(exchange);
  const start = START + Math.round(event.time * 1000) / 1000;
  const first = random.logNormal(0.6, 0.4);
  const duration = Math.round((first + output / random.logNormal(70, 0.2)) * 1000) / 1000;
  const id = `chatcmpl-${random.hex(24)}`;
  const { thinkingTokens: thought } = exchange;
  const usage = {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    ...(thought !== undefined && { completion_tokens_details: { reasoning_tokens: thought } }),
  };
  return {
    id,
    trace_id: random.hex(32),
    call_type: 'acompletion',
    cache_hit: null,
    stream: account.agent.startsWith('Mozilla') || account.agent.startsWith('chat'),
    status: 'success',
    custom_llm_provider: 'harbour',
    startTime: start,
    endTime: Math.round((start + duration) * 1000) / 1000,
    completionStartTime: Math.round((start + first) * 1000) / 1000,
    response_time: duration,
    model,
    metadata: {
      user_api_key_hash: account.id,
      user_api_key_org_id: account.organisation ?? null,
      user_api_key_end_user_id: exchange.endUser ?? null,
      requester_ip_address: account.address,
      user_agent: account.agent,
    },
    ...usage,
    request_tags: [`User-Agent: ${account.agent}`],
    end_user: exchange.endUser ?? '',
    requester_ip_address: account.address,
    messages: exchange.messages,
    model_parameters:
      exchange.tools === undefined ? exchange.parameters : { ...exchange.parameters, tools: exchange.tools },
    response: {
      id,
      object: 'chat.completion',
      created: Math.floor(start),
      model,
      choices: [
        {
          index: 0,
          message: exchange.answer,
          finish_reason: exchange.answer.tool_calls === undefined ? 'stop' : 'tool_calls',
        },
      ],
      usage,
    },
  };
}

/** Tokens sent and answered, by their length. */
function tokens(exchange: Exchange): [number, number] {
  const size = (message: ChatMessage) =>
    (message.content ?? '').length + (message.tool_calls === undefined ? 0 : JSON.stringify(message.tool_calls).length);
  const sent =
    exchange.messages.reduce((sum, message) => sum + size(message), 0) +
    (exchange.tools === undefined ? 0 : JSON.stringify(exchange.tools).length);
  const answered = Math.max(1, Math.ceil(size(exchange.answer) / CHARACTERS_PER_TOKEN));
  return [Math.ceil(sent / CHARACTERS_PER_TOKEN) + 4, answered + (exchange.thinkingTokens ?? 0)];
}
