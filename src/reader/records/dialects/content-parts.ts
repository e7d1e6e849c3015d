import { addAll } from '../../../math/lists/many.ts';
import { isObject, type JsonObject, listOf, MOST_NAMES, objectOf, textOf, unpackJson } from '../fields/json.ts';
import { pictureOf } from '../fields/pictures.ts';
import type { Message } from '../fields/request.ts';
import { LONGEST_NAME, longName } from './side-texts.ts';

/** What a tool gave. */
type Result = Pick<Parts, 'text' | 'media' | 'pictures'>;

/** What one message contains, whatever the vendor. */
export interface Parts {
  text: string;
  media: number;
  pictures: string[];
  /** Tool calls of an assistant as compact JSON, empty when there are none. */
  toolCalls: string;
  /** Results of tools, each the text of a message of its own. */
  results: Result[];
}

/**
 * Reads the content of a message: a string, or a list of parts as OpenAI and Anthropic write them.
 * Images, audio and files are counted, hashed and never kept. Reasoning is not part of the text.
 */
export function readParts(content: unknown): Parts {
  const parts: Parts = { text: '', media: 0, pictures: [], toolCalls: '', results: [] };
  if (typeof content === 'string') {
    parts.text = content;
    return parts;
  }
  const texts: string[] = [];
  const calls: string[] = [];
  const list = isObject(content) ? [content] : listOf(content);
  for (const part of list) {
    if (typeof part === 'string') texts.push(part);
    else if (isObject(part)) readPart(part, parts, texts, calls);
  }
  if (list.length * LONGEST_NAME > MOST_NAMES) addNames(list, texts);
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
    case 'tool_call':
    case 'toolCall':
    case 'server_tool_call':
      calls.push(toolCall(part['name'], part['arguments']));
      return;
    case 'tool-call':
      calls.push(toolCall(part['toolName'], part['input'] ?? part['args']));
      return;
    case 'function': {
      const called = objectOf(part['function']);
      calls.push(toolCall(called['name'], called['arguments']));
      return;
    }
    case 'tool_result':
    case 'web_search_tool_result':
    case 'mcp_tool_result':
    case 'web_fetch_tool_result':
    case 'code_execution_tool_result':
    case 'bash_code_execution_tool_result':
    case 'text_editor_code_execution_tool_result':
      parts.results.push(readResult(part['content']));
      return;
    case 'tool_call_response':
      parts.results.push(readResult(part['response'] ?? part['result']));
      return;
    case 'tool-result':
      parts.results.push(readResult(objectOf(part['output'])['value'] ?? part['output'] ?? part['result']));
      return;
    case 'thinking':
    case 'redacted_thinking':
    case 'reasoning':
    case 'signature':
    case 'compaction':
      return;
    case 'blob':
    case 'uri':
    case 'file':
      takeFile(part, parts, texts);
      return;
    default:
      if (!readKeyedPart(part, parts, calls)) readTextPart(part, parts, texts);
  }
}

/** Bedrock and Gemini parts have no type: the one key says what they are. */
function readKeyedPart(part: JsonObject, parts: Parts, calls: string[]): boolean {
  const call = part['toolUse'] ?? part['functionCall'] ?? part['function_call'];
  const result = part['toolResult'] ?? part['functionResponse'] ?? part['function_response'];
  const ran = objectOf(part['codeExecutionResult'] ?? part['code_execution_result']);
  if (isObject(call)) calls.push(toolCall(call['name'], call['input'] ?? call['args']));
  else if (isObject(result)) parts.results.push(readResult(result['content'] ?? result['response']));
  else if (typeof ran['output'] === 'string') parts.results.push(readResult(ran['output']));
  else return part['thought'] === true || 'reasoningContent' in part || 'cachePoint' in part;
  return true;
}

function readTextPart(part: JsonObject, parts: Parts, texts: string[]): void {
  const guarded = objectOf(objectOf(part['guardContent'])['text']);
  // The Assistants API keeps a text with its notes.
  const noted = objectOf(part['text'])['value'];
  const text =
    textOf(part['text']) ??
    textOf(part['refusal']) ??
    textOf(part['content']) ??
    textOf(guarded['text']) ??
    textOf(noted) ??
    textOf(part['stdout']);
  if (text !== undefined) texts.push(text);
  else if (part['text'] === undefined && !readDocument(part, parts, texts)) takeFile(part, parts, texts);
}

