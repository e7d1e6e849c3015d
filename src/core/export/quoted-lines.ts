/** Reads the log lines that an evidence packet quotes. The only part of an export that opens a log. */
import { preambleOf } from '../bytes/framing/read-entries.ts';
import { readLines } from '../bytes/access/line-reader.ts';
import { listSources } from '../bytes/sources/source-list.ts';
import type { Source } from '../bytes/files/source.ts';
import { reasonOf } from '../bytes/files/system-error.ts';
import { requestsOf } from '../readback/read-prompts.ts';
import { profileFormats } from '../mapping/mapping-format.ts';
import type { MappingProfile } from '../mapping/mapping-profile.ts';
import type { RequestRecord } from '../records/fields/request.ts';
import type { LineRef, Report, TemplateReport } from '../report/report.ts';
import { type PromptMode, type PromptPiece, shownPiece } from './prompt-mode.ts';
import { withoutSecrets } from '../records/fields/secrets.ts';
import { slotFill } from './slot-fill.ts';
import type { Subject } from './subject.ts';
import { cut } from './words.ts';

/** One request of the log as a packet shows it. */
export interface QuotedLine {
  line: LineRef;
  account: string;
  /** ms UTC. */
  time?: number;
  model?: string;
  outputTokens?: number;
  /** Template whose fixed text the prompt holds. */
  template?: string;
  /** The prompt as far as it may be shown, without secrets; undefined when it is left out or the log has none. */
  prompt?: string;
  /** The answer as far as it may be shown. */
  answer?: string;
}

/** A line that could not be quoted, with the reason. */
export interface UnquotedLine {
  line: LineRef;
  why: string;
}

export interface Quotes {
  quoted: QuotedLine[];
  unquoted: UnquotedLine[];
}

export interface QuoteOptions {
  prompts: PromptMode;
  mappings?: readonly MappingProfile[];
  /** Field that names the account: see `accountFrom`. */
  accountBy?: string;
  /** Lines quoted at most. */
  limit?: number;
}

const LIMIT = 20;
/** Characters of a prompt and of an answer; text is taken from a longer head, so that a secret is not cut in two. */
const PROMPT = 1500;
const ANSWER = 500;
const HEAD = 16_000;

/**
 * The lines that the subject's evidence rests on, heaviest evidence first, with what their requests say. A line whose
 * request is not one of the subject's is not quoted: the log has changed, and nobody may be shown text of somebody else.
 * @param report the whole report, with its prompts
 */
export async function quoteLines(report: Report, subject: Subject, options: QuoteOptions): Promise<Quotes> {
  const accounts = new Set(
    subject.kind === 'account'
      ? [subject.id]
      : report.campaigns.find((campaign) => campaign.id === subject.id)?.accounts,
  );
  const lines = proofOf(report, subject).slice(0, options.limit ?? LIMIT);
  const templates = report.templates.filter(({ parts }) => parts.length > 0);
  const quotes: Quotes = { quoted: [], unquoted: [] };
  for (const file of new Set(lines.map((line) => line.file))) {
    const own = lines.filter((line) => line.file === file);
    try {
      if (file === '-') throw new Error('Standard input cannot be read again.');
      await quoteFile(file, own, accounts, templates, options, quotes);
    } catch (error) {
      for (const line of own)
        quotes.unquoted.push({
          line,
          why: error instanceof Error && !('code' in error) ? error.message : reasonOf(error),
        });
    }
  }
  return quotes;
}

/** Lines of the evidence in turn, so that each piece of it is represented, without repeats. */
function proofOf(report: Report, { kind, id }: Subject): LineRef[] {
  const item =
    kind === 'campaign'
      ? report.campaigns.find((campaign) => campaign.id === id)
      : report.accounts.find(({ account }) => account === id);
  const all = [...(item?.evidence ?? []), ...(item?.counterEvidence ?? [])];
  const own = kind === 'account' ? all.filter(({ detector }) => OWN.has(detector)) : [];
  const lists = (own.length > 0 ? own : all).map(({ lines }) => lines);
  const turns = Array.from({ length: Math.max(0, ...lists.map((list) => list.length)) }, (_, turn) => turn);
  const dealt = turns.flatMap((turn) => lists.flatMap((list) => list[turn] ?? []));
  return [...new Map(dealt.map((line) => [`${line.file}\0${line.offset}`, line])).values()];
}

/** Evidence that is about an account itself; all other pieces are its campaign's, with lines of any member. */
const OWN: ReadonlySet<string> = new Set(['membership', 'automation', 'continuation']);

async function quoteFile(
  file: string,
  lines: readonly LineRef[],
  accounts: ReadonlySet<string>,
  templates: readonly TemplateReport[],
  { prompts, mappings = [], accountBy }: QuoteOptions,
  quotes: Quotes,
): Promise<void> {
  const { sources, release } = await listSources([file]);
  try {
    const source = sources.find(({ path }) => path === file);
    if (!source) throw new Error('The log no longer exists.');
    const texts = await textsOf(source, lines);
    const profiles = profileFormats(mappings);
    lines.forEach((line, index) => {
      const requests = requestsOf(texts[index]!, file, profiles, accountBy);
      const request = requests.find(({ account }) => account !== undefined && accounts.has(account.value));
      if (request) quotes.quoted.push(quote(line, request, templates, prompts));
      else quotes.unquoted.push({ line, why: 'The log no longer holds this request here.' });
    });
  } finally {
    await release();
  }
}

async function textsOf(source: Source, lines: readonly LineRef[]): Promise<Buffer[]> {
  const preamble = await preambleOf(source);
  return (await readLines(source, lines)).map((line) => Buffer.concat([preamble, line]));
}

function quote(
  line: LineRef,
  request: RequestRecord,
  templates: readonly TemplateReport[],
  mode: PromptMode,
): QuotedLine {
  const { account, time, model, outputTokens, system, messages, answer } = request;
  const user = messages.find(({ role }) => role === 'user')?.text ?? '';
  const prompt = system ? `${system}\n\n${user}` : user;
  const found = templates.flatMap(({ id, parts }) => {
    const pieces = slotFill(parts, prompt);
    return pieces ? [{ id, pieces }] : [];
  });
  const template = found[0];
  const shownPrompt = shown(template?.pieces ?? [{ fixed: false, text: prompt }], mode, PROMPT);
  const shownAnswer = shown([{ fixed: false, text: answer?.text ?? '' }], mode, ANSWER);
  return {
    line,
    account: withoutSecrets(account?.value ?? ''),
    ...(time !== undefined && { time }),
    ...(model !== undefined && { model: withoutSecrets(model) }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(template && { template: template.id }),
    ...(shownPrompt !== undefined && { prompt: shownPrompt }),
    ...(shownAnswer !== undefined && { answer: shownAnswer }),
  };
}

/** Text as far as it may be shown; undefined when nothing may or there is none. */
function shown(pieces: readonly PromptPiece[], mode: PromptMode, limit: number): string | undefined {
  if (pieces.every(({ text }) => text === '')) return undefined;
  const kept = pieces.map((piece) => shownPiece(piece, mode));
  if (kept.some((text) => text === undefined)) return undefined;
  const whole = kept.join('');
  return cut(withoutSecrets(whole.slice(0, HEAD)), limit, Math.max(0, whole.length - HEAD));
}
