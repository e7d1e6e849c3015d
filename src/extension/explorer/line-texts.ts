import { splitMemberPath } from '../../reader/bytes/sources/archive.ts';
import type { LineRef } from '../../report/shape/report.ts';
import type { LineText } from '../../protocol/case-data.ts';
import type { PromptMessage, PromptSegment } from '../../protocol/explorer-messages.ts';
import type { MappingProfile } from '../../reader/mapping/mapping-profile.ts';
import type { Results } from '../model/results.ts';
import { keptLineText } from '../reports/kept-line-text.ts';
import type { ExplorerJob } from './explorer-jobs.ts';
import type { ExplorerThread } from './explorer-thread.ts';
import { fileRows, isStill, refOf } from './log-rows.ts';

/** Logs that are kept open for the next question. */
const OPEN = 3;
/** Characters of a prompt and of an answer that are shown next to others. */
const PROMPT = 1500;
const ANSWER = 600;

/** How a log of the results is read: by the same mappings as in the scan. */
export interface ReadingSettings {
  mappings: MappingProfile[];
  accountBy?: string;
}

type ReadingThread = Pick<ExplorerThread, 'ask' | 'dispose'>;

/** Whether lines of the log have moved since the scan. */
export type HasMoved = (file: string) => boolean;

/** Reads single lines of scanned logs for the pages of the dashboard, in a thread a log. */
export class LineTexts {
  /** Promises, so that questions that come together share a thread. */
  private readonly threads = new Map<string, Promise<ReadingThread>>();

  constructor(
    private readonly makeThread: (job: ExplorerJob) => ReadingThread,
    private readonly hasMoved: HasMoved,
  ) {}

  /**
   * In the order asked for; as the report keeps them, of a log that cannot be read and of lines that are no longer as they were
   * scanned. Null for what is not kept either.
   */
  async read(results: Results, lines: readonly LineRef[], settings: ReadingSettings): Promise<(LineText | null)[]> {
    const texts: (LineText | null)[] = [];
    for (const line of lines) {
      const text = await this.text(results, line, settings).catch(() => null);
      texts.push(text ?? keptLineText(results.report, line));
    }
    return texts;
  }

  /** Closes the logs: the next question may be about others. */
  forget(): void {
    for (const thread of this.threads.values()) void dispose(thread);
    this.threads.clear();
  }

  private async text(results: Results, line: LineRef, settings: ReadingSettings): Promise<LineText | null> {
    if (!results.isHere(line.file)) return null;
    const file = fileRows(results, line.file);
    const row = results.rowAtLine(line.file, line.line);
    if (file === undefined || row === undefined) return null;
    const { index } = results;
    const parts = results.template(index.templates[index.template[row] ?? 0] ?? '')?.parts ?? [];
    const { mappings, accountBy } = settings;
    const job = { mappings, ...(accountBy !== undefined && { accountBy }) };
    const thread = await this.thread(line.file, job);
    const read = await thread.ask('request', { ...refOf(file, row), parts });
    if (this.hasMoved(line.file) && !isStill(results, row, read.row)) return null;
    const time = index.time[row] ?? NaN;
    return {
      account: index.accounts[index.account[row] ?? 0] ?? '',
      time: Number.isNaN(time) ? null : time,
      model: read.row.model,
      // Of a request that spans several lines no one line is a request: its text is shown as it is.
      prompt: read.row.isRequest ? promptOf(read.messages) : [{ text: read.row.preview, kind: 'plain' }],
      latest: latestOf(read.messages),
      answer: answerOf(read.messages),
    };
  }

  private thread(path: string, settings: ReadingSettings): Promise<ReadingThread> {
    const known = this.threads.get(path);
    if (known) return known;
    const thread = this.start(path, settings);
    this.threads.set(path, thread);
    thread.catch(() => this.threads.delete(path));
    for (const [oldest, old] of this.threads) {
      if (this.threads.size <= OPEN) break;
      void dispose(old);
      this.threads.delete(oldest);
    }
    return thread;
  }

  private async start(path: string, settings: ReadingSettings): Promise<ReadingThread> {
    const inside = await splitMemberPath(path);
    const member = inside === undefined ? '' : path;
    return this.makeThread({ file: inside?.archive ?? path, member, ...settings });
  }
}

/** A thread that could not be started counts as none. */
async function dispose(thread: Promise<ReadingThread>): Promise<void> {
  await thread.then((one) => one.dispose()).catch(() => undefined);
}

/** What the user says first; the system prompt where there is no user. */
function promptOf(messages: readonly PromptMessage[]): PromptSegment[] {
  const message =
    messages.find(({ role, segments }) => role === 'user' && segments.length > 0) ??
    messages.find(({ role }) => role === 'system');
  const segments: PromptSegment[] = [];
  let left = PROMPT;
  for (const segment of message?.segments ?? []) {
    if (left <= 0) break;
    segments.push({ ...segment, text: segment.text.slice(0, left) });
    left -= segment.text.length;
  }
  return segments;
}

/** The last message that is sent, unless it is the prompt itself. */
function latestOf(messages: readonly PromptMessage[]): string {
  const sent = messages.filter(({ role }) => role === 'user' || role === 'tool');
  const last = sent.length > 1 ? sent.at(-1) : undefined;
  return (last?.segments ?? [])
    .map(({ text }) => text)
    .join('')
    .slice(0, ANSWER);
}

function answerOf(messages: readonly PromptMessage[]): string {
  const answer = messages.findLast(({ role }) => role === 'answer');
  const text = answer?.segments.map((segment) => segment.text).join('') ?? '';
  return (text === '' ? (answer?.toolCalls ?? '') : text).slice(0, ANSWER);
}
