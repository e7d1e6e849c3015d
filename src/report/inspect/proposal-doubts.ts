/** What looks wrong in the requests that a proposed mapping would read, in sentences for whoever decides about it. */
import type { Guess } from '../../reader/mapping/propose-mapping.ts';
import type { RequestRecord } from '../../reader/records/fields/request.ts';
import { counted, percent } from '../../text/numbers.ts';
import { visibleLine } from '../../text/visible.ts';
import type { MappedExample } from './inspection.ts';

/** Requests from which on shares say something. */
const FEW = 10;
/** Shorter than any question in words, in characters. */
const SHORT = 12;
const UNSURE = 0.6;
/** Characters of texts that are compared. */
const COMPARED = 10_000;

/** @param requests those that the mapping read */
export function proposalDoubts(requests: readonly RequestRecord[], guesses: readonly Guess[]): string[] {
  const unsure = guesses.filter(({ confidence }) => confidence < UNSURE).map(({ field, path }) => `${field} (${path})`);
  return [...doubtsIn(requests), ...(unsure.length > 0 ? [`Unsure: ${unsure.join(', ')}.`] : [])];
}

function doubtsIn(requests: readonly RequestRecord[]): string[] {
  if (requests.length === 0) return ['Looks wrong: no request would be read.'];
  const prompts = requests.map(lastText);
  const said = prompts.filter((text) => text !== '');
  const accounts = new Set(
    requests.flatMap(({ account }) => (account === undefined || account.kind === 'file' ? [] : [account.value])),
  );
  const shareOf = (holds: (request: RequestRecord, prompt: string) => boolean): number =>
    requests.filter((request, at) => holds(request, prompts[at]!)).length / requests.length;
  const empty = 1 - said.length / requests.length;
  const nameless = shareOf(({ account }) => account === undefined || account.kind === 'file');
  const inPrompt = shareOf(({ answer }, prompt) => holds(prompt, answer?.text ?? ''));
  const inAnswer = shareOf(({ answer }, prompt) => holds(answer?.text ?? '', prompt));
  const middle = said.map(({ length }) => length).sort((a, b) => a - b)[said.length >> 1] ?? 0;
  const isMany = requests.length >= FEW;
  return [
    [empty > 0.1, `${percent(empty)} of the prompts are empty.`],
    [said.length > 0 && middle < SHORT, `Half of the prompts have at most ${counted(middle, 'character')}.`],
    [isMany && new Set(said).size === 1, 'All prompts are the same text.'],
    [inPrompt > 0.1, `${percent(inPrompt)} of the prompts hold their own answer.`],
    [inAnswer > 0.3, `${percent(inAnswer)} of the answers hold their own prompt.`],
    [nameless > 0.1, `${percent(nameless)} of the requests have no account.`],
    [
      isMany && accounts.size > 0.9 * requests.length,
      `Nearly every request has an account of its own: ${counted(accounts.size, 'account')} in ${counted(requests.length, 'request')}.`,
    ],
    [isMany && accounts.size === 1, 'All requests are of one account.'],
  ].flatMap(([isSo, text]) => (isSo === true ? [`Looks wrong: ${text as string}`] : []));
}

/** What was asked: the last text of a user. */
function lastText({ messages }: RequestRecord): string {
  return messages.findLast(({ role }) => role === 'user')?.text ?? messages.at(-1)?.text ?? '';
}

/** Whether a text of some length is in another one. */
function holds(text: string, part: string): boolean {
  return part.length >= SHORT && text.slice(0, COMPARED).includes(part.slice(0, COMPARED));
}

/** Longest text that is shown, in characters. */
const SHOWN = 60;

/** @param withText false leaves out what people and models wrote */
export function exampleOf(record: RequestRecord & { line: number }, withText: boolean): MappedExample {
  const { line, time, account, answer } = record;
  const shown = (text: string): string =>
    text === '' ? 'none' : withText ? visibleLine(text, SHOWN) : counted(text.length, 'character');
  return {
    line,
    time: time === undefined ? 'none' : new Date(time).toISOString(),
    account:
      account === undefined || account.kind === 'file'
        ? 'none'
        : `${visibleLine(account.value, SHOWN)} (${account.kind})`,
    prompt: shown(lastText(record)),
    answer: shown(answer?.text ?? ''),
  };
}
