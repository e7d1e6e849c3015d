/**
 * Runs the example commands of the documentation and writes what they print into it:
 *
 *   node --import tsx scripts/doc-examples.ts
 *
 * A block of code with a line that begins with `$` is an example: its commands run, and what is below each is replaced. Comments
 * before a block say what else it is:
 *
 *   <!-- run: COMMAND -->       runs a command that is not shown
 *   <!-- file: NAME -->         the block is the content of a file that later commands use
 *   <!-- shown: "TEXT" N; … --> of the output, only the N lines from the first that begins with TEXT on
 *
 * Pages share one folder, in their order, but for those that begin in an empty one. `prompt-audit` is the command line of
 * this repository.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { buildCommand } from '../test/fixtures/built-cli.ts';

const ROOT = join(__dirname, '..');

/** Pages with examples; the first makes the sample log that the others look at. */
export const PAGES: readonly string[] = ['docs/cli.md', 'docs/adopting.md', 'docs/exposure.md'];
/** One page a product, each with a made-up log as that product writes it: `as-product NAME` writes one. */
export const PRODUCT_PAGES: readonly string[] = readdirSync(join(ROOT, 'docs/products')).map(
  (name) => `docs/products/${name}`,
);
/** Pages whose reader has nothing yet. */
export const BEGINS_EMPTY: ReadonlySet<string> = new Set(['docs/adopting.md', 'docs/exposure.md']);

const BLOCK = /((?:<!-- (?:run|file|shown): .* -->\n+)*)```(\w*)\n([^]*?)```/g;
const NOTE = /<!-- (run|file|shown): (.*) -->/g;
const LEFT_OUT = '…';
/** Exit code of a scan that found what `--fail-on` names. */
const FOUND = 1;

/** Pages as they are, by their paths in the repository. */
export const readPages = (paths: readonly string[]): string[] =>
  paths.map((path) => readFileSync(join(ROOT, path), 'utf8'));

/**
 * Pages as they must be.
 * @param tell is told each command before it runs
 */
export async function withExamples(
  paths: readonly string[],
  tell: (command: string) => void = () => {},
): Promise<string[]> {
  const shell = await Shell.open(tell);
  try {
    return readPages(paths).map((page, i) => {
      if (BEGINS_EMPTY.has(paths[i]!)) shell.empty();
      return page.replaceAll(BLOCK, (all, notes: string, language: string, body: string) => {
        let shown: string | undefined;
        for (const [, kind, text] of notes.matchAll(NOTE)) {
          if (kind === 'run') shell.run(text!);
          else if (kind === 'file') shell.write(text!, body);
          else shown = text;
        }
        const commands = body.split('\n').filter((line) => line.startsWith('$ '));
        if (commands.length === 0) return all;
        const lines = commands.flatMap((line) => [line, ...excerpt(shell.run(line.slice(2)), shown)]);
        return `${notes}\`\`\`${language}\n${lines.join('\n')}\n\`\`\``;
      });
    });
  } finally {
    shell.close();
  }
}

/** The lines of an output that a note asks for; without a note, or without output, all of them. */
function excerpt(output: string, shown: string | undefined): string[] {
  const lines = output === '' ? [] : output.trimEnd().split('\n');
  if (shown === undefined || lines.length === 0) return lines;
  const parts: string[] = [];
  let next = 0;
  for (const [, start, length] of shown.matchAll(/"([^"]*)" (\d+)/g)) {
    const from = lines.findIndex((line, i) => i >= next && line.startsWith(start!));
    if (from < 0) throw new Error(`No line of this output begins with "${start}":\n${output}`);
    if (from > next) parts.push(LEFT_OUT);
    next = from + Number(length);
    parts.push(...lines.slice(from, next).join('\n').trimEnd().split('\n'));
  }
  return next < lines.length ? [...parts, LEFT_OUT] : parts;
}

/** A folder with the command line in it. */
class Shell {
  private constructor(
    private readonly folder: string,
    private readonly bin: string,
    private readonly tell: (command: string) => void,
  ) {}

  static async open(tell: (command: string) => void): Promise<Shell> {
    const bin = mkdtempSync(join(tmpdir(), 'prompt-audit-bin-'));
    const script = join(bin, 'prompt-audit');
    writeFileSync(script, `#!/bin/sh\nexec "${process.execPath}" "${await buildCommand(bin)}" "$@"\n`);
    chmodSync(script, 0o755);
    const product = join(bin, 'as-product');
    const loader = `"${process.execPath}" --import "${require.resolve('tsx')}"`;
    writeFileSync(product, `#!/bin/sh\nexec ${loader} "${join(ROOT, 'test/fixtures/products/product-log.ts')}" "$@"\n`);
    chmodSync(product, 0o755);
    cpSync(join(ROOT, 'media/rules'), join(bin, 'media/rules'), { recursive: true });
    return new Shell(mkdtempSync(join(tmpdir(), 'prompt-audit-examples-')), bin, tell);
  }

  write(name: string, content: string): void {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  /** As it was when it was opened. */
  empty(): void {
    for (const name of readdirSync(this.folder)) rmSync(join(this.folder, name), { recursive: true, force: true });
  }

  /** What a person at a terminal of usual width sees. */
  run(command: string): string {
    this.tell(command);
    const { status, stdout } = spawnSync('sh', ['-c', `{ ${command}\n} 2>&1`], {
      cwd: this.folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${this.bin}${delimiter}${process.env['PATH'] ?? ''}`,
        HOME: this.bin,
        NO_COLOR: '1',
      },
    });
    if (status !== 0 && status !== FOUND) throw new Error(`${command} ended with ${status}:\n${stdout}`);
    return stdout;
  }

  close(): void {
    for (const folder of [this.folder, this.bin]) rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  for (const paths of [PAGES, PRODUCT_PAGES]) {
    const pages = await withExamples(paths, (command) => console.log(`$ ${command}`));
    paths.forEach((path, i) => writeFileSync(join(ROOT, path), pages[i]!));
  }
}

if (require.main === module) void main();
