import { readTemplatedPrompt } from '../../dialects/chat-template.ts';
import { C_ESCAPES } from '../../fields/python-literal.ts';
import { NO_REQUEST, type TextFormat } from '../text-format.ts';
import { emit, newRecord, type RecordSink, set } from '../kit.ts';

/**
 * Log of an Ollama server. At debug level it has the prompt of each call in the quotes of Go. Lines of its web server
 * (`[GIN]`) tell of the same calls without their text and are passed over.
 */
export const ollama: TextFormat = {
  name: 'ollama',
  facts: 'recorded logs | time system messages | Ollama server logs',
  holdsRequest: (line) => LINE.test(line) && /\bmsg="(?:generate|chat|completion) request"/.test(line),
  isOther: (line) => LINE.test(line) || /^\[GIN(?:-debug)?\] /.test(line),
  read,
};

const LINE = /^time=(\S{19,40}) level=[A-Z]+ source=/;

function read(line: string, sink: RecordSink): void {
  const prompt = quoted(line, ' prompt=');
  if (prompt === undefined) return sink.skip(NO_REQUEST);
  const record = newRecord('ollama');
  readTemplatedPrompt(prompt, record);
  set(record, { time: LINE.exec(line)?.[1] });
  const model = / model=(?:"([^"]{1,200})"|(\S{1,200}))/.exec(line);
  if (model !== null) record.model = model[1] ?? model[2] ?? '';
  const images = Number(/ images=(\d{1,4})\b/.exec(line)?.[1] ?? 0);
  const last = record.messages.at(-1);
  if (images > 0 && last !== undefined) last.media = images;
  emit(record, sink);
}

/** The text of a field in Go's quotes, or bare up to the next space. */
function quoted(line: string, field: string): string | undefined {
  const at = line.indexOf(field);
  if (at < 0) return undefined;
  const text = /(?:"((?:[^"\\]|\\.)*)"?|(\S+))/y;
  text.lastIndex = at + field.length;
  const [, inner, bare] = text.exec(line) ?? [];
  return inner?.replace(/\\(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|.)/gi, goEscape) ?? bare;
}

function goEscape(_whole: string, escape: string): string {
  if (escape.length === 1) return C_ESCAPES[escape] ?? escape;
  const code = Number.parseInt(escape.slice(1), 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
