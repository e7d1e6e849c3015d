/**
 * Writes the tables of `docs/formats.md` again from what formats and containers say of themselves:
 *
 *   node --import tsx scripts/format-docs.ts
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTAINERS } from '../src/reader/bytes/containers/container-table.ts';
import { GIVEN_FIELDS } from '../src/reader/records/formats/format-facts.ts';
import { listFormats } from '../src/reader/records/formats/format-table.ts';

const ROOT = join(__dirname, '..');
export const FORMAT_DOCS = join(ROOT, 'docs', 'formats.md');
const SAMPLES = 'test/golden/formats/samples';
/** A cell with more could not be read. */
const NAMED_SAMPLES = 3;
const EXPECTED = '.expected.json';

const HEADS: Readonly<Record<string, string>> = { address: 'IP', agent: 'user agent', answer: 'response' };

/** The page with its tables as they must be. */
export function withTables(page: string): string {
  return replaceBlock(replaceBlock(page, 'formats', formatTable()), 'containers', containerTable());
}

function replaceBlock(page: string, name: string, table: string): string {
  const [start, end] = [`<!-- ${name}: made by scripts/format-docs.ts -->`, `<!-- end of ${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/formats.md has no place for the table of ${name}.`);
  return `${page.slice(0, from + start.length)}\n\n${table}\n\n${page.slice(to)}`;
}

function formatTable(): string {
  const tests = samplesByFormat();
  const head = [
    'format',
    'name in reports',
    ...GIVEN_FIELDS.map((field) => HEADS[field] ?? field),
    'shape learned from',
    'test',
  ];
  const rows = listFormats()
    .filter(({ gives }) => gives.length > 0)
    .map(({ name, title, gives, source }) => [
      title,
      `\`${name}\``,
      ...GIVEN_FIELDS.map((field) => (gives.includes(field) ? '●' : '')),
      source,
      links(tests.get(name) ?? []),
    ]);
  return markdown([head, ...rows]);
}

/** The first samples by name, and how many more there are. */
function links(files: readonly string[]): string {
  const named = files.slice(0, NAMED_SAMPLES).map((file) => `[${file}](../${SAMPLES}/${file})`);
  const more = files.length - named.length;
  return [...named, ...(more > 0 ? [`[${more} more](../${SAMPLES})`] : [])].join(', ');
}

function containerTable(): string {
  return markdown([['container', 'how it is read'], ...CONTAINERS.map(({ name, text }) => [name, text])]);
}

/** The samples whose recorded reading has a request of each format. */
function samplesByFormat(): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const file of readdirSync(join(ROOT, SAMPLES)).filter((name) => name.endsWith(EXPECTED))) {
    const { requests } = JSON.parse(readFileSync(join(ROOT, SAMPLES, file), 'utf8')) as {
      requests: { format: string }[];
    };
    for (const format of new Set(requests.map((request) => request.format))) {
      files.set(format, [...(files.get(format) ?? []), file.slice(0, -EXPECTED.length)]);
    }
  }
  return files;
}

/** A table with columns of equal width, as the formatter of the project leaves it. */
export function markdown(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  const [head, ...body] = rows;
  return [line(head!), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

if (require.main === module) writeFileSync(FORMAT_DOCS, withTables(readFileSync(FORMAT_DOCS, 'utf8')));
