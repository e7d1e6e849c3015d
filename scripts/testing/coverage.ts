/**
 * Which lines of the sources a run of bundled tests went through, out of what V8 counted in each process (`NODE_V8_COVERAGE`).
 *
 * A bundle is the same text in every process: a character that one of them ran has run. Source maps say whose line it is.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Counted {
  result: {
    url: string;
    functions: { ranges: { startOffset: number; endOffset: number; count: number }[] }[];
  }[];
}

/** Lines of a source that hold code: whether one of the tests went through. */
type Lines = Map<number, boolean>;

/** Marks what ran: V8 lists the ranges of a function from the outermost to the innermost, and functions as they are nested. */
function ranCharacters(length: number, { functions }: Counted['result'][number]): Uint8Array {
  const ran = new Uint8Array(length);
  for (const { ranges } of functions)
    for (const { startOffset, endOffset, count } of ranges) ran.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  return ran;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The numbers of a segment of a source map. */
function numbersOf(segment: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const letter of segment) {
    const digit = DIGITS.indexOf(letter);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return numbers;
}

const MAP = /^\/\/# sourceMappingURL=data:application\/json;base64,(.*)$/m;

/** Adds the lines of a bundle's sources. */
function addLines(file: string, ran: Uint8Array, files: Map<string, Lines>): void {
  const text = readFileSync(file, 'utf8');
  const [, map = ''] = MAP.exec(text) ?? [];
  if (map === '') return;
  const { sources, mappings } = JSON.parse(Buffer.from(map, 'base64').toString()) as {
    sources: string[];
    mappings: string;
  };
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  let [source, line] = [0, 0];
  mappings.split(';').forEach((segments, row) => {
    let column = 0;
    for (const segment of segments === '' ? [] : segments.split(',')) {
      const [columns = 0, sourceStep = 0, lineStep = 0] = numbersOf(segment);
      column += columns;
      source += sourceStep;
      line += lineStep;
      const path = join(dirname(file), sources[source] ?? '');
      const lines = files.get(path) ?? new Map<number, boolean>();
      files.set(path, lines);
      lines.set(line + 1, lines.get(line + 1) === true || ran[(starts[row] ?? 0) + column] === 1);
    }
  });
}

/** What a process counted; undefined where it was ended while it wrote. */
function countedIn(file: string): Counted | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Counted;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export interface Covered {
  /** By the absolute path of their source. */
  files: Map<string, Lines>;
  /** Processes that were ended while they wrote what they counted: it is left out. */
  cut: number;
}

/**
 * Reads what the processes counted.
 * @param counts folder that `NODE_V8_COVERAGE` named
 * @param bundles folder of the bundles
 */
export function coveredLines(counts: string, bundles: string): Covered {
  const byBundle = new Map<string, Uint8Array>();
  let cut = 0;
  for (const name of existsSync(counts) ? readdirSync(counts) : []) {
    const counted = countedIn(join(counts, name));
    if (counted === undefined) cut++;
    for (const script of counted?.result ?? []) {
      const file = script.url.startsWith('file:') ? fileURLToPath(script.url) : '';
      if (!file.startsWith(bundles)) continue;
      const known = byBundle.get(file);
      const ran = ranCharacters(known?.length ?? readFileSync(file, 'utf8').length, script);
      if (known === undefined) byBundle.set(file, ran);
      else ran.forEach((one, at) => (known[at]! |= one));
    }
  }
  const files = new Map<string, Lines>();
  for (const [file, ran] of byBundle) addLines(file, ran, files);
  return { files, cut };
}

/**
 * Writes `coverage/lcov.info`, which editors show beside the lines.
 * @returns a table of the folders below `src` and `webview-ui`
 */
export function coverageReport({ files, cut }: Covered, root: string): string {
  const folders = new Map<string, { lines: number; ran: number }>();
  const info: string[] = [];
  for (const [path, lines] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const file = relative(root, path).replaceAll('\\', '/');
    if (!/^(?:src|webview-ui)\//.test(file) || file.endsWith('.test.ts')) continue;
    const ran = [...lines.values()].filter(Boolean).length;
    const data = [...lines].sort(([a], [b]) => a - b).map(([line, did]) => `DA:${line},${did ? 1 : 0}`);
    info.push(`SF:${file}`, ...data, `LH:${ran}`, `LF:${lines.size}`, 'end_of_record');
    for (const folder of ['all', file.split('/').slice(0, 2).join('/')]) {
      const sum = folders.get(folder) ?? { lines: 0, ran: 0 };
      folders.set(folder, { lines: sum.lines + lines.size, ran: sum.ran + ran });
    }
  }
  mkdirSync(join(root, 'coverage'), { recursive: true });
  writeFileSync(join(root, 'coverage', 'lcov.info'), `${info.join('\n')}\n`);
  const rows = [...folders].map(
    ([folder, { lines, ran }]) => `${((100 * ran) / lines).toFixed(1).padStart(5)}%  ${folder}`,
  );
  const without = cut === 0 ? '' : `, but for processes that were ended while they wrote theirs: ${cut}`;
  return `Lines that the tests went through (coverage/lcov.info)${without}:\n${rows.join('\n')}\n`;
}
