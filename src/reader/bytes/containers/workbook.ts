/** Spreadsheets that are archives of XML. They are not read: what a cell shows depends on styles, formulas and calendars. */
import type { ZipMember } from './zip-archive.ts';

/** What every such archive holds, and what it is. */
const WORKBOOKS: readonly (readonly [member: string, beside: string, is: string])[] = [
  ['xl/workbook.xml', '[Content_Types].xml', 'an Excel workbook'],
  ['xl/workbook.bin', '[Content_Types].xml', 'an Excel workbook'],
  ['content.xml', 'mimetype', 'a workbook or document of LibreOffice'],
  ['Index/Document.iwa', 'Metadata/Properties.plist', 'a workbook or document of Apple'],
];

/** Says that an archive is a workbook, and what to do with it; undefined for one of logs. */
export function workbookIn(members: readonly ZipMember[]): string | undefined {
  const names = new Set(members.map(({ name }) => name));
  const found = WORKBOOKS.find(([member, beside]) => names.has(member) && names.has(beside));
  return found === undefined ? undefined : `This is ${found[2]}. Save the sheet with the log as CSV and scan that.`;
}
