import { Worker } from 'node:worker_threads';
import { entityQuestions } from '../../../protocol/entity-data.ts';
import type { Questions } from '../../../protocol/messages.ts';
import type { Results } from '../results.ts';
import type { EntityAnswer, EntityQuestion } from './entity-answers.ts';
import { entitiesOfReport, entityOfReport } from './entity-of-report.ts';
import { entitySource } from './entity-source.ts';

export type FromEntityThread = { id: number; answer: EntityAnswer } | { id: number; error: string };
export type ToEntityThread = { id: number; question: EntityQuestion };

/** Heap of the thread in MB: links of millions of requests are lists there. */
const HEAP_MB = 2048;

export const isEntityQuestion = <Q extends { kind: string }>(question: Q): question is Q & EntityQuestion =>
  question.kind in entityQuestions;

/** Answers what accounts have in common, off the editor's own thread; the thread starts with the first question of a scan. */
export class EntityThread {
  private readonly waiting = new Map<
    number,
    { resolve: (answer: EntityAnswer) => void; reject: (error: Error) => void }
  >();
  private worker: Worker | undefined;
  private of: Results | undefined;
  private next = 1;

  /** @param script path of the built `entity-worker.js` */
  constructor(private readonly script: string) {}

  /** @throws a sentence for the reader */
  async answer(
    results: Results | undefined,
    question: EntityQuestion,
  ): Promise<Questions[EntityQuestion['kind']]['answer']> {
    if (results === undefined) throw new Error('Nothing has been scanned yet.');
    return entityAnswer(results, question, (asked) => this.ask(results, asked));
  }

  dispose(): void {
    void this.worker?.terminate();
    this.worker = this.of = undefined;
    for (const { reject } of this.waiting.values()) reject(new Error('The scan is no longer in view.'));
    this.waiting.clear();
  }

  private ask(results: Results, question: EntityQuestion): Promise<EntityAnswer> {
    if (this.of !== results) this.dispose();
    this.of = results;
    const worker = (this.worker ??= this.start(results));
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.postMessage({ id, question } satisfies ToEntityThread);
    });
  }

  private start(results: Results): Worker {
    const worker = new Worker(this.script, {
      workerData: entitySource(results),
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    worker.on('message', (message: FromEntityThread) => {
      const waiting = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if ('error' in message) waiting?.reject(new Error(message.error));
      else waiting?.resolve(message.answer);
    });
    worker.on('error', (error: unknown) => {
      if (this.worker !== worker) return;
      this.worker = this.of = undefined;
      const lost = error instanceof Error ? error : new Error(String(error));
      for (const { reject } of this.waiting.values()) reject(lost);
      this.waiting.clear();
    });
    return worker;
  }
}

/** @param ask who holds the requests; not asked where only a report is here */
export async function entityAnswer(
  results: Results,
  question: EntityQuestion,
  ask: (question: EntityQuestion) => Promise<EntityAnswer>,
): Promise<Questions[EntityQuestion['kind']]['answer']> {
  if (results.kept !== undefined) return ofReport(results, question);
  const answer = await ask(question);
  if (!('row' in answer)) return answer;
  const { row, ...view } = answer;
  return { ...view, scope: 'scan', line: row === null ? null : results.lineOf(row) };
}

function ofReport(results: Results, { kind, body }: EntityQuestion): Questions['entity' | 'entities']['answer'] {
  if (kind === 'entities') return entitiesOfReport(results, body.kind, body.text, body.limit);
  const found = kind === 'entity' ? entityOfReport(results, body) : undefined;
  if (found === undefined)
    throw new Error('This report does not say that: it takes every request, and the report keeps only some.');
  return found;
}
