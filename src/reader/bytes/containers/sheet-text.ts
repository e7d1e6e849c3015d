/** A sheet of a workbook as CSV: the row that names the columns, and every row below it with as many cells. */
import { largest } from '../../../math/lists/many.ts';
import { attribute, type XmlHandler } from './xml-reader.ts';

/** What a workbook says of the cells of all its sheets. */
export interface CellFacts {
  /** Texts that cells refer to by number. */
  texts: readonly string[];
  /** Styles that show a number as a date, by number. */
  dateStyles: ReadonlySet<number>;
  /** Days are counted from 1904 and not from 1900. */
  from1904: boolean;
}

/** Cells of a row by their columns. */
export type Row = Map<number, string>;

/** Columns that a sheet of Excel has at most. */
const MAX_COLUMNS = 16_384;
/** Most letters of a cell, of which Excel takes 32,767, and of a row: a short file may name one long text in every cell. */
export const MAX_CELL = 1 << 20;
const MAX_ROW = 1 << 26;

/** Takes the XML of a sheet and hands on its rows. */
export class SheetRows implements XmlHandler {
  private row: Row = new Map();
  private number = 0;
  private column = -1;
  private type = '';
  private isDate = false;
  /** Inside of `v`, or of `t` outside of what says how it is spoken. */
  private isValue = false;
  private spoken = 0;
  private value = '';
  private letters = 0;

  constructor(
    private readonly facts: CellFacts,
    private readonly take: (row: Row, number: number) => void,
  ) {}

  open(name: string, attributes: string): void {
    if (name === 'row') {
      this.row = new Map();
      this.letters = 0;
      const stated = Number(attribute(attributes, 'r') ?? this.number + 1);
      this.number = Math.max(this.number + 1, Number.isInteger(stated) && stated <= 1 << 20 ? stated : 0);
      this.column = -1;
    } else if (name === 'c') {
      this.column = columnOf(attribute(attributes, 'r')) ?? this.column + 1;
      this.type = attribute(attributes, 't') ?? 'n';
      this.isDate = this.facts.dateStyles.has(Number(attribute(attributes, 's') ?? -1));
      this.value = '';
    } else if (name === 'rPh') this.spoken++;
    else this.isValue = (name === 'v' || name === 't') && this.spoken === 0;
  }

  text(text: string): void {
    if (!this.isValue) return;
    this.value += text;
    if (this.value.length > MAX_CELL) throw new Error('a cell of it holds more text than Excel allows');
  }

  close(name: string): void {
    if (name === 'rPh') this.spoken--;
    else if (name === 'c' && this.column < MAX_COLUMNS) {
      const shown = this.shown();
      if (shown !== '') this.row.set(this.column, shown);
      if ((this.letters += shown.length) > MAX_ROW) throw new Error('a row of it holds more text than is read of one');
    } else if (name === 'row') this.take(this.row, this.number);
    this.isValue = false;
  }

  /** What a person sees in the cell, with times in full. */
  private shown(): string {
    const { type, value } = this;
    if (type === 's') return this.facts.texts[Number(value)] ?? '';
    if (type === 'inlineStr' || type === 'str') return plainCell(value);
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    if (type === 'e') return '';
    return type === 'n' && this.isDate ? dateText(value, this.facts.from1904) : value;
  }
}

/** Control characters, and what looks like one of them, as Excel writes them in XML. */
export const plainCell = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

/** `AB12` is the 28th column, counted from 0. */
function columnOf(place: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(place ?? '')?.[1];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** 1 January 1970 in days of Excel, and what its other calendar is behind. */
const EPOCH = 25_569;
const LATER = 1462;
const DAY_MS = 86_400_000;
/** Before March 1900 Excel has a day that never was, and a part of a day is a time of any. */
const FIRST_SURE = 61;

function dateText(value: string, from1904: boolean): string {
  const day = Number(value) + (from1904 ? LATER : 0);
  const ms = Math.round((day - EPOCH) * DAY_MS);
  if (!(day >= FIRST_SURE) || !(ms < 8.64e15)) return value;
  return new Date(ms).toISOString().replace('T', ' ').slice(0, -1);
}

/** Rows above the names that are kept as empty lines, so that a line is the row of its number. */
const MAX_ABOVE = 6;
/** Rows that may stand above the names. */
const MAX_LOOKED_AT = 50;

/** What a sheet is found to be by its first rows. */
export interface SheetHead {
  /** Number of the row with the names. */
  at: number;
  names: string[];
}

/** The row that names the columns: the first with several words beside each other that has rows below it. */
export function headOf(rows: readonly (readonly [Row, number])[]): SheetHead | undefined {
  for (const [place, [row, at]] of rows.slice(0, MAX_LOOKED_AT).entries()) {
    const below = rows.slice(place + 1);
    const words = [...row.values()].filter((cell) => /^\p{L}/u.test(cell) && cell.length <= 80 && !cell.includes('\n'));
    if (words.length < 2 || words.length < row.size || below.length === 0) continue;
    const width = 1 + [row, ...below.map(([other]) => other)].reduce((most, one) => largest(one.keys(), most), 0);
    return { at, names: namesOf(row, width) };
  }
  return undefined;
}

/** Names that the framing of tables takes: letters, digits and a few signs, each once. */
function namesOf(row: Row, width: number): string[] {
  const names: string[] = [];
  for (let column = 0; column < width; column++) {
    const name = (row.get(column) ?? '').replace(/[^\p{L}\p{N}_@$ .:[\]()/-]+/gu, ' ').trim();
    const own = /^[\p{L}_@$]/u.test(name) ? name : `column ${column + 1}`;
    names.push(names.includes(own) ? `${own} ${column + 1}` : own);
  }
  return names;
}

/** Puts rows into lines. */
export class SheetLines {
  private readonly shift: number;
  private line = 0;

  constructor(private readonly head: SheetHead) {
    this.shift = Math.max(0, head.at - 1 - MAX_ABOVE);
  }

  /** The lines of a row, with empty ones for those before it that the sheet does not have. */
  linesOf(row: Row, number: number): string {
    const { at, names } = this.head;
    if (number < at) return '';
    const gap = Math.max(0, number - this.shift - 1 - this.line);
    this.line += gap + 1;
    return `${'\n'.repeat(gap)}${number === at ? joined(names) : rowText(row, names.length)}\n`;
  }
}

function rowText(row: Row, width: number): string {
  if (row.size === 0) return '';
  const cells: string[] = [];
  const length = Math.max(width, 1 + largest(row.keys()));
  for (let column = 0; column < length; column++) cells.push(row.get(column) ?? '');
  return joined(cells);
}

const joined = (cells: readonly string[]): string =>
  cells.map((cell) => (/^\s|[",\n\r]|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
