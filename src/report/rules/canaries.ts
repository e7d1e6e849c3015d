/**
 * Canaries: strings that were planted in answers or documents, so that whoever sends them back has them from there. Each line of a
 * file is a rule of its own, and one more looks for marks of characters that nobody sees. Hits are findings of their own, as
 * those of all rules are.
 */
import { basename } from 'node:path';
import { readRegularFile } from '../../reader/bytes/files/regular-file.ts';
import type { RequestRecord } from '../../reader/records/fields/request.ts';
import type { EventRule } from './rule.ts';
import { RuleError } from './rule-error.ts';
import { fieldOf, type RuleEvent } from './rule-fields.ts';
import { TextFinder } from './text-finder.ts';

const MAX_BYTES = 1 << 20;
const MAX_CANARIES = 500;
/** Characters of a canary: a shorter one is met by accident. */
const LENGTH = { least: 8, most: 200 };
/**
 * Four characters without width or visible form in a row, or a tag that belongs to no flag. One alone joins emoji, or letters of
 * Persian and Hindi.
 */
const HIDDEN =
  /[\u180E\u200B-\u200D\u2060-\u2064\uFEFF]{4}|(?<![\u{1F3F4}\u{E0020}-\u{E007E}])[\u{E0020}-\u{E007E}]{2}/u;

/** @throws RuleError naming all lines that are no canary */
export async function readCanaries(file: string): Promise<EventRule[]> {
  const text = await readRegularFile(file, MAX_BYTES).catch(() => {
    throw new RuleError(`There is no file of canaries "${file}", or it is larger than ${MAX_BYTES >> 20} MB.`);
  });
  return canaryRules(text, file);
}

/**
 * A rule for each line that is neither empty nor a comment (`#`), and one for hidden marks.
 * @throws RuleError naming all lines that are no canary
 */
export function canaryRules(text: string, file: string): EventRule[] {
  const problems: string[] = [];
  const lines = new Map<string, number>();
  text.split(/\r?\n/).forEach((line, at) => {
    const canary = line.trim();
    if (canary === '' || canary.startsWith('#') || lines.has(canary.toLowerCase())) return;
    if (canary.length < LENGTH.least || canary.length > LENGTH.most)
      problems.push(`${file}:${at + 1}:1: A canary has ${LENGTH.least} to ${LENGTH.most} characters.`);
    lines.set(canary.toLowerCase(), at + 1);
  });
  if (lines.size === 0) problems.push(`${file}:1:1: The file contains no canary.`);
  if (lines.size > MAX_CANARIES) problems.push(`${file}:1:1: At most ${MAX_CANARIES} canaries are looked for.`);
  if (problems.length > 0) throw new RuleError(problems.join('\n'));
  const finder = new TextFinder([...lines.keys()]);
  const foundIn = lastOf((request) => new Set(textsOf(request).flatMap((own) => finder.findIn(own))));
  const name = basename(file);
  return [
    ...[...lines.values()].map((line, number) =>
      ruleOf(`canary.${line}`, `A planted string came back: line ${line} of ${name}`, `${file}:${line}`, (request) =>
        foundIn(request).has(number),
      ),
    ),
    ruleOf('canary.hidden-mark', 'A prompt contains invisible marks', `${file}:1`, (request) =>
      textsOf(request).some((own) => HIDDEN.test(own)),
    ),
  ];
}

/** The point in its id sets it apart from the rules of people. */
const ruleOf = (id: string, title: string, place: string, holds: (request: RequestRecord) => boolean): EventRule => ({
  kind: 'event',
  category: 'request',
  id,
  title,
  level: 'high',
  references: [],
  falsepositives: [],
  tags: [],
  place,
  source: title,
  needs: ['messages'],
  matches: (event) => event.kind === 'request' && holds(event.request),
});

const MESSAGES = fieldOf('messages', 'request')!;
const SYSTEM = fieldOf('system', 'request')!;

/** What the user sent, as far as the log holds it. */
function textsOf(request: RequestRecord): string[] {
  const event: RuleEvent = { kind: 'request', request, template: undefined };
  return [SYSTEM.get(event), MESSAGES.get(event)].flat().filter((text) => typeof text === 'string');
}

/** Remembers the answer for the last request: every rule asks for it. */
function lastOf<T>(answer: (request: RequestRecord) => T): (request: RequestRecord) => T {
  let last: { request: RequestRecord; answer: T } | undefined;
  return (request) => {
    if (last?.request !== request) last = { request, answer: answer(request) };
    return last.answer;
  };
}
