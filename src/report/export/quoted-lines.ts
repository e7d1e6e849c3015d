/** Log lines that an export quotes: read from the log, or as kept in the report if the log is not available. */
import { withoutSecrets } from '../../reader/records/fields/secrets.ts';
import type { KeptLine } from '../shape/kept/kept-lines.ts';
import { type AccountReport, type CampaignReport, type LineRef, type Report } from '../shape/report.ts';
import { shownText } from './kept-text.ts';
import type { PromptMode } from './prompt-mode.ts';
import { type LogReading, readRequests, type UnquotedLine, type WantedLine } from './read-requests.ts';
import type { Subject } from './subject.ts';

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
  /** It was kept in the report when the log was scanned, and not read from the log now. */
  isKept?: true;
}

export interface Quotes {
  quoted: QuotedLine[];
  unquoted: UnquotedLine[];
}

export interface QuoteOptions extends LogReading {
  prompts: PromptMode;
  /** Lines quoted at most. */
  limit?: number;
}

/** Lines of a packet on one subject, and of each campaign of a whole report. */
const LIMIT = 20;
const LIMIT_OF_REPORT = 6;
const CAMPAIGNS_OF_REPORT = 20;

/**
 * The lines that the subject's evidence rests on, heaviest evidence first, with what their requests say; of a whole report
 * some lines of each campaign.
 * @param report the whole report, with its prompts
 */
export async function quoteLines(report: Report, subject: Subject | undefined, options: QuoteOptions): Promise<Quotes> {
  const { limit } = options;
  const wanted = subject
    ? proofOf(report, subject).slice(0, limit ?? LIMIT)
    : distinct(
        report.campaigns
          .slice(0, CAMPAIGNS_OF_REPORT)
          .flatMap(({ id }) => proofOf(report, { kind: 'campaign', id }).slice(0, limit ?? LIMIT_OF_REPORT)),
      );
  const { kept, unread } = await readRequests(wanted, report.templates, options);
  const whose = new Map(wanted.map(({ line, accounts }) => [keyOf(line), accounts]));
  const stored = new Map((report.kept ?? []).map((line) => [keyOf(line.line), line]));
  const quotes: Quotes = { quoted: kept.map((line) => shown(line, options.prompts)), unquoted: [] };
  for (const missing of unread) {
    const line = stored.get(keyOf(missing.line));
    if (line && whose.get(keyOf(missing.line))?.has(line.account) === true) {
      quotes.quoted.push({ ...shown(line, options.prompts), isKept: true });
    } else quotes.unquoted.push(missing);
  }
  return quotes;
}

/** Lines of the evidence in turn, so that each piece of it is represented, without repeats. */
export function proofOf(report: Report, { kind, id }: Subject): WantedLine[] {
  const item: CampaignReport | AccountReport | undefined =
    kind === 'campaign'
      ? report.campaigns.find((campaign) => campaign.id === id)
      : report.accounts.find(({ account }) => account === id);
  const all = [...(item?.evidence ?? []), ...(item?.counterEvidence ?? [])];
  const own = kind === 'account' ? all.filter(({ detector }) => OWN.has(detector)) : [];
  const lists = (own.length > 0 ? own : all).map(({ lines }) => lines);
  const accounts = new Set(item && 'accounts' in item ? item.accounts : [id]);
  return distinct(dealt(lists).map((line) => ({ line, accounts })));
}

/** The first of each list, then the second of each, and so on. */
export function dealt<T>(lists: readonly (readonly T[])[]): T[] {
  const turns = Array.from({ length: Math.max(0, ...lists.map((list) => list.length)) }, (_, turn) => turn);
  return turns.flatMap((turn) => lists.flatMap((list) => list[turn] ?? []));
}

/** Evidence that is about an account itself; all other pieces are its campaign's, with lines of any member. */
const OWN: ReadonlySet<string> = new Set(['membership', 'automation', 'continuation']);

export const keyOf = ({ file, offset }: LineRef): string => `${file}\0${offset}`;

/** A line once, for the first that wants it and in its place. */
export function distinct(wanted: readonly WantedLine[]): WantedLine[] {
  const first = new Map<string, WantedLine>();
  for (const one of wanted) {
    const key = keyOf(one.line);
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}

function shown(
  { line, account, time, model, outputTokens, template, prompt, answer }: KeptLine,
  mode: PromptMode,
): QuotedLine {
  const [shownPrompt, shownAnswer] = [prompt && shownText(prompt, mode), answer && shownText([answer], mode)];
  return {
    line,
    account: withoutSecrets(account),
    ...(time !== undefined && { time }),
    ...(model !== undefined && { model: withoutSecrets(model) }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(template !== undefined && { template }),
    ...(shownPrompt !== undefined && { prompt: shownPrompt }),
    ...(shownAnswer !== undefined && { answer: shownAnswer }),
  };
}
