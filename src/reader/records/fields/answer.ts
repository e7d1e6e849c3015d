import type { Answer } from './request.ts';

/** Vendors' words for why an answer ended, in OpenAI's terms. */
const FINISH: Readonly<Record<string, string>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  completed: 'stop',
  complete: 'stop',
  finish: 'stop',
  eos: 'stop',
  eos_token: 'stop',
  max_tokens: 'length',
  incomplete: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_calls',
  tool_call: 'tool_calls',
  function_call: 'tool_calls',
  refusal: 'content_filter',
  guardrail_intervened: 'content_filter',
  content_filtered: 'content_filter',
  safety: 'content_filter',
};

const COMMON: ReadonlySet<string> = new Set(['stop', 'length', 'tool_calls', 'content_filter']);

/** An answer with its finish in common terms. */
export function makeAnswer(text: string, toolCalls: string, finish: unknown): Answer {
  if (typeof finish !== 'string' || finish === '') return { text, toolCalls };
  const word = finish.toLowerCase().replaceAll('-', '_');
  return { text, toolCalls, finish: FINISH[word] ?? (COMMON.has(word) ? word : finish) };
}
