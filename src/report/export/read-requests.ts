/** Reads the requests of some log lines back. The only part of an export that opens a log for its text. */
import { addAll, largest } from '../../math/lists/many.ts';
import { eachLine } from '../../reader/bytes/access/line-reader.ts';
import type { Source } from '../../reader/bytes/files/source.ts';
import { reasonOf } from '../../reader/bytes/files/system-error.ts';
import { preambleOf } from '../../reader/bytes/framing/preamble.ts';
import { findLog } from '../../reader/bytes/sources/find-log.ts';
import { listSources } from '../../reader/bytes/sources/source-list.ts';
import { profileFormats } from '../../reader/mapping/mapping-format.ts';
import type { MappingProfile } from '../../reader/mapping/mapping-profile.ts';
import type { FirstPart } from '../../engine/readback/first-part.ts';
import { requestsOf, someOf } from '../../engine/readback/read-prompts.ts';
import type { RequestRecord } from '../../reader/records/fields/request.ts';
import type { KeptLine } from '../shape/kept/kept-lines.ts';
import type { LineRef, TemplateReport } from '../shape/report.ts';
import { keptText } from './kept-text.ts';
import type { PromptPiece } from './prompt-mode.ts';
import { slotFill } from './slot-fill.ts';

/** How logs are found and read. */
export interface LogReading {
  mappings?: readonly MappingProfile[];
  /** Field that names the account: see `accountFrom`. */
  accountBy?: string;
  /** Folder below which logs are looked for before their own path. */
  logRoot?: string;
  /** Logs that may be opened, where the report is not to say which. */
  only?: readonly string[];
  /** Logs that are open already, as those of a scan that is not over. */
  sources?: readonly Source[];
  /** Of a scan that is not over: what of a line is wanted, so that the rest is passed over. */
  firstPart?: FirstPart;
}

/** A line, and whose request on it may be shown. */
export interface WantedLine {
  line: LineRef;
  accounts: ReadonlySet<string>;
}

/** A line that could not be quoted, with the reason. */
export interface UnquotedLine {
  line: LineRef;
  why: string;
}

const PROMPT = 1500;
const ANSWER = 500;

/**
 * What the lines say, in their order within each file. A line whose request is not of the accounts is not given: the log
 * has changed, and nobody may be shown text of somebody else.
 */
export async function readRequests(
  wanted: readonly WantedLine[],
  templates: readonly TemplateReport[],
  reading: LogReading,
): Promise<{ kept: KeptLine[]; unread: UnquotedLine[] }> {
  const kept: KeptLine[] = [];
  const unread: UnquotedLine[] = [];
  const shaped = templates.filter(({ parts }) => parts.length > 0);
  const mine = ({ accounts }: WantedLine, requests: readonly RequestRecord[]): RequestRecord | undefined =>
    requests.find(({ account }) => account !== undefined && accounts.has(account.value));
  const found = await readWanted(wanted, reading, (one, requests) => {
    const request = mine(one, requests);
    return request ? keptLine(one.line, request, shaped) : undefined;
  });
  for (const { one, got = 'The log no longer holds this request here.' } of found) {
    if (typeof got === 'string') unread.push({ line: one.line, why: got });
    else kept.push(got);
  }
  return { kept, unread };
}

/**
 * What is wanted of the requests on some lines, file by file, in their order within each.
 * @param pick what is wanted of the requests on a line
 * @returns a sentence for a line that could not be read
 */
export async function readWanted<T extends WantedLine, R extends object>(
  wanted: readonly T[],
  reading: LogReading,
  pick: (one: T, requests: readonly RequestRecord[]) => R | undefined,
): Promise<{ one: T; got: R | string | undefined }[]> {
  const { mappings = [], accountBy } = reading;
  const profiles = profileFormats(mappings);
  // What is passed over might be read by a mapping.
  const firstPart = mappings.length === 0 ? reading.firstPart : undefined;
  const all: { one: T; got: R | string | undefined }[] = [];
  for (const file of new Set(wanted.map(({ line }) => line.file))) {
    const own = wanted
      .filter(({ line }) => line.file === file)
      .map((one) => ({ one, got: undefined as R | string | undefined }));
    addAll(all, own);
    const refs = own.map(({ one }) => one.line);
    try {
      await withLog(file, reading, async (source) => {
        const preamble = await preambleOf(source);
        await preamble.reach(largest(refs.map(({ offset }) => offset)));
        await eachLine(source, refs, (line, at) => {
          const text = preamble.with(line, refs[at]!.offset);
          const { one } = own[at]!;
          const part = firstPart?.(one.line, one.accounts);
          const some = part === undefined ? [] : someOf(text, file, new Set([part]), accountBy);
          // Parts of requests are numbered otherwise where others are passed over: then the whole line is read.
          own[at]!.got =
            pick(
              one,
              some.filter((request) => request !== undefined),
            ) ?? pick(one, requestsOf(text, file, profiles, accountBy));
        });
      });
    } catch (error) {
      const why = error instanceof Error && !('code' in error) ? error.message : reasonOf(error);
      for (const one of own) one.got ??= why;
    }
  }
  return all;
}

/** @throws when the log is not found or cannot be read */
export async function withLog<T>(
  file: string,
  { sources: open, logRoot, only }: Pick<LogReading, 'sources' | 'logRoot' | 'only'>,
  read: (source: Source) => Promise<T>,
): Promise<T> {
  const known = open?.find(({ path }) => path === file);
  if (known) return read(known);
  if (file === '-') throw new Error('Standard input cannot be read again.');
  if (only?.includes(file) === false) throw new Error('The log is not on this machine.');
  const place = (logRoot === undefined ? undefined : await findLog(file, logRoot)) ?? (await findLog(file));
  if (place === undefined) throw new Error('The log no longer exists.');
  const { sources, release } = await listSources([place]);
  try {
    const source = sources.find(({ path }) => path === place);
    if (!source) throw new Error('The log no longer exists.');
    return await read(source);
  } finally {
    await release();
  }
}

function keptLine(line: LineRef, request: RequestRecord, templates: readonly TemplateReport[]): KeptLine {
  const { account, time, model, outputTokens, system, messages, answer } = request;
  const user = messages.find(({ role }) => role === 'user')?.text ?? '';
  const prompt = system ? `${system}\n\n${user}` : user;
  const template = templateOf(prompt, templates);
  const said = keptText(template?.pieces ?? [{ fixed: false, text: prompt }], PROMPT);
  const [answered] = keptText([{ fixed: false, text: answer?.text ?? '' }], ANSWER);
  return {
    line: { file: line.file, line: line.line, offset: line.offset, length: line.length },
    account: account?.value ?? '',
    ...(time !== undefined && { time }),
    ...(model !== undefined && { model }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(template && { template: template.id }),
    ...(prompt !== '' && { prompt: said }),
    ...(answered && answered.length > 0 && { answer: answered }),
  };
}

/** The first template whose fixed text the prompt holds, with the prompt cut at it. */
function templateOf(
  prompt: string,
  templates: readonly TemplateReport[],
): { id: string; pieces: PromptPiece[] } | undefined {
  for (const { id, parts } of templates) {
    const pieces = slotFill(parts, prompt);
    if (pieces) return { id, pieces };
  }
  return undefined;
}
