/**
 * Counts what code does, the same on every machine: how often V8 entered a block of it (a function, the body of a loop, a branch).
 * What runs inside of V8, patterns and `JSON.parse` for example, is not seen, nor is a function that ran before this was imported.
 */
import { Session } from 'node:inspector';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

export async function workOf(act: () => unknown): Promise<number> {
  blocksEntered();
  await act();
  return blocksEntered();
}

/** Since it was asked last. */
function blocksEntered(): number {
  let entered = 0;
  session.post('Profiler.takePreciseCoverage', (_, { result }) => {
    const own = result.filter(({ url }) => !url.startsWith('node:')).flatMap(({ functions }) => functions);
    for (const { ranges } of own) for (const { count } of ranges) entered += count;
  });
  return entered;
}

/** What work that grows with the length of its input, or a little faster, may grow by at most when the input is four times as long. */
export const LINEAR = 6;

/** How many times the work grows when its input is four times as long: 4 where it grows with the length, 16 with the square of it. */
export async function growthOf(act: (length: number) => unknown, length: number): Promise<number> {
  const once = await workOf(() => act(length));
  return (await workOf(() => act(4 * length))) / once;
}
