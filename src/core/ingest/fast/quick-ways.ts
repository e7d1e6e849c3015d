import { INPUT, type Kernel, KIND } from '../../bytes/kernel/kernel.ts';
import type { Place } from '../../records/fields/place.ts';
import { textKernel } from '../../table/text-kernel.ts';
import { QuickLitellm } from './litellm/quick-litellm.ts';
import { QuickOtlp } from './otlp/quick-otlp.ts';
import type { QuickLine, QuickWay } from './quick-way.ts';

/** All ways to read lines from bytes. A line is read with the first that takes its beginning. */
const WAYS: readonly (new (kernel: Kernel) => QuickWay)[] = [QuickOtlp, QuickLitellm];

/** What is known over all parts of a scan that one thread reads. */
let known: readonly QuickWay[] | undefined;

function quickWays(): readonly QuickWay[] {
  return (known ??= WAYS.map((Way) => new Way(textKernel())));
}

/** Has the kernel look at a line; gives the way to read it, where there is one. */
export function openLine(
  bytes: Buffer,
  start: number,
  end: number,
  place: Place,
): { way: QuickWay; line: QuickLine } | undefined {
  const kernel = textKernel();
  const way = quickWays().find((other) => other.takes(bytes, start));
  if (way === undefined || !kernel.load(bytes, start, end)) return undefined;
  const events = kernel.call.read(INPUT, INPUT + end - start, way.root);
  if (events < 1 || kernel.events[1] !== KIND.object) return undefined;
  return { way, line: { bytes, start, end, place, events } };
}
