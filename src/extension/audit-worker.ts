/**
 * What runs a scan for the extension: it drives the reader threads, judges, saves, and returns the results.
 * The editor's own thread only displays them.
 */
import { audit, type AuditOptions, type AuditResult } from '../engine/pipeline/audit.ts';
import { heldReport } from '../report/shape/without-prompts.ts';
import { readFromLog } from '../report/export/from-log.ts';
import { follow } from '../engine/follow/follow.ts';
import { inspectLogs } from '../report/inspect/inspect-log.ts';
import { inspectionMarkdown } from '../report/inspect/inspection-markdown.ts';
import { FolderLogStore } from '../engine/ingest/checkpoints/folder-log-store.ts';
import { useSecretOf } from '../engine/ingest/checkpoints/folder-secret.ts';
import { buffersOf } from './model/packed-index.ts';
import { stampsOf } from './scan/log-stamps.ts';
import { Pace } from './scan/pace.ts';
import { knownLogsIn, loadScan, saveScan } from './scan/saved-scan.ts';
import type {
  FollowJob,
  InspectJob,
  InspectOutcome,
  Job,
  ScanJob,
  ScanOutcome,
  FromThread,
} from './scan/scan-messages.ts';
import { parentPort, workerData } from 'node:worker_threads';

const port = workerPort();
const { post } = port;

const cancelled = new AbortController();
port.onCancel(() => cancelled.abort());

/**
 * Heap of a reader in MB. All threads of the editor's process share 4,096 MB: one reader that meets a hostile line must
 * not take them from the others.
 */
const READER_HEAP_MB = 1024;

function optionsOf(job: ScanJob | FollowJob): AuditOptions {
  const pace = job.inBackground === true ? new Pace() : undefined;
  return {
    ...(job.workers !== undefined && { workers: job.workers }),
    ...(job.directory !== undefined && { directory: job.directory }),
    ...(job.baseline !== undefined && { baseline: job.baseline }),
    mappings: job.mappings,
    ...(job.accountBy !== undefined && { accountBy: job.accountBy }),
    limits: job.limits,
    prompts: job.includePrompts,
    settings: job.settings,
    ...(job.team !== undefined && { team: job.team }),
    ...(job.configuration !== undefined && { configuration: job.configuration }),
    onProgress: (progress) => {
      if (pace === undefined) post({ type: 'progress', progress });
      else pace.rest();
    },
  };
}

const onRemark = (sentence: string): void => post({ type: 'remark', sentence });

async function outcomeOf({ report, index }: AuditResult, title: string): Promise<ScanOutcome> {
  return { report: heldReport(report), index, title, stamps: await stampsOf(report.inputs.files) };
}

async function scan(job: ScanJob): Promise<ScanOutcome> {
  const { mappings, accountBy, limits, saveTo } = job;
  if (saveTo !== undefined) await useSecretOf(knownLogsIn(saveTo));
  const store =
    saveTo === undefined ? {} : { logStore: new FolderLogStore(knownLogsIn(saveTo), [mappings, accountBy, limits]) };
  const run = await rulesOf(job);
  const result = await audit(job.sources, {
    ...optionsOf(job),
    reading: { workerMemory: READER_HEAP_MB, ...store, onRemark },
    signal: cancelled.signal,
  });
  const outcome = await outcomeOf(await run(result, job.sources), job.title);
  // What could not be read does not take the place of what was.
  if (job.saveTo === undefined || (job.inBackground === true && outcome.report.inputs.requests === 0)) return outcome;
  try {
    await saveScan(job.saveTo, outcome, job.includePrompts);
    return outcome;
  } catch (error) {
    return { ...outcome, notSaved: error instanceof Error ? error.message : String(error) };
  }
}

/** Adds to a result what rules and canaries came to in the logs at these places. */
type RunRules = (result: AuditResult, places: readonly string[]) => Promise<AuditResult>;

/**
 * Before the first log is read: rules that make no sense are said at once.
 * @throws RuleError naming everything that is wrong with the rules
 */
