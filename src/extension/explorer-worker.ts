/**
 * The thread of one log explorer: it reads, counts and searches, so that the editor's own thread never waits for a log.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { ExplorerJob, ExplorerJobs, FromExplorerThread, ToExplorerThread } from './explorer/explorer-jobs.ts';
import { LogReader } from './explorer/log-reader.ts';
import { searchLines } from './explorer/text-search.ts';

const port = parentPort;
if (port === null) throw new Error('explorer-worker runs only as a worker thread.');
const post = (message: FromExplorerThread): void => port.postMessage(message);
const job = workerData as ExplorerJob;

let reader: Promise<LogReader> | undefined;
/** Number of the counting and of the search that continue; a newer number ends the older one. */
let counting = 0;
let searching = 0;
/** Jobs that are not answered yet; each is settled and none rejected. */
const running = new Set<Promise<void>>();

/** The log; opened with the first job that needs it, also after the thread was started again. */
function theLog(): Promise<LogReader> {
  reader ??= LogReader.open(job, job.member);
  return reader;
}

function open(member: string): Promise<LogReader> {
  counting++;
  searching++;
  const old = reader;
  reader = LogReader.open(job, member);
  // What is being read is read to its end: its answer is refused by number where it is too late.
  void Promise.all(running)
    .then(async () => (await old)?.close())
    .catch(() => undefined);
  return reader;
}

async function count(log: LogReader): Promise<void> {
  const number = ++counting;
  const { counter } = log;
  await counter.run(
    () => {
      const { lines, bytes, complete } = counter;
      post({ type: 'counted', lines, bytes, allBytes: complete ? bytes : log.length, complete });
    },
    () => number !== counting,
  );
}

async function search({ text, limit }: ExplorerJobs['search']['ask'], id: number): Promise<{ limited: boolean }> {
  const number = ++searching;
  const limited = await searchLines((await theLog()).source, text, {
    limit,
    stopped: () => number !== searching,
    onHits: (hits, bytes) => {
      if (number === searching) post({ type: 'hits', search: id, hits, bytes });
    },
  });
  return { limited };
}

async function answer(message: ToExplorerThread): Promise<ExplorerJobs[ToExplorerThread['kind']]['answer']> {
  switch (message.kind) {
    case 'open':
      return (await open(message.body.member)).opened;
    case 'count':
      await count(await theLog());
      return null;
    case 'lines':
      return (await theLog()).lines(message.body);
    case 'requests':
      return { rows: await (await theLog()).requests(message.body.rows) };
    case 'request':
      return (await theLog()).request(message.body);
    case 'lineAt':
      return { line: await (await theLog()).counter.lineAt(message.body.offset) };
    case 'search':
      return search(message.body, message.id);
    case 'stopSearch':
      searching++;
      return null;
    case 'refresh':
      return { size: await (await theLog()).refresh() };
  }
}

port.on('message', (message: ToExplorerThread) => {
  const { id } = message;
  const doing = answer(message)
    .then((body) => post({ type: 'answer', id, body }))
    .catch((error: unknown) => {
      post({ type: 'failure', id, message: error instanceof Error ? error.message : String(error) });
    })
    .finally(() => running.delete(doing));
  running.add(doing);
});
