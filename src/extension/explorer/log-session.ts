/**
 * What one log explorer knows about its log, and how it answers its page. Longer than 250 lines: all answers share the
 * lists of rows that it keeps.
 */
import type { Evidence } from '../../report/shape/report.ts';
import type {
  ExplorerQuestions,
  FromExplorer,
  ListFacts,
  LogFacts,
  LogFilter,
  RequestView,
  ToExplorer,
} from '../../protocol/explorer-messages.ts';
import type { LogChange } from '../model/file-stamp.ts';
import { flaggedLine } from '../model/flagged-line.ts';
import type { Results } from '../model/results.ts';
import { fileWord, templateWord } from '../model/words.ts';
import { changeOf, changeSinceOpened, type OpenedFile, openedFile } from '../scan/log-stamps.ts';
import type { OpenedLog } from './explorer-jobs.ts';
import type { LogThread, ThreadEvent } from './explorer-thread.ts';
import { HitList, LineList } from './line-list.ts';
import { fileRows, logRow, rowAt, type FileRows } from './log-rows.ts';
import { requestFacets } from '../model/request-facets.ts';
import { requestTimes } from '../model/request-times.ts';
import { RequestList } from './request-list.ts';
import type { Extent, RowList } from './row-list.ts';

type Question = Extract<FromExplorer, { type: 'question' }>;

/** Pieces of evidence on either side; the dashboard has all. */
const EVIDENCE = 3;
/** Maximum number of lines a search returns: nobody reads more, and a narrower text finds them all. */
const MAX_HITS = 10_000;
const NAMES = 20;

interface Search {
  id: number;
  bytes: number;
  complete: boolean;
  limited: boolean;
}

/** What one explorer knows about its log: the lists of rows it made, and how far counting and searching are. */
export class LogSession {
  readonly #path: string;
  readonly #thread: LogThread;
  readonly #results: () => Results | undefined;
  readonly #tell: (message: ToExplorer) => void;
  #opened: OpenedLog | undefined;
  #openedFile: OpenedFile | undefined;
  #list: RowList | undefined;
  #number = 0;
  #search: Search | undefined;
  #counted: Extent = { total: 0, complete: false, bytes: 0, allBytes: null, limited: false };
  #counting: Promise<unknown> | undefined;
  #change: LogChange = 'none';

  constructor(
    path: string,
    makeThread: (onEvent: (event: ThreadEvent) => void) => LogThread,
    results: () => Results | undefined,
    tell: (message: ToExplorer) => void,
  ) {
    this.#path = path;
    this.#thread = makeThread((event) => this.#onEvent(event));
    this.#results = results;
    this.#tell = tell;
  }

  /** Always an answer or a failure with the question's id. */
  async answer(question: Question): Promise<ToExplorer> {
    try {
      return await this.#answer(question);
    } catch (error) {
      return { type: 'failure', replyTo: question.id, error: error instanceof Error ? error.message : String(error) };
    }
  }

