import { isObject, type JsonObject, listOf, textOf, unpackJson } from './json.ts';

/** What the content of one message holds, whatever the vendor. */
export interface Parts {
  text: string;
  media: number;
  /** Tool calls of an assistant as compact JSON, empty when there are none. */
  toolCalls: string;
  /** Results of tools, each the text of a message of its own. */
  results: { text: string; media: number }[];
}

/**
 * Reads the content of a message: a string, or a list of parts as OpenAI and Anthropic write them.
 * Images, audio and files are counted and never kept. Reasoning is not part of the text.
 */
export function readParts(content: unknown): Parts {
  const parts: Parts = { text: '', media: 0, toolCalls: '', results: [] };
  if (typeof content === 'string') {
    parts.text = content;
    return parts;
  }
  const texts: string[] = [];
  const calls: string[] = [];
  for (const part of isObject(content) ? [content] : listOf(content)) {
    if (typeof part === 'string') texts.push(part);
    else if (isObject(part)) readPart(part, parts, texts, calls);
  }
  parts.text = texts.length === 1 ? texts[0]! : texts.join('\n');
  parts.toolCalls = joinCalls(calls);
  return parts;
}

function readPart(part: JsonObject, parts: Parts, texts: string[], calls: string[]): void {
  switch (part['type']) {
    case 'tool_use':
    case 'server_tool_use':
    case 'mcp_tool_use':
      calls.push(toolCall(part['name'], part['input']));
      return;
    case 'tool_result':
    case 'web_search_tool_result':
    case 'mcp_tool_result': {
      const { text, media } = readParts(part['content']);
      parts.results.push({ text, media });
      return;
    }
    case 'thinking':
    case 'redacted_thinking':
    case 'reasoning':
    case 'signature':
      return;
    default: {
      const text = textOf(part['text']) ?? textOf(part['refusal']) ?? textOf(part['content']);
      if (text !== undefined) texts.push(text);
      else if (part['text'] === undefined) parts.media++;
    }
  }
}

/**
 * One tool call as compact JSON. Arguments that arrive as JSON in a string are written out, so that the same call reads
 * the same in every vendor's shape.
 */
export function toolCall(name: unknown, input: unknown): string {
  const unpacked = unpackJson(input);
  return `{"name":${JSON.stringify(textOf(name) ?? '')},"arguments":${JSON.stringify(unpacked ?? {})}}`;
}

export function joinCalls(calls: readonly string[]): string {
  return calls.length === 0 ? '' : `[${calls.join(',')}]`;
}