async function rulesOf(job: ScanJob | FollowJob): Promise<RunRules> {
  const { kind, rules: paths = [], canaries, mappings, accountBy } = job;
  if (paths.length === 0 && canaries === undefined) return (result) => Promise.resolve(result);
  // Most scans have no rules: what reads them is loaded for those that do.
  const { rulesToRun } = await import('../report/rules/rule-files.ts');
  const { RuleMemory } = await import('../report/rules/running/rule-memory.ts');
  const rules = await rulesToRun(paths, canaries);
  const memory = kind === 'follow' ? new RuleMemory() : undefined;
  return async (result, places) => {
    const { runRules } = await import('../report/rules/running/run-rules.ts');
    const options = { mappings, ...(accountBy !== undefined && { accountBy }), signal: cancelled.signal };
    const outcomes = await runRules(rules, places, result, options, memory);
    return { ...result, report: { ...result.report, rules: outcomes } };
  };
}

async function followLogs(job: FollowJob): Promise<void> {
  const run = await rulesOf(job);
  await follow(job.sources, {
    ...optionsOf(job),
    reading: { workerMemory: READER_HEAP_MB },
    onRemark,
    onReport: async (result, places) => {
      const outcome = await outcomeOf(await run(result, places), job.title);
      post({ type: 'update', outcome }, buffersOf(outcome.index));
    },
    signal: cancelled.signal,
  });
}

async function inspect({ file, mappings, accountBy, advice }: InspectJob): Promise<InspectOutcome> {
  const options = { mappings, ...(accountBy !== undefined && { accountBy }) };
  const { inspections, refused } = await inspectLogs([file], options);
  const found = inspections.map((inspection) => inspectionMarkdown(inspection, { save: advice }));
  const failed = refused.map(({ error }) => `${error}\n`);
  const profile = inspections.find(({ proposal }) => proposal !== undefined)?.proposal?.profile;
  return { markdown: [...found, ...failed].join('\n'), ...(profile !== undefined && { profile }) };
}

async function work(job: Job): Promise<void> {
  if (job.kind === 'inspect') {
    post({ type: 'done', outcome: await inspect(job) });
    return;
  }
  if (job.kind === 'quote') {
    post({ type: 'done', outcome: await readFromLog(job.report, job.reads, job.subject, job.options) });
    return;
  }
  if (job.kind === 'match') {
    const { matched } = await import('./reports/matched.ts');
    post({ type: 'done', outcome: await matched(job) });
    return;
  }
  if (job.kind === 'follow') {
    await followLogs(job);
    post({ type: 'done', outcome: null });
    return;
  }
  const outcome = job.kind === 'scan' ? await scan(job) : await loadScan(job.from);
  post({ type: 'done', outcome }, outcome === null ? [] : buffersOf(outcome.index));
}

port.job
  .then(work)
  .catch((error: unknown) => {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    post({ type: 'failed', message, stack: stack ?? message });
  })
  // The port keeps the thread alive for a cancel; nothing is left to cancel.
  .finally(() => port.close());

interface WorkerPort {
  readonly job: Promise<Job>;
  readonly post: (message: FromThread, transfer?: ArrayBuffer[]) => void;
  readonly onCancel: (act: () => void) => void;
  /** Nothing more is said, so nothing keeps a thread alive. */
  readonly close: () => void;
}

/** @throws where there is no editor at the other end */
function workerPort(): WorkerPort {
  if (parentPort !== null) {
    const port = parentPort;
    return {
      // The editor starts threads with a job, and both ends are built together.
      job: Promise.resolve(workerData as Job),
      post: (message, transfer = []) => port.postMessage(message, transfer),
      onCancel: (act) => port.on('message', act),
      close: () => port.close(),
    };
  }
  if (process.send === undefined) throw new Error('audit-worker runs only as a thread or a process of the editor.');
  // The window was closed, or died.
  process.on('disconnect', () => process.exit());
  return {
    job: new Promise((resolve) => process.once('message', (job) => resolve(job as Job))),
    post: (message) => process.send?.(message),
    onCancel: () => undefined,
    // Whoever started the process ends it when it has the last message: one that disconnects may lose it.
    close: () => undefined,
  };
}
