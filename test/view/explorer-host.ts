/**
 * The host of a log explorer under test: answers its questions with what answers them in the editor, about a log that was
 * written and scanned for the tests, with the thread that reads it. Only the lines of logs too long for a disk are made up.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { audit } from '../../src/engine/pipeline/audit.ts';
import { applyTriage } from '../../src/report/triage/apply-triage.ts';
import { ExplorerThread } from '../../src/extension/explorer/explorer-thread.ts';
import { LogSession } from '../../src/extension/explorer/log-session.ts';
import { Results } from '../../src/extension/model/results.ts';
import { stampsOf } from '../../src/extension/scan/log-stamps.ts';
import type { ToExplorer } from '../../src/protocol/explorer-messages.ts';
import { fromExplorer } from '../../src/protocol/explorer-validate.ts';
import { demoLog, ordinaryLines } from '../fixtures/demo-log.ts';
import { writeHostileLog } from '../fixtures/hostile-log.ts';
import { folder, threadScript } from './host.ts';
import { type LineCounts, MadeUpLines } from './made-up/lines.ts';

/** A log, and what a scan found in it. The decision of a person clears its second campaign. */
export interface ScannedLog {
  path: string;
  /** The text of each line. */
  lines: string[];
  results: Results;
  /** Rows of flagged requests, which are lines less one. */
  flagged: number[];
}

const scans = new Map<string, Promise<ScannedLog>>();

/** One scan of each log in a process: nothing that a page does changes it. */
export function scanned(which: 'demo' | 'clean' | 'hostile'): Promise<ScannedLog> {
  const known =
    scans.get(which) ?? scan(which === 'hostile' ? writeHostileLog(path.join(folder(), 'hostile')) : writeDemo(which));
  scans.set(which, known);
  return known;
}

function writeDemo(which: 'demo' | 'clean'): string {
  mkdirSync(folder(), { recursive: true });
  const log = path.join(folder(), which === 'demo' ? 'requests.jsonl' : 'clean.jsonl');
  const demo = demoLog({ seed: 1, requests: 4000 });
  writeFileSync(log, (which === 'demo' ? demo.lines : ordinaryLines(demo)).join(''));
  return log;
}

async function scan(log: string): Promise<ScannedLog> {
  const { report, index } = await audit([log], { workers: 0 });
  const results = new Results(report, index, path.basename(log), await stampsOf(report.inputs.files));
  const second = report.campaigns[1];
  const marks =
    second === undefined
      ? []
      : [{ subject: { kind: 'campaign' as const, ...second }, state: 'benign' as const, note: 'Our evaluation' }];
  results.triaged = applyTriage(report, { allow: [], marks }, '2026-06-01');
  const flagged = Array.from({ length: index.length }, (_, row) => row).filter((row) => results.isFlagged(row));
  return { path: log, lines: readFileSync(log, 'utf8').split('\n'), results, flagged };
}

export class ExplorerHost {
  readonly #log: ScannedLog;
  readonly #script: string;
  readonly #isScanned: boolean;
  readonly #madeUp: LineCounts | undefined;
  #session: LogSession | undefined;
  #lines: MadeUpLines | undefined;
  #tell: (message: ToExplorer) => void = () => undefined;
  #closed = false;
  #held = Promise.resolve();

  private constructor(log: ScannedLog, script: string, isScanned: boolean, madeUp: LineCounts | undefined) {
    this.#log = log;
    this.#script = script;
    this.#isScanned = isScanned && madeUp === undefined;
    this.#madeUp = madeUp;
  }

  /** @param madeUp shows lines that are made up instead of the log */
  static async of(log: ScannedLog, isScanned: boolean, madeUp: LineCounts | undefined): Promise<ExplorerHost> {
    return new ExplorerHost(log, await threadScript(), isScanned, madeUp);
  }

  /** @param page where the explorer will be */
  begin(page: Page): void {
    const tell = (message: ToExplorer): void => {
      if (this.#closed) return;
      void page.evaluate((told) => window.tellExplorer(told), message).catch(() => undefined);
    };
    const { path: file, results } = this.#log;
    this.#session = new LogSession(
      file,
      (onEvent) => {
        if (this.#madeUp === undefined)
          return new ExplorerThread(this.#script, { file, mappings: [], member: '' }, onEvent);
        return (this.#lines = new MadeUpLines(this.#madeUp, onEvent));
      },
      () => (this.#isScanned ? results : undefined),
      tell,
    );
    this.#tell = tell;
  }

  /** As in the editor, answers and all else that the host says go one way: none overtakes another. */
  async asked(text: string): Promise<void> {
    const message = fromExplorer(JSON.parse(text));
    if (message?.type !== 'question') throw new Error(`Not a question: ${text}`);
    const answer = await this.#session?.answer(message);
    await this.#held;
    if (answer !== undefined) this.#tell(answer);
  }

  /** Answers wait, as those about a slow log do. @returns what gives them */
  hold(): () => void {
    let release = (): void => undefined;
    this.#held = new Promise((resolve) => (release = resolve));
    return release;
  }

  /** Counts the rest of the made-up lines. */
  countAll(): void {
    this.#lines?.countAll();
  }

  close(): void {
    this.#closed = true;
    this.#session?.dispose();
  }
}
