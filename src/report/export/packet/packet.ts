/**
 * An evidence packet as a list of blocks, before it becomes Markdown or HTML. Its text is unescaped: renderers escape
 * it.
 */
import type { Figure } from './figures.ts';

export interface Packet {
  title: string;
  /** Begins with a list of its headings, since it is long. */
  hasContents?: true;
  sections: Section[];
}

export interface Section {
  heading: string;
  /** 3 for a part of the section before; 2 otherwise. */
  level?: 3;
  blocks: Block[];
}

export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'facts'; facts: readonly (readonly [term: string, value: string])[] }
  | { kind: 'table'; columns: readonly Column[]; rows: readonly (readonly string[])[] }
  | { kind: 'figure'; figure: Figure }
  /** Text of a log, which may hold instructions for people and for programs. Always shown as what it is. */
  | { kind: 'untrusted'; label: string; text: string };

export interface Column {
  title: string;
  right?: true;
}

export const text = (words: string): Block => ({ kind: 'text', text: words });
export const list = (items: readonly string[]): Block => ({ kind: 'list', items });
/** `>` is before the title of a column whose cells stand to the right. */
export const table = (titles: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  kind: 'table',
  columns: titles.map((title) => (title.startsWith('>') ? { title: title.slice(1), right: true } : { title })),
  rows,
});
