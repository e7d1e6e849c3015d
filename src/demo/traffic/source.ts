import type { ToolSchema } from '../words/tool-worlds.ts';

export interface ToolCall {
  id: string;
  type: 'function';
  function: { name: string; arguments: string };
}

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant' | 'tool';
  content: string | null;
  tool_calls?: ToolCall[];
  tool_call_id?: string;
  /** What the provider shows of the model's thinking, and the signature that carries the rest. */
  reasoning_content?: string;
  thinking_blocks?: { type: 'thinking'; thinking: string; signature: string }[];
}

/** One call of the model: what was sent and what came back. */
export interface Exchange {
  messages: ChatMessage[];
  answer: ChatMessage;
  parameters: Record<string, unknown>;
  tools?: readonly ToolSchema[];
  endUser?: string;
  /** Tokens of thinking before the answer. */
  thinkingTokens?: number;
}

/**
 * Where requests of one kind come from. Item and turn decide the text, so that a plan can name a request by two numbers and the
 * text is made only when its line is written; `copy` tells answers to the same question apart.
 */
export interface TrafficSource {
  /** Number of calls the item takes: 1 for a single question, more for a conversation or an agent's loop. */
  turns(item: number): number;
  exchange(item: number, turn: number, copy: number): Exchange;
}
