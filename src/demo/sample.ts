import type { DemoOptions } from './demo-plan.ts';

/** The small log that ships: large enough for one campaign to be found in it, small enough for a download. */
export const SAMPLE: DemoOptions = { seed: 5, requests: 300 };

/** Its place, from the top of the repository. */
export const SAMPLE_PATH = 'media/sample/sample-log.jsonl';
