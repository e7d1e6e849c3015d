/** The thread that answers what accounts of a scan have in common, so that the editor's own thread never waits for it. */
import { parentPort, workerData } from 'node:worker_threads';
import { EntityAnswers } from './model/entities/entity-answers.ts';
import type { EntitySource } from './model/entities/entity-source.ts';
import type { FromEntityThread, ToEntityThread } from './model/entities/entity-thread.ts';

const port = parentPort;
if (port === null) throw new Error('entity-worker runs only as a worker thread.');
const answers = new EntityAnswers(workerData as EntitySource);

port.on('message', ({ id, question }: ToEntityThread) => {
  let said: FromEntityThread;
  try {
    said = { id, answer: answers.to(question) };
  } catch (error) {
    said = { id, error: error instanceof Error ? error.message : String(error) };
  }
  port.postMessage(said);
});
