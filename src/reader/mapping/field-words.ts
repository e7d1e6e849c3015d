import type { MappedField } from './mapping-profile.ts';
import { words } from '../../schema/words.ts';

/** Words in the name of a field that speak for or against its being a given one. Lower case, singular. */
export interface FieldWords {
  /** One of these says it. */
  strong: readonly string[];
  /** One of these hints at it. */
  weak?: readonly string[];
  /** One of these speaks against it. */
  not?: readonly string[];
}

/** Who sends requests, in the words of logs. */
const USER_WORDS = words(`user uid account acct customer caller tenant consumer subscriber
  member owner principal login username who actor requester person client_id subject buyer holder`);

const FIELD_WORDS: Readonly<Record<MappedField, FieldWords>> = {
  time: {
    strong: ['time', 'timestamp', 'ts', 'date', 'datetime', 'when', 'created', 'started', 'start', 'epoch', 'received'],
    weak: ['at', 'logged', 't', 'begin', 'ingested'],
    not: ['end', 'finished', 'duration', 'elapsed', 'expires', 'updated', 'birth', 'completed', 'took'],
  },
  id: {
    strong: ['id', 'uuid', 'guid', 'rid', 'reqid'],
    weak: ['request', 'call', 'message', 'event'],
    not: USER_WORDS,
  },
  key: {
    strong: ['key', 'apikey', 'token', 'credential', 'secret'],
    weak: ['hash', 'auth'],
    not: ['max', 'count', 'cache'],
  },
  user: {
    strong: USER_WORDS,
    weak: ['email', 'name', 'by', 'sub', 'client'],
    not: ['agent', 'end', 'text', 'message', 'prompt'],
  },
  endUser: { strong: ['enduser', 'visitor'], weak: ['end'], not: ['time', 'at'] },
  project: { strong: ['project', 'app', 'application', 'workspace', 'product'], weak: ['service', 'client'] },
  organisation: {
    strong: ['org', 'organisation', 'organization', 'company', 'team'],
    weak: ['group', 'department', 'unit'],
  },
  session: {
    strong: ['session', 'conversation', 'thread', 'conv', 'dialogue', 'dialog', 'sid'],
    weak: ['trace', 'chat'],
    not: ['text', 'message'],
  },
  address: { strong: ['ip', 'address', 'addr', 'remote'], weak: ['peer', 'host', 'client', 'source', 'src', 'from'] },
  userAgent: { strong: ['agent', 'ua', 'useragent'], weak: ['client', 'browser', 'sdk'] },
  model: { strong: ['model', 'engine', 'deployment', 'llm'], weak: ['name'], not: ['provider', 'vendor'] },
  system: { strong: ['system', 'instruction', 'preamble', 'sysprompt', 'persona'], not: ['fingerprint', 'os'] },
  prompt: {
    strong: ['prompt', 'question', 'query', 'message', 'conversation', 'turn', 'dialogue', 'dialog', 'utterance', 'q'],
    weak: words(`input request ask asked history text content body user in say said
  human`),
    not: words(`system output answer reply id error response completion token template
  out expected time hash digest count`),
  },
  answer: {
    strong: ['answer', 'response', 'reply', 'completion', 'generated', 'generation', 'replied'],
    weak: ['output', 'result', 'assistant', 'text', 'content', 'out', 'a', 'bot', 'returned', 'said'],
    not: words(`system question prompt query input id error token format in expected
  reference gold golden ideal target correct truth label desired wanted`),
  },
  tools: { strong: ['tool', 'function'], not: ['call', 'choice', 'result'] },
  temperature: { strong: ['temperature', 'temp'] },
  topP: { strong: ['topp', 'top_p'] },
  maxTokens: { strong: ['maxtoken', 'max_token'] },
  choices: { strong: ['n', 'choice', 'sample'], weak: ['candidate'] },
  stream: { strong: ['stream', 'streaming', 'streamed'] },
  inputTokens: {
    strong: ['token_in', 'input_token', 'prompt_token', 'request_token'],
    weak: ['tin', 'in_token'],
    not: ['max', 'total'],
  },
  outputTokens: {
    strong: ['token_out', 'output_token', 'completion_token', 'response_token'],
    weak: ['tout', 'out_token'],
    not: ['max', 'total'],
  },
  latency: {
    strong: ['latency', 'duration', 'elapsed', 'took'],
    weak: ['ms', 'second', 'milli', 'milliseconds'],
    not: ['time', 'timestamp', 'token', 'first'],
  },
  cost: {
    strong: ['cost', 'spend', 'price', 'usd', 'dollar'],
    weak: ['charge'],
    not: ['unit', 'token', 'center', 'centre'],
  },
  status: { strong: ['status', 'outcome', 'success', 'ok', 'succeeded'], weak: ['code', 'state'] },
  error: {
    strong: ['error', 'err', 'exception', 'failure'],
    weak: ['reason', 'fault'],
    not: ['request', 'prompt', 'input', 'query', 'question', 'rate', 'count', 'answer', 'response'],
  },
};

/** Names that say nothing without the name around them: `caller.id`. */
const GENERIC: ReadonlySet<string> = new Set([
  ...['id', 'name', 'value', 'text', 'content', 'data', 'hash', 'code', 'body', 'string', 'raw', 'ref', '0', 'count'],
  ...['in', 'out', 'input', 'output', 'prompt', 'completion', 'message'],
]);

/** Words of a path's last name, with those around it where it says little: `caller.accountId` gives account, id. */
export function wordsOf(path: string): string[] {
  const steps = path.split('.');
  let words = wordsInStep(steps.at(-1)!);
  for (let at = steps.length - 2; at >= 0 && words.every((word) => GENERIC.has(word)); at--) {
    words = [...wordsInStep(steps[at]!), ...words];
  }
  return words;
}

const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['tok', 'token'],
  ['toks', 'token'],
  ['msg', 'message'],
  ['msgs', 'message'],
  ['req', 'request'],
  ['resp', 'response'],
  ['rsp', 'response'],
  ['mdl', 'model'],
  ['usr', 'user'],
  ['ans', 'answer'],
  ['sess', 'session'],
  ['sys', 'system'],
]);

/** The words of one name in a path, in lower case and singular. */
export function wordsInStep(name: string): string[] {
  return name
    .slice(0, 80)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '')
    .map((word) => ABBREVIATIONS.get(word) ?? singular(word));
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

/** How much the name of a path says for a field: 1 says it, 0.5 hints, 0 nothing, -1 against it. */
export function nameSays(field: MappedField, path: string): number {
  const words = wordsOf(path);
  const { strong, weak = [], not = [] } = FIELD_WORDS[field];
  const pairs = words.slice(1).map((word, at) => `${words[at]!}_${word}`);
  const joined = words.join('');
  const has = (list: readonly string[]): boolean =>
    list.some((word) => words.includes(word) || pairs.includes(word) || word === joined);
  if (has(not)) return -1;
  return has(strong) ? 1 : has(weak) ? 0.5 : 0;
}
