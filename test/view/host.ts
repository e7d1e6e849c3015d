/**
 * The host of a page under test: answers its questions with what answers them in the editor, about a made-up scan, and
 * reads the texts of lines from the made-up log.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { audit } from '../../src/engine/pipeline/audit.ts';
import { activityText, type Counted, STEPS } from '../../src/report/shape/activity/activity.ts';
import { countedIndex } from '../../src/report/shape/activity/counted-index.ts';
import { keptIndex } from '../../src/report/shape/kept/kept-index.ts';
import type { KeptLine } from '../../src/report/shape/report.ts';
import { applyTriage } from '../../src/report/triage/apply-triage.ts';
import { checkedEvent } from '../../src/report/triage/cases/case-schema.ts';
import { withWork } from '../../src/report/triage/cases/work.ts';
import type { Triage } from '../../src/report/triage/triage.ts';
import { withDecision } from '../../src/report/triage/decide-item.ts';
import { ExplorerThread } from '../../src/extension/explorer/explorer-thread.ts';
import { LineTexts } from '../../src/extension/explorer/line-texts.ts';
import { type AnswerContext, EMPTY_CONTEXT } from '../../src/extension/model/answers/answer-context.ts';
import { Answers } from '../../src/extension/model/answers/answers.ts';
import { EntityAnswers, type EntityQuestion } from '../../src/extension/model/entities/entity-answers.ts';
import { entitySource } from '../../src/extension/model/entities/entity-source.ts';
import { entityAnswer, isEntityQuestion } from '../../src/extension/model/entities/entity-thread.ts';
import { Results } from '../../src/extension/model/results.ts';
import { stampsOf } from '../../src/extension/scan/log-stamps.ts';
import type { DecisionRequest, WorkRequest } from '../../src/protocol/decision-data.ts';
import { fromWebview } from '../../src/protocol/from-webview.ts';
import type { FromWebview, ToWebview } from '../../src/protocol/messages.ts';
import { dayOf } from '../../src/text/times.ts';
import type { Fake } from './in-page.ts';
import type { Size } from './made-up/accounts.ts';
import { madeUpContext } from './made-up/context.ts';
import { MadeUpLog } from './made-up/log.ts';
import { madeUpScan } from './made-up/scan.ts';

const ROOT = path.resolve(__dirname, '../..');

let scratch: string | undefined;
/** For the logs of a process; removed when it ends. */
export function folder(): string {
  if (scratch === undefined) {
    const made = mkdtempSync(path.join(tmpdir(), 'prompt-audit-view-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    scratch = made;
  }
  return scratch;
}

interface Made {
  results: Results;
  /** Written once a text of it is asked for. */
  log?: MadeUpLog;
}
const scans = new Map<string, Made>();

/** One scan of each size in a process: nothing that a page does changes it. */
function scanOf(size: Size): Made {
  const key = `${size.accounts}-${size.templates}-${size.hostile}`;
  const known = scans.get(key);
  if (known !== undefined) return known;
  const made = { results: madeUpScan(size, path.join(folder(), key)) };
  scans.set(key, made);
  return made;
}

/** The scan of a log on the disk, for `Fake.log`; as something else, under another name, where a test is about that. */
export async function scanLog(
  log: string,
  name = log,
  change = (scan: Pick<Results, 'report' | 'index'>) => scan,
): Promise<Results> {
  const { report, index } = change(await audit([log]));
  const results = new Results(report, index, path.basename(log), await stampsOf(report.inputs.files));
  scans.set(name, { results });
  return results;
}

export const resultsOf = (size: Size): Results => scanOf(size).results;

let script: Promise<string> | undefined;
/** The thread that reads logs, built from the sources. */
export function threadScript(): Promise<string> {
  script ??= (async () => {
    const outfile = path.join(folder(), 'explorer-worker.js');
    await build({
      absWorkingDir: ROOT,
      entryPoints: ['src/extension/explorer-worker.ts'],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
      define: { 'import.meta.url': 'importMetaUrl' },
    });
    return outfile;
  })();
  return script;
}

/** What the report of a scan says of when an account asked, by template and hour. */
function activityOf(results: Results, account: string): string {
  const { index } = results;
  const counts = new Map<string, Counted>();
  for (const row of results.rowsOfAccount(results.accountNumber(account) ?? 0)) {
    const template = index.templates[index.template[row] ?? 0] ?? '';
    const flagged = (index.score[row] ?? 0) > 0;
    const time = Math.floor((index.time[row] ?? 0) / STEPS['1h']) * STEPS['1h'];
    const known = counts.get(`${template} ${flagged} ${time}`) ?? { template, flagged, time, requests: 0 };
    counts.set(`${template} ${flagged} ${time}`, { ...known, requests: known.requests + 1 });
  }
  const ordered = [...counts.values()].sort(
    (a, b) => (a.template < b.template ? -1 : Number(a.template > b.template)) || a.time - b.time,
  );
  return activityText('1h', ordered);
}

/** The report of a scan as it is opened elsewhere, with one request in 40. */
function openedReport(results: Results): Results {
  const { report, index } = results;
  const kept = Array.from({ length: Math.ceil(index.length / 40) }, (_, at): KeptLine => {
    const row = at * 40;
    return {
      line: results.lineOf(row),
      time: index.time[row] ?? 0,
      account: index.accounts[index.account[row] ?? 0] ?? '',
      template: index.templates[index.template[row] ?? 0] ?? '',
      model: index.models[index.model[row] ?? 0] ?? '',
    };
  });
  const accounts = report.accounts.map((account) => ({ ...account, activity: activityOf(results, account.account) }));
  const counted = countedIndex({ ...report, accounts });
  return new Results(report, keptIndex({ ...report, kept }), 'nightly.prompt-audit.json', [], counted);
}

export class Host {
  readonly #size: Size;
  readonly #made: Made;
  readonly #isReal: boolean;
  readonly #results: Results;
  readonly #before = new Answers(undefined, 0);
  #context: AnswerContext;
  #answers: Answers;
  #revision = 1;
  #texts: LineTexts | undefined;
  #entities: EntityAnswers | undefined;
  #closed = false;

  constructor({ otherLog, opened, log, ...size }: Size & Pick<Fake, 'otherLog' | 'opened' | 'log'>) {
    this.#size = size;
    this.#isReal = log !== undefined;
    this.#made = log === undefined ? scanOf(size) : scans.get(log)!;
    const { results } = this.#made;
    this.#results = opened ? openedReport(results) : results.judged(results.report);
    this.#context = this.#isReal ? EMPTY_CONTEXT : madeUpContext(this.#results.report, otherLog);
    this.#answers = this.#renewed();
  }

  /** The page gives `window.toHost` each question and each decision as JSON, and whether there is a scan; it gets messages. */
  async asked(text: string, scanned: boolean): Promise<string> {
    const message = fromWebview(JSON.parse(text));
    const told = message === undefined ? undefined : await this.#told(message, scanned);
    return JSON.stringify(told, (_, value: unknown) =>
      value instanceof Float32Array
        ? { floats: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') }
        : value,
    );
  }

  close(): void {
    this.#closed = true;
    this.#texts?.forget();
  }

  async #told(message: FromWebview, scanned: boolean): Promise<ToWebview | undefined> {
    if (message.type === 'decide') return this.#decide(message.decision);
    if (message.type === 'work') return this.#work(message.work);
    if (message.type !== 'question') return undefined;
    if (!scanned) return this.#before.to(message);
    if (isEntityQuestion(message)) return this.#common(message);
    if (message.kind !== 'texts') return this.#answers.to(message);
    const { lines } = message.body;
    if (!this.#isReal) {
      this.#made.log ??= new MadeUpLog(this.#results, this.#size);
      this.#made.log.write(lines);
    }
    const built = await threadScript();
    this.#texts ??= new LineTexts(
      (job) => new ExplorerThread(built, job, () => undefined),
      () => false,
    );
    const texts = await this.#texts.read(this.#results, lines, { mappings: [] });
    // A question that came before the page was closed has opened the log again.
    if (this.#closed) this.#texts.forget();
    return { type: 'answer', replyTo: message.id, kind: 'texts', body: { texts } };
  }

  /** As the thread answers. */
  async #common(message: Extract<FromWebview, { type: 'question' }> & EntityQuestion): Promise<ToWebview> {
    const { id: replyTo, kind } = message;
    try {
      const ask = (question: EntityQuestion) =>
        Promise.resolve((this.#entities ??= new EntityAnswers(entitySource(this.#results))).to(question));
      return { type: 'answer', replyTo, kind, body: await entityAnswer(this.#results, message, ask) } as ToWebview;
    } catch (error) {
      return { type: 'failure', replyTo, error: error instanceof Error ? error.message : String(error) };
    }
  }

  #decide({ kind, id, choice, note, expires, author, owner }: DecisionRequest): ToWebview {
    const decision = {
      note,
      author,
      ...(owner !== '' && { owner }),
      date: dayOf(Date.now()),
      ...(expires !== null && { expires }),
    };
    const { triage } = this.#context.decisions;
    return this.#decided(withDecision(triage, this.#results.report, { kind, id }, choice, decision));
  }

  #work({ campaign, status, owner, ticket, note, author }: WorkRequest): ToWebview {
    const event = checkedEvent({
      time: '2025-03-21T09:30:00Z',
      by: author,
      ...(status !== null && { status }),
      ...(owner !== null && { owner }),
      ...(ticket !== null && { ticket }),
      ...(note !== '' && { note }),
    });
    return this.#decided(withWork(this.#context.decisions.triage, this.#results.report, campaign, event));
  }

  #decided(triage: Triage | undefined): ToWebview {
    const { decisions } = this.#context;
    if (triage === undefined) throw new Error('The scan has no such item.');
    this.#context = { ...this.#context, decisions: { ...decisions, triage } };
    this.#revision++;
    this.#answers = this.#renewed();
    return { type: 'changed', revision: this.#revision };
  }

  #renewed(): Answers {
    this.#results.triaged = applyTriage(this.#results.report, this.#context.decisions.triage, dayOf(Date.now()));
    return new Answers(this.#results, this.#revision, this.#context);
  }
}
