import { objectOf, listOf, textOf, unpackJson } from '../../fields/json.ts';

/** One side of a turn of a conversation, as an entry of Dialogflow tells it. */
export interface DialogflowPart {
  session: string | undefined;
  /** What the user said. An answer repeats it. */
  asked?: string | undefined;
  said?: string | undefined;
  isAnswer: boolean;
  /** More of the answer follows. */
  isPart?: boolean;
  id?: string | undefined;
}

const REQUEST = 'Dialogflow Request : ';
const RESPONSE = 'Dialogflow Response : ';

/**
 * What the ES edition writes: requests as JSON behind two words, answers in the text format of protocol buffers, a field a line. A line
 * break in what a user said is escaped there, so that no user can begin a line.
 */
export function partOfText(text: string): DialogflowPart | undefined {
  if (text.startsWith(REQUEST)) return requestOf(text.slice(REQUEST.length));
  if (!text.startsWith(RESPONSE)) return undefined;
  const fields = text.slice(RESPONSE.length);
  const asked = valueOf(fields, QUERY) || undefined;
  const said = valueOf(fields, SPEECH) ?? '';
  if (asked === undefined && said === '') return undefined;
  return { session: valueOf(fields, SESSION), asked, said, isAnswer: true, id: valueOf(fields, ID) };
}

function requestOf(json: string): DialogflowPart | undefined {
  const { session, query_input: input } = objectOf(unpackJson(json));
  const { text, textInputs } = objectOf(objectOf(unpackJson(input))['text']);
  const asked = textOf(text) ?? textOf(objectOf(listOf(textInputs)[0])['text']);
  return asked === undefined || asked === '' ? undefined : { session: textOf(session), asked, isAnswer: false };
}

const ID = /^id: "([^"\\\n]*(?:\\.[^"\\\n]*)*)"/m;
const SESSION = /^session_id: "([^"\\\n]*(?:\\.[^"\\\n]*)*)"/m;
const QUERY = /^ {0,8}resolved_query: "([^"\\\n]*(?:\\.[^"\\\n]*)*)"/m;
/** Behind the opening of its message: each of the messages below it has a field of this name, which is no text. */
const SPEECH = /^ {0,8}speech: "([^"\\\n]*(?:\\.[^"\\\n]*)*)"/m;

function valueOf(fields: string, name: RegExp): string | undefined {
  const written = name.exec(fields)?.[1];
  return written === undefined ? undefined : unescaped(written);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Letters beyond ASCII are written as the bytes of their UTF-8, each in octal. */
function unescaped(written: string): string {
  const bytes = Buffer.from(written, 'utf8').toString('latin1');
  const plain = bytes.replace(
    /\\(?:([0-3][0-7]{2})|(.))/g,
    (_, octal: string | undefined, letter: string | undefined) =>
      octal === undefined ? (ESCAPES[letter ?? ''] ?? letter ?? '') : String.fromCharCode(parseInt(octal, 8)),
  );
  return Buffer.from(plain, 'latin1').toString('utf8');
}