/** A document that a client sends as text is a text as any other, with its title; one in another form is a file. */
function readDocument(part: JsonObject, parts: Parts, texts: string[]): boolean {
  // Those of Converse have no type, and Cohere's are under one more name.
  const outer = objectOf(part['document'] ?? part['searchResult'] ?? part);
  const source = objectOf(outer['source']);
  const isFound = part['type'] === 'search_result' || 'searchResult' in part;
  if (isFound || part['type'] === 'document')
    for (const said of [part['title'], part['context'], outer === part ? undefined : outer['title']])
      if (typeof said === 'string' && said !== '') texts.push(said);
  const plain =
    (source['type'] === 'text' ? textOf(source['data']) : undefined) ??
    textOf(source['text']) ??
    (outer === part ? undefined : textOf(outer['data']));
  const within =
    source['type'] === 'content' || (outer !== part && Array.isArray(source['content']))
      ? source['content']
      : isFound
        ? outer['content']
        : undefined;
  if (plain === undefined && within === undefined) return false;
  const { text, media, pictures } = readParts(plain ?? within);
  texts.push(text);
  parts.media += media;
  addAll(parts.pictures, pictures);
  return true;
}

const fileNameOf = (part: JsonObject): unknown =>
  objectOf(part['file'])['filename'] ?? part['filename'] ?? objectOf(part['document'])['name'];

/** Adds the names of many files: a text in pieces. */
function addNames(list: readonly unknown[], texts: string[]): void {
  const names = new Set(list.map((part) => fileNameOf(objectOf(part))).filter((name) => typeof name === 'string'));
  const spelled = [...names].join(' ');
  if (spelled.length > MOST_NAMES) texts.push(spelled);
}

/** A file of plain text is text, whatever its client calls it; of others is known that they are there. */
function takeFile(part: JsonObject, parts: Parts, texts: string[]): void {
  const [file, document] = [objectOf(part['file']), objectOf(part['document'])];
  const name = longName(fileNameOf(part));
  if (name !== undefined && part['image_url'] === undefined) texts.push(name);
  const { data } = objectOf(part['inlineData'] ?? part['inline_data'] ?? part['source']);
  const text = textOfFile(data ?? file['file_data'] ?? part['file_data'] ?? objectOf(document['source'])['bytes']);
  if (text === undefined) takeMedia(part, parts);
  else texts.push(text);
}

/** Letters of a file in Base64 that are read, and those by which it is known whether it is a text. */
const LONGEST_FILE = 2 ** 20;
const TELLING = 2 ** 12;
const HEAD = /^data:[^,]{0,100};base64,/i;
/** What a text has none of, but for what a client puts there; of any other file it is the half. */
const NO_LETTER = /(?!\s)[\p{Cc}\ufffd]/gu;
const MOST = 0.25;
const PDF = '%PD';

/** What stands in a file in Base64; undefined where it is no text. */
function textOfFile(file: unknown): string | undefined {
  if (typeof file !== 'string') return undefined;
  const from = HEAD.exec(file.slice(0, 120))?.[0].length ?? 0;
  const start = decoded(file.slice(from, from + TELLING));
  if (start === '' || start.startsWith(PDF)) return undefined;
  if ((start.match(NO_LETTER)?.length ?? 0) >= MOST * start.length) return undefined;
  return file.length - from <= TELLING ? start : decoded(file.slice(from, from + LONGEST_FILE));
}

function decoded(coded: string): string {
  const bytes = Buffer.from(coded, 'base64');
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return bytes.toString(isWide ? 'utf16le' : 'utf8');
}

function takeMedia(part: JsonObject, parts: Parts): void {
  parts.media++;
  const picture = pictureOf(part);
  if (picture !== undefined) parts.pictures.push(picture);
}

/** What a tool gave back: text, parts, or any JSON. */
function readResult(value: unknown): Result {
  if (typeof value === 'string') return { text: value, media: 0, pictures: [] };
  const list = listOf(value);
  if (list.length > 0 && list.every((part) => isObject(part) && !('json' in part))) {
    const { text, media, pictures } = readParts(value);
    return { text, media, pictures };
  }
  return { text: value === undefined || value === null ? '' : JSON.stringify(value), media: 0, pictures: [] };
}

/** A message with what of it is not text. */
export function withMedia(message: Message, { media, pictures }: Pick<Parts, 'media' | 'pictures'>): Message {
  if (media > 0) message.media = media;
  if (pictures.length > 0) message.pictures = pictures;
  return message;
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