  async stopSearch(): Promise<void> {
    if (this.#search === undefined || this.#search.complete) return;
    this.#search.complete = true;
    this.#search.limited = true;
    this.#tellList();
    await this.#thread.ask('stopSearch', {});
  }

  /**
   * Checks whether the log has grown, and counts what was added. Where another file took its place, as when logs are rotated,
   * the page is told to begin anew.
   * @returns true if it has grown
   */
  async grow(): Promise<boolean> {
    if (this.#openedFile && (await changeSinceOpened(this.#openedFile)) === 'changed') {
      this.#tell({ type: 'changed' });
      return false;
    }
    if (!(await this.#refresh())) return false;
    await this.#count();
    return true;
  }

  /** @returns true if there is more of the log than was counted, which is to be counted then */
  async #refresh(): Promise<boolean> {
    if (this.#opened?.seekable !== true || !this.#counted.complete) return false;
    const { size } = await this.#thread.ask('refresh', {});
    if (size <= this.#counted.bytes) return false;
    this.#opened = { ...this.#opened, size };
    this.#counted = { ...this.#counted, allBytes: size, complete: false };
    this.#counting = undefined;
    return true;
  }

  /** Is the log another one than is shown, or another one now than was scanned? One that only grew is not shown anew. */
  async isOutdated(): Promise<boolean> {
    const change = this.#openedFile && (await changeSinceOpened(this.#openedFile));
    return (change !== 'none' && change !== 'grown') || (await this.#changed()) !== this.#change;
  }

  dispose(): void {
    this.#thread.dispose();
  }

  async #answer(question: Question): Promise<ToExplorer> {
    const reply = { type: 'answer', replyTo: question.id } as const;
    switch (question.kind) {
      case 'log':
        return { ...reply, kind: 'log', body: await this.#open(question.body.member) };
      case 'list':
        return { ...reply, kind: 'list', body: await this.#makeList(question.body) };
      case 'rows': {
        const { list, from, count } = question.body;
        return { ...reply, kind: 'rows', body: await this.#rowList(list).rows(from, count) };
      }
      case 'request':
        return { ...reply, kind: 'request', body: await this.#request(question.body) };
      case 'step': {
        const { list, offset, part, by } = question.body;
        return { ...reply, kind: 'step', body: this.#rowList(list).step(offset, part, by) };
      }
      case 'find':
        return { ...reply, kind: 'find', body: await this.#rowList(question.body.list).find(question.body.line) };
      case 'facets': {
        const file = this.#file();
        const facets = file === undefined ? [] : requestFacets(file, question.body, this.#hits());
        return { ...reply, kind: 'facets', body: { facets } };
      }
      case 'times': {
        const file = this.#file();
        const times = file === undefined ? null : requestTimes(file, question.body, this.#hits());
        return { ...reply, kind: 'times', body: times };
      }
      case 'names':
        return { ...reply, kind: 'names', body: { names: this.#names(question.body) } };
    }
  }

  /** Opens the log, anew where it is no longer what was opened: else lines of an old file would stand under a scan of a new one. */
  async #open(member: string): Promise<LogFacts> {
    const change = this.#openedFile && (await changeSinceOpened(this.#openedFile));
    if (change !== 'none') this.#openedFile = await openedFile(this.#path).catch(() => undefined);
    if (change === 'grown' && this.#opened?.seekable === true) await this.#refresh();
    else if (change !== 'none') this.#opened = undefined;
    if (this.#opened === undefined || (member !== '' && member !== this.#opened.member)) {
      this.#counted = { total: 0, complete: false, bytes: 0, allBytes: null, limited: false };
      this.#counting = undefined;
      this.#opened = await this.#thread.ask('open', { member });
    }
    const { size, compression, seekable, members, member: shown } = this.#opened;
    this.#change = await this.#changed();
    const file = this.#file();
    let flagged = 0;
    let cleared = 0;
    for (let row = file?.from ?? 0; row < (file?.to ?? 0); row++) {
      if (file?.results.isFlagged(row) !== true) continue;
      flagged++;
      if (!file.results.isCountedRow(row)) cleared++;
    }
    return {
      name: fileWord(this.#path),
      path: this.#path,
      size,
      compression,
      members,
      member: shown,
      scanned: file !== undefined,
      changed: this.#change,
      requests: file === undefined ? 0 : file.to - file.from,
      kept: file?.results.kept !== undefined,
      flagged,
      cleared,
      seekable,
    };
  }

  /** Is the log another one than was scanned? */
  async #changed(): Promise<LogChange> {
    const stamp = this.#results()?.stamps.find(({ path }) => path === this.#opened?.member);
    return stamp === undefined ? 'none' : changeOf(stamp);
  }

  #file(): FileRows | undefined {
    return this.#opened && fileRows(this.#results(), this.#opened.member, this.#change === 'changed');
  }

  /** What a search has found by now; undefined for all, where nothing is searched for. */
  #hits(): Uint8Array | undefined {
    return this.#list instanceof RequestList ? this.#list.hits : undefined;
  }

  async #makeList(filter: LogFilter): Promise<ListFacts> {
    if (this.#opened === undefined) await this.#open('');
    if (this.#search?.complete === false) await this.#thread.ask('stopSearch', {});
    this.#search = undefined;
    const file = this.#file();
    const search = filter.text === '' ? undefined : this.#begin(filter.text);
    const extent = search && ((): Omit<Extent, 'total'> => ({ ...search, allBytes: this.#allBytes() }));
    if (filter.kind === 'requests' && file !== undefined) {
      this.#list = new RequestList(file, filter, this.#thread, extent);
    } else if (extent !== undefined) {
      this.#list = new HitList(file, this.#thread, extent);
    } else {
      this.#list = new LineList(file, this.#thread, () => this.#counted);
      void this.#count();
    }
    this.#number++;
    return this.#facts();
  }

  #begin(text: string): Search {
    const { id, answer } = this.#thread.start('search', { text, limit: MAX_HITS });
    const search: Search = { id, bytes: 0, complete: false, limited: false };
    this.#search = search;
    const end = (limited: boolean): void => {
      if (search.complete) return;
      search.complete = true;
      search.limited = limited;
      if (this.#search === search) this.#tellList();
    };
    // A search that fails has found what it has: the log itself says why it cannot be read when rows are asked for.
    answer.then(({ limited }) => end(limited)).catch(() => end(true));
    return search;
  }

  #count(): Promise<unknown> {
    // Lines are a help for places, and the rows say why a log cannot be read.
    this.#counting ??= this.#thread.ask('count', {}).catch(() => undefined);
    return this.#counting;
  }

  #onEvent(event: ThreadEvent): void {
    if (event.type === 'counted') {
      const { lines, bytes, allBytes, complete } = event;
      this.#counted = { total: lines, bytes, allBytes, complete, limited: false };
      if (this.#list instanceof LineList) this.#tellList();
      return;
    }
    if (event.search !== this.#search?.id) return;
    this.#search.bytes = event.bytes;
    this.#list?.addHits?.(event.hits);
    this.#tellList();
  }

  #allBytes(): number | null {
    return this.#opened?.seekable === true ? this.#opened.size : this.#counted.allBytes;
  }

  #facts(): ListFacts {
    const extent = this.#list?.extent() ?? this.#counted;
    return { ...extent, allBytes: extent.allBytes ?? this.#allBytes(), list: this.#number };
  }

  #tellList(): void {
    this.#tell({ type: 'list', facts: this.#facts() });
  }

  #rowList(number: number): RowList {
    if (this.#list === undefined || number !== this.#number) throw new Error('This list is no longer shown.');
    return this.#list;
  }

  async #request(ref: ExplorerQuestions['request']['ask']): Promise<RequestView> {
    const file = this.#file();
    const row = file && rowAt(file, ref.offset, ref.part);
    const line = file !== undefined && row !== undefined ? flaggedLine(file.results, row) : undefined;
    const { offset, length, part } = ref;
    const read = await this.#thread.ask('request', { offset, length, part, parts: line?.template?.parts ?? [] });
    const { facts, messages, source, sourceCut } = read;
    const shown = logRow({ ...read.row, line: ref.line }, file, row);
    // Evidence without weight says nothing about this request.
    const strongest = (all: readonly Evidence[]): RequestView['evidence'] =>
      all
        .filter(({ weight }) => Math.abs(weight) >= 0.005)
        .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight))
        .slice(0, EVIDENCE)
        .map(({ text, weight }) => ({ text, weight }));
    const evidence = shown.flagged && line ? [line.evidence, line.counterEvidence].flatMap(strongest) : [];
    const campaign = line?.campaign?.id ?? '';
    return { row: shown, facts, messages, source, sourceCut, evidence, campaign };
  }

  #names({ field, text }: ExplorerQuestions['names']['ask']): string[] {
    const results = this.#results();
    if (results === undefined) return [];
    const wanted = text.toLowerCase();
    const names: string[] = [];
    const { report } = results;
    const offer = (name: string, words: string): boolean => {
      if (`${name} ${words}`.toLowerCase().includes(wanted)) names.push(name);
      return names.length < NAMES;
    };
    if (field === 'account') report.accounts.every(({ account }) => offer(account, ''));
    else if (field === 'campaign') report.campaigns.every(({ id, summary }) => offer(id, summary));
    else if (field === 'model') results.index.models.every((model) => offer(model, ''));
    else if (field !== 'template')
      results.index.traits?.find(({ kind }) => kind === field)?.names.every((name) => name === '' || offer(name, ''));
    else report.templates.every((template) => offer(template.id, templateWord(report, template.id)));
    return names;
  }
}
