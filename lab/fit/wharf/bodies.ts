/** Requests and responses as three APIs have them: chat completions, messages, responses. */
import type { Call } from './call.ts';
import type { Answer, Exchange, ToolCall, Turn } from './exchange.ts';

export type Json = Record<string, unknown>;

/** What is kept of a body, and how. */
export interface Kept {
  parameters: boolean;
  tools: boolean;
  endUser: boolean;
  /** Role of the system prompt in chat completions. */
  instructor: 'system' | 'developer';
  /** Address of a new picture. */
  picture: () => string;
}

export interface Api {
  request: (call: Call, kept: Kept) => Json;
  response: (call: Call, id: string, input: number, output: number) => Json;
}

function parameters({ parameters: { json, max_tokens: most, n = 1, ...others } }: Exchange, limit: string): Json {
  return {
    ...others,
    ...(n > 1 && limit === 'max_tokens' ? { n } : {}),
    ...(most === undefined ? {} : { [limit]: most }),
    ...(json === true ? { response_format: { type: 'json_object' } } : {}),
  };
}

const chatCalls = (called: readonly ToolCall[] | undefined): Json =>
  called === undefined
    ? {}
    : {
        tool_calls: called.map((one) => ({
          id: one.id,
          type: 'function',
          function: { name: one.name, arguments: JSON.stringify(one.arguments) },
        })),
      };

const chatMessage = ({ text, calls }: Answer): Json => ({ role: 'assistant', content: text, ...chatCalls(calls) });

function chatTurn({ role, text, calls, call, images = 0 }: Turn, picture: () => string): Json {
  if (role === 'tool') return { role, tool_call_id: call, content: text };
  if (images === 0) return { role, content: text, ...chatCalls(calls) };
  const pictures = Array.from({ length: images }, () => ({ type: 'image_url', image_url: { url: picture() } }));
  return { role, content: [...(text === '' ? [] : [{ type: 'text', text }]), ...pictures] };
}

const chat: Api & { message: (answer: Answer) => Json } = {
  message: chatMessage,
  request({ exchange, model, endUser }, kept) {
    const { system, turns, tools } = exchange;
    return {
      model,
      messages: [
        ...(system === undefined ? [] : [{ role: kept.instructor, content: system }]),
        ...turns.map((turn) => chatTurn(turn, kept.picture)),
      ],
      ...(kept.tools && tools
        ? {
            tools: tools.map(({ name, description, schema }) => ({
              type: 'function',
              function: { name, description, parameters: schema },
            })),
          }
        : {}),
      ...(kept.parameters ? parameters(exchange, 'max_tokens') : {}),
      ...(kept.endUser && endUser !== undefined ? { user: endUser } : {}),
    };
  },
  response: ({ exchange, model }, id, input, output) => ({
    id: `chatcmpl-${id}`,
    object: 'chat.completion',
    model,
    choices: exchange.answers.map((one, index) => ({
      index,
      message: chatMessage(one),
      finish_reason: one.calls ? 'tool_calls' : 'stop',
    })),
    usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output },
  }),
};

const blocks = ({ text, calls = [] }: Answer): Json[] => [
  ...(text === '' && calls.length > 0 ? [] : [{ type: 'text', text }]),
  ...calls.map((one) => ({ type: 'tool_use', id: one.id, name: one.name, input: one.arguments })),
];

/** Neighbouring turns of the same side, together: tools answer on the side of the user. */
function merged(turns: readonly Turn[]): Turn[][] {
  const groups: Turn[][] = [];
  for (const turn of turns) {
    const last = groups.at(-1);
    if (last && (last[0]!.role === 'assistant') === (turn.role === 'assistant')) last.push(turn);
    else groups.push([turn]);
  }
  return groups;
}

function blocksOf(turn: Turn, picture: () => string): Json[] {
  if (turn.role === 'assistant') return blocks(turn);
  const images = Array.from({ length: turn.images ?? 0 }, () => ({
    type: 'image',
    source: { type: 'url', url: picture() },
  }));
  const content = [...(turn.text === '' ? [] : [{ type: 'text', text: turn.text }]), ...images];
  return turn.role === 'tool' ? [{ type: 'tool_result', tool_use_id: turn.call, content }] : content;
}

function message(group: readonly Turn[], picture: () => string): Json {
  const first = group[0]!;
  const plain = group.length === 1 && first.role !== 'tool' && !first.calls && !first.images;
  return {
    role: first.role === 'assistant' ? 'assistant' : 'user',
    content: plain ? first.text : group.flatMap((turn) => blocksOf(turn, picture)),
  };
}

/** `max_tokens` has to be given there; client libraries fill it in. */
const LIMIT = 4096;

const messages: Api = {
  request({ exchange, model, endUser }, kept) {
    const { system, turns, tools } = exchange;
    return {
      model,
      ...(system === undefined ? {} : { system }),
      messages: merged(turns).map((group) => message(group, kept.picture)),
      ...(kept.tools && tools
        ? { tools: tools.map(({ name, description, schema }) => ({ name, description, input_schema: schema })) }
        : {}),
      ...(kept.parameters ? { max_tokens: LIMIT, ...parameters(exchange, 'max_tokens'), n: undefined } : {}),
      ...(kept.endUser && endUser !== undefined ? { metadata: { user_id: endUser } } : {}),
    };
  },
  response: ({ exchange, model }, id, input, output) => ({
    id: `msg_${id}`,
    type: 'message',
    role: 'assistant',
    model,
    content: blocks(exchange.answers[0]!),
    stop_reason: exchange.answers[0]!.calls ? 'tool_use' : 'end_turn',
    usage: { input_tokens: input, output_tokens: output },
  }),
};

const functionCalls = (called: readonly ToolCall[] = []): Json[] =>
  called.map((one) => ({
    type: 'function_call',
    call_id: one.id,
    name: one.name,
    arguments: JSON.stringify(one.arguments),
  }));

function items({ role, text, calls, call, images = 0 }: Turn, picture: () => string): Json[] {
  if (role === 'tool') return [{ type: 'function_call_output', call_id: call, output: text }];
  if (images === 0) return [{ role, content: text }, ...functionCalls(calls)];
  const said: Json[] = text === '' ? [] : [{ type: 'input_text', text }];
  for (let left = images; left > 0; left--) said.push({ type: 'input_image', image_url: picture() });
  return [{ role, content: said }];
}

const responses: Api = {
  request({ exchange, model, endUser }, kept) {
    const { system, turns, tools } = exchange;
    return {
      model,
      ...(system === undefined ? {} : { instructions: system }),
      input: turns.flatMap((turn) => items(turn, kept.picture)),
      ...(kept.tools && tools
        ? {
            tools: tools.map(({ name, description, schema }) => ({
              type: 'function',
              name,
              description,
              parameters: schema,
            })),
          }
        : {}),
      ...(kept.parameters ? parameters(exchange, 'max_output_tokens') : {}),
      ...(kept.endUser && endUser !== undefined ? { user: endUser } : {}),
    };
  },
  response: ({ exchange, model }, id, input, output) => ({
    id: `resp_${id}`,
    object: 'response',
    status: 'completed',
    model,
    output: [
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: exchange.answers[0]!.text }] },
      ...functionCalls(exchange.answers[0]!.calls),
    ],
    usage: { input_tokens: input, output_tokens: output },
  }),
};

export const APIS = { chat, messages, responses };
