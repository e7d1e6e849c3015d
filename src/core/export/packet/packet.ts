/** An evidence packet as a list of blocks, before it is Markdown or HTML. Text in it is as it came: renderers escape it. */
import type { Figure } from './figures.ts';

export interface Packet {
  title: string;
  sections: Section[];
}

export interface Section {
  heading: string;
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
