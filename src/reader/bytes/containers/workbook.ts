/** Workbooks, which are archives of XML: the sheets of Excel that hold a log, as text. Others are named. */
import type { BytesRead } from '../files/file-blocks.ts';
import { BOOK, readFacts, readPart, TEXTS } from './cell-facts.ts';
import { type CellFacts, headOf, type Row, type SheetHead, SheetLines, SheetRows } from './sheet-text.ts';
import { attribute, XmlReader } from './xml-reader.ts';
import { listZip, readZipMember, type ZipMember } from './zip-archive.ts';

/** What every archive of a kind holds, and what it is. */
const OTHERS: readonly (readonly [member: string, beside: string, is: string])[] = [
  ['xl/workbook.bin', '[Content_Types].xml', 'a binary Excel workbook'],
  ['content.xml', 'mimetype', 'a workbook or document of LibreOffice'],
  ['Index/Document.iwa', 'Metadata/Properties.plist', 'a workbook or document of Apple'],
];

/** Says that an archive is a workbook that is not read, and what to do with it; undefined for others. */
export function otherWorkbook(members: readonly ZipMember[]): string | undefined {
  const names = new Set(members.map(({ name }) => name));
  const found = OTHERS.find(([member, beside]) => names.has(member) && names.has(beside));
  return found === undefined ? undefined : `This is ${found[2]}. Save the sheet with the log as CSV and scan that.`;
}

export const isWorkbook = (members: readonly ZipMember[]): boolean => members.some(({ name }) => name === BOOK);

export interface Sheet {
  name: string;
  /** The file in the archive, and its size there. */
  member: string;
  size: number;
}

export interface Sheets {
  logs: Sheet[];
  /** Why others were left out, and their columns, in a sentence. */
  left?: string;
}

/** Rows by which a sheet is known. */
const MAX_HEAD = 60;
/** Sheets that are looked at. */
const MAX_SHEETS = 64;

/** Names of columns that may hold what was asked, in the languages in which they are read. */
const ASKED =
  /prompt|question|query|messages?\b|content|input|request|body|instruction|text|conversation|frage|anfrage|eingabe|nachricht|payload|json|record|^raw|^log|^event/i;

/**
 * The sheets of a workbook that have a column for what was asked, or records in cells.
 * @throws when its XML is damaged or not that of a workbook
 */
export async function listSheets(file: string, members: readonly ZipMember[]): Promise<Sheets> {
  const sizes = sizesOf(members);
  const logs: Sheet[] = [];
  const left: string[] = [];
  const facts = await readFacts(file, sizes);
  // What is in the cells is mostly in a file of its own.
  const shared = sizes.get(TEXTS) ?? 0;
  for (const { name, member } of (await sheetsOf(file, sizes)).slice(0, MAX_SHEETS)) {
    const head = await readHead(file, member, facts);
    const isLog = head?.names.some((column) => ASKED.test(column)) === true || head?.holdsRecords === true;
    if (isLog) logs.push({ name, member, size: shared + (sizes.get(member) ?? 0) });
    else left.push(`${short(name)} (${head === undefined ? 'no table' : listed(head.names)})`);
  }
  if (left.length === 0) return { logs };
  const which = left.slice(0, MAX_NAMED).join(', ') + (left.length > MAX_NAMED ? ' and others' : '');
  const what =
    logs.length > 0
      ? 'Sheets without a column of prompts were left out: '
      : 'This is an Excel workbook without a sheet whose columns say what was asked. Name the column prompt. Its sheets: ';
  return { logs, left: `${what}${which}.` };
}

const sizesOf = (members: readonly ZipMember[]): ReadonlyMap<string, number> =>
  new Map(members.map(({ name, size }) => [name, size]));

/** Sheets and columns that a sentence names. */
const MAX_NAMED = 8;
const short = (name: string): string => (name.length > 40 ? `${name.slice(0, 40)}…` : name);
const listed = (names: readonly string[]): string =>
  names.slice(0, MAX_NAMED).map(short).join(', ') + (names.length > MAX_NAMED ? ', …' : '');

/**
 * The text of a sheet as CSV.
 * @throws when its XML is damaged
 */
export async function* readSheet(file: string, member: string, onBytes: BytesRead): AsyncGenerator<Buffer> {
  const facts = await readFacts(file, sizesOf((await listZip(file)).members));
  const head = await readHead(file, member, facts);
  if (head === undefined) return;
  const lines = new SheetLines(head);
  let text = '';
  const reader = new XmlReader(
    new SheetRows(facts, (row, number) => {
      text += lines.linesOf(row, number);
      if (text.length > MAX_HELD) throw new Error('a few of its rows hold more text than is held at once');
    }),
  );
  for await (const block of readZipMember(file, member, onBytes)) {
    reader.push(block);
    if (text === '') continue;
    yield Buffer.from(text);
    text = '';
  }
}

/** Most letters of the rows that one block of a sheet may give. */
const MAX_HELD = 1 << 28;

class Enough extends Error {}

/** What the first rows of a sheet say: its columns, and whether cells hold records. */
async function readHead(
  file: string,
  member: string,
  facts: CellFacts,
): Promise<(SheetHead & { holdsRecords: boolean }) | undefined> {
  const rows: [Row, number][] = [];
  const handler = new SheetRows(facts, (row, number) => {
    if (row.size > 0) rows.push([row, number]);
    if (rows.length >= MAX_HEAD) throw new Enough();
  });
  let isDamaged = false;
  try {
    await readPart(file, member, handler);
  } catch (error) {
    // Who reads it to its end is told of it.
    isDamaged = !(error instanceof Enough);
  }
  const head = headOf(rows) ?? (isDamaged ? { at: 1, names: [] } : undefined);
  if (head === undefined) return undefined;
  const below = rows.filter(([, number]) => number > head.at).flatMap(([row]) => [...row.values()]);
  return { ...head, holdsRecords: isDamaged || below.some((cell) => /^\s*[[{]/.test(cell)) };
}

/** The names of the sheets and where each is, in their order. */
async function sheetsOf(file: string, sizes: ReadonlyMap<string, number>): Promise<{ name: string; member: string }[]> {
  const targets = new Map<string, string>();
  const found: { name: string; id: string }[] = [];
  const parts = [
    ['xl/_rels/workbook.xml.rels', 'Relationship', (of: string) => targets.set(of, attributeOr('Target'))],
    [BOOK, 'sheet', (of: string) => found.push({ name: of, id: attributeOr('id') })],
  ] as const;
  let written = '';
  const attributeOr = (name: string): string => attribute(written, name) ?? '';
  for (const [part, element, keep] of parts) {
    if (!sizes.has(part)) continue;
    await readPart(file, part, {
      open: (name, attributes) => {
        if (name !== element) return;
        written = attributes;
        keep(attributeOr(element === 'sheet' ? 'name' : 'Id'));
      },
      text: () => undefined,
      close: () => undefined,
    });
  }
  return found
    .map(({ name, id }) => ({ name, member: placeOf(targets.get(id) ?? '') }))
    .filter(({ member }) => sizes.has(member));
}

/** Places are told from the workbook, or from the root with a slash. */
const placeOf = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`);
