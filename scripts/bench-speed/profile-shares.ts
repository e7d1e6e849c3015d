/** What V8's profiles of one scan say: where each thread spent its time, and when it was busy. The build must keep names. */
import { readdirSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { join } from 'node:path';

interface CallFrame {
  functionName: string;
  url: string;
  lineNumber: number;
  columnNumber: number;
}

interface Profile {
  nodes: { id: number; callFrame: CallFrame; children?: number[] }[];
  startTime: number;
  samples: number[];
  timeDeltas: number[];
}

/** Time of a thread, in seconds. */
export interface ThreadShares {
  name: string;
  busy: number;
  stages: Map<string, number>;
  /** When it was busy, from the start of the scan to its end. */
  picture: string;
}

/**
 * Stages by where the code stands, the first of which any function on the stack matches: detectors are called by the judge, and columns
 * by everybody.
 */
const STAGES: readonly (readonly [stage: string, place: RegExp])[] = [
  ['collect garbage', /\(garbage collector\)/],
  ['mine templates of what clients wrote last', /templates\/views\/open-templates/],
  ['mine templates of whole prompts and of user messages', /engine\/templates\/(?:mining|views|frames)/],
  ['test candidates against links dealt anew', /significance\/null-links/],
  ['look for techniques in facts', /engine\/techniques/],
  ['judge candidates: detectors and weights', /campaigns\/(?:judging|detectors|baseline|significance|drift)/],
  ['find candidates', /campaigns\/candidates/],
  ['describe accounts', /engine\/accounts/],
  ['build and write the report', /engine\/building|src\/report|cli\/output|output-file/],
  ['read examples back, and what they ask for', /engine\/readback|templates\/(?:intent|words|public)/],
  ['merge parts, sort, drop repeats', /engine\/(?:table|ingest\/(?!fast))/],
  ['read lines', /src\/reader|engine\/ingest\/fast/],
  ['load the program', /node:internal\/modules|^__|cli\/|\.js$/],
];
const READER = ['read lines', 'merge parts, sort, drop repeats'];
const REST = 'the rest';

const BLOCKS = ' ▁▂▃▄▅▆▇█';
const COLUMNS = 64;

/** @param folder in which Node wrote a profile for each thread */
export function threadShares(folder: string): { threads: ThreadShares[]; seconds: number } {
  const profiles = readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    .map((name) => ({
      thread: Number(name.split('.')[4]),
      profile: JSON.parse(readFileSync(join(folder, name), 'utf8')) as Profile,
    }))
    .sort((a, b) => a.thread - b.thread);
  const start = Math.min(...profiles.map(({ profile }) => profile.startTime));
  const end = Math.max(...profiles.map(({ profile }) => profile.timeDeltas.reduce((a, b) => a + b, profile.startTime)));
  const places = new Map<string, Places>();
  return {
    threads: profiles.map(({ thread, profile }) => sharesOf(thread, profile, start, end, places)),
    seconds: (end - start) / 1e6,
  };
}

function sharesOf(
  thread: number,
  { nodes, samples, timeDeltas, startTime }: Profile,
  start: number,
  end: number,
  places: Map<string, Places>,
): ThreadShares {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const frames = new Map(
    nodes.map(({ id, callFrame }) => [id, { name: callFrame.functionName, place: placeOf(callFrame, places) }]),
  );
  const stageOf = new Map<number, string>();
  const stages = new Map<string, number>();
  const busyAt = new Float64Array(COLUMNS);
  let [busy, at] = [0, startTime];
  for (const [n, sample] of samples.entries()) {
    const spent = timeDeltas[n]!;
    at += spent;
    const { name } = frames.get(sample)!;
    if (name === '(idle)' || name === '(root)') continue;
    let stage = stageOf.get(sample);
    if (stage === undefined) stageOf.set(sample, (stage = stageOfStack(sample, frames, parents)));
    stages.set(stage, (stages.get(stage) ?? 0) + spent / 1e6);
    busy += spent / 1e6;
    // A long sample began before it was taken.
    const [from, to] = [at - spent, at].map((time) => (COLUMNS * (time - start)) / (end - start)) as [number, number];
    for (let column = Math.floor(from); column < Math.min(to, COLUMNS); column++)
      busyAt[column]! += Math.min(to, column + 1) - Math.max(from, column);
  }
  const reads = READER.reduce((sum, stage) => sum + (stages.get(stage) ?? 0), 0);
  const name = thread === 0 ? 'main' : reads > busy / 10 ? 'reader' : 'reading back';
  const picture = Array.from(busyAt, (share) => BLOCKS[Math.min(8, Math.round(8 * share))]).join('');
  return { name, busy, stages, picture };
}

function stageOfStack(
  sample: number,
  frames: ReadonlyMap<number, { name: string; place: string }>,
  parents: ReadonlyMap<number, number>,
): string {
  const stack: string[] = [];
  for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
    const { name, place } = frames.get(id)!;
    stack.push(place === '' ? name : place);
  }
  return STAGES.find(([, place]) => stack.some((one) => place.test(one)))?.[0] ?? REST;
}

/** The file of the source that a function of a bundle comes from. */
function placeOf({ url, lineNumber, columnNumber }: CallFrame, places: Map<string, Places>): string {
  if (!url.startsWith('file:')) return url;
  let own = places.get(url);
  if (own === undefined) places.set(url, (own = placesIn(readFileSync(new URL(url), 'utf8'))));
  return own(lineNumber, columnNumber);
}

/** Of a function that begins in a line and column. */
type Places = (line: number, column: number) => string;

/** A piece of a bundle has its map inside; in the others esbuild writes each file above what comes from it. */
function placesIn(text: string): Places {
  const [, packed] = /^\/\/# sourceMappingURL=data:application\/json;base64,(\S+)/m.exec(text) ?? [];
  if (packed !== undefined) {
    const map = new SourceMap(JSON.parse(Buffer.from(packed, 'base64').toString()) as SourceMapPayload);
    return (line, column) => {
      const found = map.findEntry(line, column);
      return 'originalSource' in found ? found.originalSource : '';
    };
  }
  let last = '';
  const files = text.split('\n').map((line) => (last = /^\/\/ (\S+\.(?:ts|js|json))$/.exec(line)?.[1] ?? last));
  return (line) => files[line] ?? '';
}
