import type { DemoOptions } from './demo-plan.ts';

/** The small log that ships with the program: large enough for one campaign to be found in it, small enough to download. */
export const SAMPLE: DemoOptions = { seed: 5, requests: 300 };

/** Its path from the top of the repository. */
export const SAMPLE_PATH = 'media/sample/sample-log.jsonl';
