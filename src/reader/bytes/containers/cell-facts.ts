/** What a workbook of Excel says of the cells of all its sheets: the texts they share, and which numbers are dates. */
import { type CellFacts, MAX_CELL, plainCell } from './sheet-text.ts';
import { attribute, type XmlHandler, XmlReader } from './xml-reader.ts';
import { readZipMember } from './zip-archive.ts';

/** Files in the archive: the workbook itself, and the texts of its cells. */
export const BOOK = 'xl/workbook.xml';
export const TEXTS = 'xl/sharedStrings.xml';

/** Reads the XML of one file in the archive. */
export async function readPart(file: string, member: string, handler: XmlHandler): Promise<void> {
  const reader = new XmlReader(handler);
  for await (const block of readZipMember(file, member, () => undefined)) reader.push(block);
}

/** Most letters of texts and most texts that a workbook may share between its cells: they are held while a sheet is read. */
const MAX_TEXT = 1 << 27;
const MAX_TEXTS = 1 << 23;

/** Of the workbook that was read last: each of its sheets is read by itself. */
let latest: { key: string; facts: Promise<CellFacts> } | undefined;

export function readFacts(file: string, sizes: ReadonlyMap<string, number>): Promise<CellFacts> {
  const key = JSON.stringify([file, ...sizes]);
  if (latest?.key !== key) latest = { key, facts: factsOf(file, sizes) };
  return latest.facts;
}

async function factsOf(file: string, sizes: ReadonlyMap<string, number>): Promise<CellFacts> {
  const texts: string[] = [];
  const dateStyles = new Set<number>();
  let from1904 = false;
  if (sizes.has(TEXTS)) await readPart(file, TEXTS, sharedTexts(texts));
  if (sizes.has('xl/styles.xml')) await readPart(file, 'xl/styles.xml', stylesOf(dateStyles));
  await readPart(file, BOOK, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attribute(attributes, 'date1904') ?? '');
    },
    text: () => undefined,
    close: () => undefined,
  });
  return { texts, dateStyles, from1904 };
}

function sharedTexts(texts: string[]): XmlHandler {
  let held = 0;
  let text = '';
  let isText = false;
  let spoken = 0;
  return {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') spoken++;
      isText = name === 't' && spoken === 0;
    },
    text: (more) => {
      if (!isText) return;
      text += more;
      held += more.length;
      if (held > MAX_TEXT || text.length > MAX_CELL) throw new Error('its cells share more text than fits into memory');
    },
    close: (name) => {
      isText = false;
      if (name === 'rPh') spoken--;
      if (name === 'si' && texts.push(plainCell(text)) > MAX_TEXTS)
        throw new Error('its cells share more texts than fit into memory');
    },
  };
}

/** Formats of numbers that show dates: those that Excel has by itself, and own ones with a year, month and day. */
const isDateFormat = (id: number, own: string | undefined): boolean =>
  own === undefined
    ? (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
    : /[yj]/i.test(own.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));

function stylesOf(dateStyles: Set<number>): XmlHandler {
  const own = new Map<number, string>();
  let isCells = false;
  let style = 0;
  return {
    open: (name, attributes) => {
      const id = Number(attribute(attributes, 'numFmtId') ?? 0);
      if (name === 'cellXfs') isCells = true;
      if (name === 'numFmt') own.set(id, attribute(attributes, 'formatCode') ?? '');
      if (name === 'xf' && isCells && isDateFormat(id, own.get(id))) dateStyles.add(style);
      if (name === 'xf' && isCells) style++;
    },
    text: () => undefined,
    close: (name) => {
      if (name === 'cellXfs') isCells = false;
    },
  };
}
