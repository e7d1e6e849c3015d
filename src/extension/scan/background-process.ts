/** Runs a scan in a process of its own, to which the system gives the processor when nobody else wants it. */
import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { HEAP_MB, ScanStopped, takeMessages, type ThreadOptions } from './audit-thread.ts';
import type { ScanJob, ScanOutcome } from './scan-messages.ts';

/**
 * @throws as `runInThread`; `ScanStopped` once `stop` is aborted, and then the process is gone
 */
export async function runInBackground(
  job: ScanJob,
  { script, stop, ...told }: Pick<ThreadOptions, 'script' | 'stop' | 'onRemark'>,
): Promise<ScanOutcome> {
  const child = fork(script, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    // The program that runs the extension runs JavaScript: no other Node is needed.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const end = (): void => void child.kill('SIGKILL');
  try {
    // Before its threads start, so that they take it on.
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  } catch {
    // Where the system refuses, it still rests and has one thread.
  }
  const result = new Promise<ScanOutcome>((resolve, reject) => {
    child.on('message', takeMessages<ScanJob>(told, resolve, reject));
    child.on('error', reject);
    child.on('exit', (code) =>
      reject(
        stop?.aborted === true
          ? new ScanStopped('The scan was stopped before it had results.')
          : new Error(`The scan in the background ended without a result (${code ?? 'killed'}).`),
      ),
    );
  });
  if (stop?.aborted === true) end();
  else stop?.addEventListener('abort', end, { once: true });
  child.send(job);
  return result.finally(() => {
    stop?.removeEventListener('abort', end);
    end();
  });
}
