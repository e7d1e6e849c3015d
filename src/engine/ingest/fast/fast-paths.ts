import { INPUT, type Kernel, KIND } from '../../../reader/bytes/kernel/kernel.ts';
import type { RecordLocation } from '../../../reader/records/fields/record-location.ts';
import { textKernel } from '../../table/text-kernel.ts';
import { LitellmFastPath } from './litellm/litellm-fast-path.ts';
import { OtlpFastPath } from './otlp/otlp-fast-path.ts';
import type { FastPath, LoadedLine } from './fast-path.ts';

/** All fast paths. A line is read by the first that accepts its beginning. */
const PATHS: readonly (new (kernel: Kernel) => FastPath)[] = [OtlpFastPath, LitellmFastPath];

/** What is known over all parts of a scan that one thread reads. */
let known: readonly FastPath[] | undefined;

function fastPaths(): readonly FastPath[] {
  return (known ??= PATHS.map((Path) => new Path(textKernel())));
}

/** Lets go of what this thread remembers of lines. */
export function forgetLines(): void {
  for (const path of known ?? []) path.forget();
}

/**
 * Loads a line into the kernel; gives its fast path, if there is one.
 * @param isOfUse whether a path is of use: for one that is not, nothing is loaded
 */
export function loadLine(
  bytes: Buffer,
  start: number,
  end: number,
  location: RecordLocation,
  isOfUse: (path: FastPath) => boolean = () => true,
): { path: FastPath; line: LoadedLine } | undefined {
  const kernel = textKernel();
  const path = fastPaths().find((other) => other.accepts(bytes, start));
  if (path === undefined || !isOfUse(path) || !kernel.load(bytes, start, end)) return undefined;
  const events = kernel.call.read(INPUT, INPUT + end - start, path.root);
  if (events < 1 || kernel.events[1] !== KIND.object) return undefined;
  return { path, line: { bytes, start, end, location, events } };
}
