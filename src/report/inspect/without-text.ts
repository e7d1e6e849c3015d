import type { RequestRecord } from '../../reader/records/fields/request.ts';

/** A request in which everything a person or a model wrote is replaced by its length; account names are kept. */
export function withoutText(record: RequestRecord): RequestRecord {
  const bare: RequestRecord = {
    ...record,
    system: lengthOf(record.system),
    messages: record.messages.map((message) => ({
      ...message,
      text: lengthOf(message.text),
      ...(message.toolCalls !== undefined && { toolCalls: lengthOf(message.toolCalls) }),
    })),
    tools: record.tools.map(({ name, schema }) => ({ name, schema: lengthOf(schema) })),
    content: record.content === 'none' ? 'none' : 'redacted',
  };
  if (record.answer === undefined) return bare;
  const { text, toolCalls } = record.answer;
  return { ...bare, answer: { ...record.answer, text: lengthOf(text), toolCalls: lengthOf(toolCalls) } };
}

function lengthOf(text: string): string {
  return text === '' ? '' : `[${text.length} characters]`;
}
