import { isObject, type JsonObject, unpackJson } from '../fields/json.ts';
import type { RecordSink } from '../fields/record-sink.ts';
import { isUsage } from '../formats/gateways/usage-rows.ts';
import { reasonOfText } from '../formats/text-format.ts';

/**
 * Says what a value that nothing could read is, where that can be seen.
 * @param prefix what stands before it on its line
 */
export function leaveUnread(value: unknown, prefix: string, sink: RecordSink): void {
  if (isUnnamedRow(value)) sink.reject(UNNAMED);
  else if (isObject(value) && (isProgramMessage(value) || isLogged(value, prefix))) sink.skip(MESSAGE);
  else sink.reject(isObject(value) && isUsage(value) ? NOBODY : UNKNOWN);
}

/** Says what a line of text that nothing could read is. */
export function leaveUnreadLine(line: string): [outcome: 'rejected' | 'skipped', reason: string] {
  return isProgramLine(line) ? ['skipped', MESSAGE] : ['rejected', reasonOfText(line)];
}

const UNKNOWN = 'JSON in no known log format';
const NOBODY = 'usage of a call without its text, and no account in this log: add the key or the user to each row';
const UNNAMED = 'list of values without names: put a line with the names of the columns first, or export objects';
const MESSAGE = 'message of a program, without the fields of a call';

function isUnnamedRow(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 1 &&
    value.every((cell) => typeof cell !== 'object' || cell === null) &&
    value.some((cell) => typeof cell === 'string')
  );
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Names of what loggers add to a message, in lower case and without signs. What may be said by or to a model has none of these. */
const LINE_NAMES = words(`time timestamp ts t date datetime asctime eventtime ingestiontime observedtimestamp
  level lvl severity levelname loglevel levelno levelvalue severitytext severitynumber
  message msg event log line stream tag tags v version ecsversion textpayload
  logger loggername loglogger name module component class file filename funcname func function lineno linenumber
  caller target source pathname stack stacktrace excinfo exception error err
  thread threadname threadid process processname processid processpid processthreadname pid hostname host taskname
  service servicename serviceversion app env environment region pod container containerid containername namespace
  traceid spanid traceflags requestid correlationid eventdataset insertid logname id eventid
  logstreamname logstream loggroup ptr`);
/** Objects in which shippers say where a message is from: their fields are not looked at. */
const OF_SHIPPERS = words(
  'kubernetes docker resource labels ecs agent host log input service container process event error err exception',
);
const MESSAGES = ['message', 'msg', '@message', 'log', 'textPayload', 'event', 'line', '@mt', '@m'] as const;

/** Whether a value is what a logger writes, with nothing but words and where they are from: `{"level":"info","msg":"Started"}`. */
function isProgramMessage(value: JsonObject): boolean {
  const text = MESSAGES.map((name) => value[name]).find((item) => typeof item === 'string');
  if (typeof text !== 'string') return false;
  const inner = unpackJson(text);
  if (isObject(inner)) return isProgramMessage(inner);
  if (text.includes('{"') || SAID.test(text)) return false;
  return LEVELS.some((name) => value[name] !== undefined) ? isPlain(value) : isBare(value);
}

/** Whether all that is there is of a logger. */
function isBare(value: JsonObject): boolean {
  for (const name in value) if (!isOfLogger(name, value[name])) return false;
  return true;
}

/** Whether all that is not of a logger is numbers and single words: nobody says these to a model. */
function isPlain(value: JsonObject): boolean {
  for (const name in value) if (!isOfLogger(name, value[name]) && !isDetail(name, value[name])) return false;
  return true;
}

/** A few details behind a line of a logger: `INFO listening {"port":8080}`. */
function isLogged(value: JsonObject, prefix: string): boolean {
  return prefix !== '' && isProgramLine(prefix) && Object.entries(value).every(([name, item]) => isDetail(name, item));
}

function isOfLogger(name: string, item: unknown): boolean {
  const plain = name.toLowerCase().replace(/[^a-z]/g, '');
  return isObject(item) ? OF_SHIPPERS.has(plain) : LINE_NAMES.has(plain) || name.startsWith('@');
}

function isDetail(name: string, item: unknown): boolean {
  if (typeof item === 'string' && !/^[\x21-\x7a]{0,100}$/.test(item)) return false;
  if (isObject(item) || Array.isArray(item) || OF_A_CALL.test(name)) return false;
  return name === 'user' || !SAID.test(`${name}:`);
}

const LEVELS = ['level', 'severity', 'levelname', 'log.level', 'lvl', '@l', 'logLevel', 'Level', 'LogLevel'] as const;

/** Names beside which a message may be a prompt: the reader is asked for a mapping then. */
const OF_A_CALL = /model|token|conversation|chat|llm/i;

/** How a line of a logger begins: a time and how grave it is, or that alone. */
const LOGGED =
  /^(?:.{0,80}(?:[\])|>:-]\s{0,3}|\dZ?\s{1,3}|[[(<]))?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|SEVERE|trace|debug|info|warn|error|fatal)(?:[\]|):,-]|\s)/;
/** A time, a bracket or that word begins it; prose may have such a word in it. */
const BEGINS = /^(?:[DIWEF], \[|[[(<]?\d{1,4}[-/.:]|[[(<]|[A-Z][a-z]{2} [ \d]\d \d\d:|[A-Z]{4,8}\b)/;
/** Lines of an error with where it came from. */
const OF_ERRORS =
  /^(?:Traceback \(most recent call last\)|File "[^"]{1,500}", line \d+|at [\w$.<>[\] ]{1,300}[ (]|Caused by: |\.\.\. \d+ more)/;
/** What was said by or to a model may stand behind such a name. */
const SAID =
  /(?:prompt|question|query|messages?|content|text|answer|completion|response|reply|input|output|user|assistant|human|said|asked)["']?\s?[:=]/i;

/** Whether a line is what a logger writes, with nothing of a call in it: `2026-05-04 08:00:00 INFO Started 4 workers`. */
function isProgramLine(line: string): boolean {
  if (line.length < SHORTEST_MESSAGE) return false;
  if (OF_ERRORS.test(line)) return true;
  return BEGINS.test(line) && LOGGED.test(line) && !SAID.test(line) && !line.includes('{');
}

const SHORTEST_MESSAGE = 8;
