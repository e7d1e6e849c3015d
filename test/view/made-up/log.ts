/**
 * The made-up log. Its lines follow from the index of the scan, so that each is written when it is asked for: the file holds
 * nothing but the lines that were read.
 */
import { closeSync, mkdirSync, openSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { NO_TEMPLATE } from '../../../src/report/shape/request-index.ts';
import type { LineRef } from '../../../src/report/shape/report.ts';
import type { Results } from '../../../src/extension/model/results.ts';
import { named, type Size } from './accounts.ts';
import { LINE_BYTES } from './traffic.ts';

const ANSWER = 'First we square x. Then we add one.';
/** What a program that recognises logs reads of one. */
const HEAD_LINES = 50;

export class MadeUpLog {
  readonly #results: Results;
  readonly #size: Size;
  readonly #path: string;
  /** Rows that continue with a conversation. */
  readonly #later = new Set<number>();

  constructor(results: Results, size: Size) {
    this.#results = results;
    this.#size = size;
    this.#path = results.index.files[0] ?? '';
    const { to } = results.rowsOfFile(0);
    const { starts, rows } = results.index.threads ?? { starts: [], rows: [] };
    const firsts = new Set(starts);
    rows.forEach((row, at) => {
      if (!firsts.has(at)) this.#later.add(row);
    });
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(this.#path, '');
    truncateSync(this.#path, to * (LINE_BYTES + 1));
    this.#write(Array.from({ length: HEAD_LINES }, (_, row) => row));
  }

  /** Lines of other files are not written: they are no longer there. */
  write(lines: readonly LineRef[]): void {
    const own = lines.filter(({ file }) => file === this.#path);
    this.#write(own.flatMap(({ file, line }) => this.#results.rowAtLine(file, line) ?? []));
  }

  #write(rows: readonly number[]): void {
    const file = openSync(this.#path, 'r+');
    for (const row of rows) writeSync(file, this.#line(row), 0, LINE_BYTES + 1, this.#results.index.offset[row] ?? 0);
    closeSync(file);
  }

  #line(row: number): Buffer {
    const { index } = this.#results;
    const account = index.accounts[index.account[row] ?? 0] ?? '';
    const number = index.template[row] ?? NO_TEMPLATE;
    const content =
      number === NO_TEMPLATE
        ? named(`Could you look over this paragraph of my letter, number ${row}?`, this.#size)
        : (this.#results.template(index.templates[number] ?? '')?.parts ?? [])
            .map((part) => ('text' in part ? part.text : slotText(row, this.#size)))
            .join('');
    const text = JSON.stringify({
      id: `chatcmpl-${row}`,
      call_type: 'acompletion',
      startTime: (index.time[row] ?? 0) / 1000,
      model: index.models[index.model[row] ?? 0],
      metadata: { user_api_key_hash: account },
      messages: this.#later.has(row)
        ? [
            { role: 'user', content },
            { role: 'assistant', content: ANSWER },
            { role: 'user', content: named('Check the last step once more.', this.#size) },
          ]
        : [{ role: 'user', content }],
      response: { choices: [{ message: { role: 'assistant', content: ANSWER } }] },
    });
    const line = Buffer.alloc(LINE_BYTES + 1, ' ');
    if (line.write(text) > LINE_BYTES) throw new Error('A made-up line is longer than the index says.');
    line.write('\n', LINE_BYTES);
    return line;
  }
}

/** The same questions come again under other accounts. */
const slotText = (row: number, size: Size): string =>
  named(`if x is ${Math.floor(row / 2) % 5}, what is the square of x plus one?`, size);
