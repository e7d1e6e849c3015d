/**
 * A packet as Markdown. Names from the log are escaped, its text is put in fences that it cannot close, and figures are
 * tables with bars made of characters, which every viewer can show.
 */
import type { Bar, Figure } from './figures.ts';
import type { Block, Column, Packet } from './packet.ts';
import { fenced, inline } from '../../../text/markup/markdown.ts';
import { count } from '../../../text/numbers.ts';

export function* packetMarkdown({ title, sections }: Packet): Generator<string> {
  yield `# ${inline(title)}\n`;
  for (const { heading, blocks, level = 2 } of sections) {
    yield `\n${'#'.repeat(level)} ${inline(heading)}\n`;
    for (const block of blocks) yield `\n${blockText(block)}\n`;
  }
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
      return inline(block.text);
    case 'list':
      return block.items.map((item) => `- ${inline(item)}`).join('\n');
    case 'facts':
      return table([{ title: 'What' }, { title: 'Value' }], block.facts);
    case 'table':
      return table(block.columns, block.rows);
    case 'figure':
      return figure(block.figure);
    case 'untrusted':
      return `**${inline(block.label)}** (untrusted text from the log)\n\n${fenced(block.text)}`;
  }
}

function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => inline(title))),
    line(columns.map(({ right }) => (right ? '---:' : '---'))),
    ...rows.map((row) => line(row.map((cell) => (cell === '' ? ' ' : inline(cell))))),
  ].join('\n');
}

/** Characters of a full bar. */
const WIDTH = 32;

function figure(shown: Figure): string {
  const head = `**${inline(shown.title)}.** ${inline(shown.note)}\n\n`;
  switch (shown.shape) {
    case 'bars':
      return head + bars(shown.bars);
    case 'columns':
      return `${head}${fenced(`${columns(shown.values)}\n${shown.ends[0]} – ${shown.ends[1]}`)}`;
    case 'week':
      return head + fenced(week(shown.values));
  }
}

function bars(all: readonly Bar[]): string {
  const ends = all.flatMap(({ from, to }) => [from, to]);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const at = (value: number): number => Math.round(((value - low) / (high - low || 1)) * (WIDTH - 1));
  const rows = all.map(({ label, from, to, value, tone }) => {
    const [start, end] = [at(Math.min(from, to)), at(Math.max(from, to))];
    const mark = tone === 'against' ? '░' : tone === 'total' ? '◆' : '█';
    return [label, `${'·'.repeat(start)}${mark.repeat(end - start + 1)}${'·'.repeat(WIDTH - 1 - end)}`, value];
  });
  return table([{ title: 'Row' }, { title: 'On the scale' }, { title: 'Value', right: true }], rows);
}

const BLOCKS = ' ▁▂▃▄▅▆▇█';

function columns(values: readonly number[]): string {
  const top = Math.max(1, ...values);
  const tall = values.map((value) => BLOCKS[value === 0 ? 0 : Math.max(1, Math.round((8 * value) / top))]).join('');
  return `${tall}\nhighest: ${count(top)}`;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function week(values: readonly number[]): string {
  const top = Math.max(1, ...values);
  const shade = (value: number): string => ' ░▒▓█'[value === 0 ? 0 : Math.max(1, Math.ceil((4 * value) / top))] ?? ' ';
  const rows = DAYS.map(
    (day, index) =>
      `${day} ${values
        .slice(24 * index, 24 * index + 24)
        .map(shade)
        .join('')}`,
  );
  return ['    00    06    12    18', ...rows, `darkest: ${count(top)} an hour`].join('\n');
}
