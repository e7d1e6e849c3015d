/** A request as text for other places: the line as it is, JSON of the call, Markdown for a ticket, a call with cURL. */
import type { PromptMessage, RequestView } from '../../../src/protocol/explorer-messages.ts';
import { count } from '../../../src/text/numbers.ts';
import { escapedJson, visibleLines } from '../../../src/text/visible.ts';
import { place } from '../../parts/format.ts';

export type CopyFormat = 'line' | 'json' | 'markdown' | 'curl';
export const COPY_FORMATS: Readonly<Record<CopyFormat, string>> = {
  line: 'Line as logged',
  json: 'JSON',
  markdown: 'Markdown',
  curl: 'cURL',
};

/** @param file path of the log, to say where the request stands */
export function copyOf(view: RequestView, format: CopyFormat, file: string): string {
  switch (format) {
    case 'line':
      return view.source;
    case 'json':
      return escapedJson(JSON.stringify(callOf(view), null, 2));
    case 'markdown':
      return markdown(view, file);
    case 'curl':
      return curl(view);
  }
}

const textOf = ({ segments }: PromptMessage): string => segments.map(({ text }) => text).join('');
const cutOf = ({ messages }: RequestView): number => messages.reduce((sum, { cut }) => sum + cut, 0);

/** The call as most models take it: the answer is not part of it. */
function callOf({ row, messages }: RequestView): object {
  const sent = messages.filter(({ role }) => role !== 'answer');
  return { model: row.model, messages: sent.map((one) => ({ role: one.role, content: textOf(one) })) };
}

/** In single quotes a shell interprets nothing; a quote that ends them is written separately. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

function curl(view: RequestView): string {
  const cut = cutOf(view);
  return [
    ...(cut > 0 ? [`# ${count(cut)} characters of this request are left out.`] : []),
    'curl "$BASE_URL/v1/chat/completions" \\',
    "  -H 'Content-Type: application/json' \\",
    '  -H "Authorization: Bearer $API_KEY" \\',
    `  -d ${quoted(escapedJson(JSON.stringify(callOf(view))))}`,
  ].join('\n');
}

function markdown(view: RequestView, file: string): string {
  const { row } = view;
  const facts: [string, string][] = [
    ['Account', row.account],
    ['Model', row.model],
    ['Time', row.time === null ? 'unknown' : new Date(row.time).toISOString()],
    ...(row.template === '' ? [] : [['Template', row.template] satisfies [string, string]]),
    ...(view.campaign === '' ? [] : [['Campaign', view.campaign] satisfies [string, string]]),
  ];
  const line = { file, line: row.line ?? 0, offset: row.offset, length: row.length };
  const where = row.line === null ? `Byte ${count(row.offset)}` : place(line);
  return [
    `### ${escaped(where)}`,
    '',
    ...facts.map(([name, value]) => `- ${name}: ${escaped(value)}`),
    ...view.messages.flatMap((message) => {
      const text = visibleLines(textOf(message)) + (message.cut > 0 ? `\n… ${count(message.cut)} characters more` : '');
      const fence = fenceFor(text);
      return ['', `**${message.role}**`, '', fence, text, fence];
    }),
    '',
  ].join('\n');
}

/** Longer than any within: a text cannot end the block that it is in. */
function fenceFor(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  return '`'.repeat(longest + 1);
}

const escaped = (text: string): string =>
  visibleLines(text)
    .replace(/[\n\t]+/g, ' ')
    .replace(/[\\`*_[\]<>&#|]/g, '\\$&');
