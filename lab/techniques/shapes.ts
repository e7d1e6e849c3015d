/**
 * How a log is written: the same calls as two vendors' APIs have them, with the raw bodies that a proxy keeps. `bare` leaves out
 * what the techniques read: signatures, tokens of thinking, categories of refusals.
 */
import type { Call, Model, Thought, Turn } from './call.ts';

export type Json = Record<string, unknown>;
export const SHAPES = ['messages', 'responses'] as const;
export type Shape = (typeof SHAPES)[number];

const START = Date.UTC(2026, 9, 5);
const TOKEN = 4;

const NAMES: Readonly<Record<Shape, Readonly<Record<Model, string>>>> = {
  messages: { large: 'claude-opus-5', small: 'claude-haiku-5.5', next: 'claude-opus-5.5' },
  responses: { large: 'gpt-5.5-pro', small: 'gpt-5.5-mini', next: 'gpt-6-pro' },
};

export function line(call: Call, shape: Shape, number: number, bare: boolean): Json {
  const model = NAMES[shape][call.model];
  const bodies = shape === 'messages' ? messages(call, model, number, bare) : responses(call, model, number, bare);
  return {
    request_id: `req_${number.toString(16).padStart(16, '0')}`,
    timestamp: new Date(START + Math.round(1000 * call.time)).toISOString(),
    api_key_id: call.account,
    org_id: call.organisation,
    client_ip: call.address,
    user_agent: call.agent,
    status: 200,
    ...(call.batch !== undefined && !bare && { batch_id: call.batch }),
    ...bodies,
  };
}

const tokensOf = (turns: readonly Turn[], system = ''): number =>
  Math.ceil(turns.reduce((sum, { text }) => sum + text.length, system.length) / TOKEN) + 8;

/** Thinking is billed as output, and so is what is copied out of it. */
const outputOf = ({ reply }: Call, bare: boolean): number =>
  reply === undefined ? 0 : Math.ceil(reply.text.length / TOKEN) + (bare ? 0 : (reply.thought?.tokens ?? 0));

const thinking = ({ signature }: Thought): Json => ({ type: 'thinking', thinking: '', signature });

function messages(call: Call, model: string, number: number, bare: boolean): Json {
  const content = ({ role, text, thought }: Turn): unknown =>
    role === 'user' || thought === undefined || bare ? text : [thinking(thought), { type: 'text', text }];
  const { reply, refusal } = call;
  const output = outputOf(call, bare);
  return {
    request: {
      model,
      max_tokens: 8192,
      ...(call.system !== undefined && { system: call.system }),
      messages: call.turns.map((turn) => ({ role: turn.role, content: content(turn) })),
      metadata: { user_id: JSON.stringify({ device_id: call.device, session_id: call.session }) },
    },
    response: {
      id: `msg_${number.toString(36).padStart(20, '0')}`,
      type: 'message',
      role: 'assistant',
      model,
      content:
        reply === undefined
          ? []
          : [...(reply.thought && !bare ? [thinking(reply.thought)] : []), { type: 'text', text: reply.text }],
      stop_reason: reply === undefined ? 'refusal' : 'end_turn',
      ...(refusal !== undefined && !bare && { stop_details: { type: 'refusal', category: refusal, explanation: '' } }),
      usage: {
        input_tokens: tokensOf(call.turns, call.system),
        output_tokens: output,
        ...(reply?.thought && !bare && { output_tokens_details: { thinking_tokens: reply.thought.tokens } }),
      },
    },
  };
}

function responses(call: Call, model: string, number: number, bare: boolean): Json {
  const reasoning = ({ item, signature }: Thought): Json => ({
    type: 'reasoning',
    id: item,
    encrypted_content: signature,
    summary: [],
  });
  const { reply } = call;
  const items = ({ role, text, thought }: Turn): Json[] => [
    ...(thought && !bare ? [reasoning(thought)] : []),
    { type: 'message', role, content: [{ type: role === 'user' ? 'input_text' : 'output_text', text }] },
  ];
  return {
    request: {
      model,
      ...(call.system !== undefined && { instructions: call.system }),
      input: call.turns.flatMap(items),
      include: ['reasoning.encrypted_content'],
      store: false,
      safety_identifier: call.device,
    },
    response: {
      id: `resp_${number.toString(36).padStart(24, '0')}`,
      object: 'response',
      status: 'completed',
      model,
      output:
        reply === undefined
          ? [
              {
                type: 'message',
                role: 'assistant',
                content: [{ type: bare ? 'output_text' : 'refusal', [bare ? 'text' : 'refusal']: 'I cannot help.' }],
              },
            ]
          : items({ role: 'assistant', ...reply }),
      usage: {
        input_tokens: tokensOf(call.turns, call.system),
        output_tokens: outputOf(call, bare),
        ...(reply?.thought && !bare && { output_tokens_details: { reasoning_tokens: reply.thought.tokens } }),
      },
    },
  };
}
