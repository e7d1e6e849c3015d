import { boardMemory, type BoardPlace, ProgressBoard } from './progress-board.ts';
import { runTextJob, type TemplateTexts, type TextJob } from './text-job.ts';
import { runPool } from './worker-pool.ts';

/** So many templates are read in less time than a thread takes to start. */
const FEW = 100;

export interface TextThread {
  /** Built script of the thread; without it this thread reads. */
  file: string | undefined;
  /** Largest heap in MB, and time in ms without progress after which it is ended. */
  memory: number;
  patience: number;
}

/** Reads on a thread of its own, while this one goes on. What that cannot do, this thread does. */
export async function readTexts(job: TextJob, { file, memory, patience }: TextThread): Promise<TemplateTexts> {
  if (file === undefined || job.templates.length <= FEW) return runTextJob(job);
  const board = new ProgressBoard(boardMemory(1));
  let texts: TemplateTexts | undefined;
  await runPool<TextJob, TemplateTexts>(
    {
      file,
      size: 1,
      workerData: (lane): BoardPlace => ({ memory: board.memory, lane }),
      resourceLimits: { maxOldGenerationSizeMb: memory },
      beats: (lane) => board.beats(lane),
      patience,
    },
    [job],
    (_, outcome) => {
      if ('answer' in outcome) texts = outcome.answer;
    },
    () => true,
    (same) => same,
  );
  return texts ?? runTextJob(job);
}
