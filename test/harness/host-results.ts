/** How the tests in the extension host tell the outside how they ended: through a file, because a console can lose lines. */

/** Name of the environment variable that says where the results go. */
export const RESULTS = 'PROMPT_AUDIT_HOST_RESULTS';

export interface HostResults {
  tests: { title: string; state: 'passed' | 'failed' | 'skipped'; ms: number; error?: string }[];
  /** What tests have measured, as sentences. */
  measured: string[];
}

/** Sentences of the tests that run in this extension host. */
export const measured: string[] = [];

/** Reads what `runSuites` wrote. */
export function parseResults(text: string): HostResults {
  const value: unknown = JSON.parse(text);
  if (typeof value === 'object' && value !== null && 'tests' in value && Array.isArray(value.tests)) {
    return value as HostResults;
  }
  throw new Error('The host tests wrote no results.');
}
