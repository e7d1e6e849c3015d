/**
 * Writes a log as a gateway under attack does: good lines among hostile and broken ones, rotated in every usual way, with
 * cut lines where the writer was ended. Every file can be counted afterwards: a good line says that it is one.
 */
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { gzipSync } from 'node:zlib';
import { HOSTILE_TEXTS } from '../fixtures/hostile-text.ts';
import type { Random } from '../../src/math/random.ts';

const MARK = '"id":"soak-';
/** Rotated files that stay, as a log rotation keeps them. */
const KEPT = 4;

const BROKEN = [
  '{"messages":[{"role":"user","content":"cut',
  '{"messages":',
  'not json at all',
  '',
  '\0\0\0\0\0\0\0\0',
  `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`,
  '{"id":1,"id":2,"__proto__":{"x":1},"n":1e999}',
  '[1,2,3]',
  '"text"',
  '{"unknown":{"shape":true}}',
  '\ufeff\ufeff{}',
  '\x1b[31mERROR\x1b[0m Traceback (most recent call last):',
];

export type Fault = 'rename' | 'copy' | 'pack' | 'cut' | 'burst' | 'long' | 'touch';
export const FAULTS: readonly Fault[] = ['rename', 'copy', 'pack', 'cut', 'burst', 'long', 'touch'];

export class HostileWriter {
  lines = 0;
  rotations = 0;
  private serial = 0;

  constructor(
    readonly log: string,
    private readonly random: Random,
  ) {}

  /** Appends some lines, one in seven of them hostile in form, most of them in content. */
  write(count: number): void {
    let text = '';
    for (let n = 0; n < count; n++) text += `${this.random.below(7) === 0 ? this.brokenLine() : this.goodLine()}\n`;
    appendFileSync(this.log, text);
    this.lines += count;
  }

  fault(fault: Fault): void {
    switch (fault) {
      case 'rename':
      case 'copy':
      case 'pack':
        this.rotate(fault);
        break;
      case 'cut':
        // A writer that was killed in the middle of a line, and one that comes after it.
        appendFileSync(this.log, `${this.goodLine().slice(0, 90)}\n`);
        this.lines++;
        break;
      case 'burst':
        this.write(3000);
        break;
      case 'long':
        appendFileSync(this.log, `{"messages":"${'x'.repeat(2 << 20)}"}\n`);
        this.lines++;
        break;
      case 'touch':
        writeFileSync(`${this.log}.tmp`, 'a file that only looks near');
        unlinkSync(`${this.log}.tmp`);
        break;
    }
  }

  private rotate(how: 'rename' | 'copy' | 'pack'): void {
    if (!existsSync(this.log)) return;
    for (let n = KEPT; n >= 1; n--) {
      for (const end of ['', '.gz']) {
        const from = `${this.log}.${n}${end}`;
        if (!existsSync(from)) continue;
        if (n === KEPT) unlinkSync(from);
        else renameSync(from, `${this.log}.${n + 1}${end}`);
      }
    }
    const first = `${this.log}.1`;
    if (how === 'copy') {
      copyFileSync(this.log, first);
      truncateSync(this.log, 0);
    } else {
      renameSync(this.log, first);
      if (how === 'pack') {
        writeFileSync(`${first}.gz`, gzipSync(readFileSync(first)));
        unlinkSync(first);
      }
      writeFileSync(this.log, '');
    }
    this.rotations++;
  }

  private goodLine(): string {
    const n = this.serial++;
    const text = this.random.pick(HOSTILE_TEXTS);
    return JSON.stringify({
      id: `soak-${n}`,
      call_type: 'acompletion',
      startTime: 1_772_409_600 + n / 100,
      model: 'm',
      metadata: { user_api_key_hash: n % 50 === 0 ? text : `account-${n % 300}` },
      messages: [{ role: 'user', content: `Grade answer ${n} from one to ten. ${text}` }],
      response: { choices: [{ message: { role: 'assistant', content: text } }] },
    });
  }

  private brokenLine(): string {
    return this.random.pick(BROKEN);
  }
}

/** What a log holds, counted without any of the code that is tested. */
export function countLines(text: string): { lines: number; good: number } {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return { lines: lines.length, good: lines.filter((line) => line.includes(MARK) && line.endsWith('}')).length };
}
