/**
 * Writes the tables of `docs/formats.md` again from what formats and containers say of themselves:
 *
 *   node --import tsx scripts/format-docs.ts
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTAINERS } from '../src/reader/bytes/containers/container-table.ts';
import { GIVEN_FIELDS } from '../src/reader/records/formats/format-facts.ts';
import type { Facts } from '../src/reader/records/facts/facts.ts';
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
  const tables = { formats: formatTable(), facts: factTable(), containers: containerTable() };
  return Object.entries(tables).reduce((text, [name, table]) => replaceBlock(text, name, table), page);
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

/** Columns of the table of exact facts. What is read in texts is read in all formats alike. */
const FACTS: readonly (readonly [head: string, ...facts: (keyof Facts)[]])[] = [
  ['refusals', 'refusal'],
  ['errors about reasoning', 'errorClass'],
  ['thinking', 'thinking'],
  ['its tokens', 'thinkingTokens'],
  ['signatures made', 'produced'],
  ['signatures sent back', 'resent'],
  ['thinking dropped', 'dropped'],
  ['ids of tool calls', 'issuedToolIds', 'historyToolIds'],
  ['device, session', 'device', 'clientSession'],
  ['model served', 'modelServed', 'fallback'],
  ['batch', 'batchId'],
  ['guardrails', 'guardrails'],
  ['documents', 'documents'],
];

/** Formats of whose samples some request has such a fact. */
function factTable(): string {
  const known = new Map<string, Set<string>>();
  for (const { format, facts = {} } of sampledRequests()) {
    const own = known.get(format) ?? new Set<string>();
    known.set(format, own);
    for (const fact of Object.keys(facts)) own.add(fact);
  }
  const rows = listFormats().flatMap(({ name }) => {
    const cells = FACTS.map(([, ...facts]) => (facts.some((fact) => known.get(name)?.has(fact)) ? '●' : ''));
    return cells.includes('●') ? [[`\`${name}\``, ...cells]] : [];
  });
  return markdown([['name in reports', ...FACTS.map(([head]) => head)], ...rows]);
}

function containerTable(): string {
  return markdown([['container', 'how it is read'], ...CONTAINERS.map(({ name, text }) => [name, text])]);
}

/** The samples whose recorded reading has a request of each format. */
function samplesByFormat(): Map<string, string[]> {
  const files = new Map<string, Set<string>>();
  for (const { format, file } of sampledRequests()) files.set(format, (files.get(format) ?? new Set()).add(file));
  return new Map([...files].map(([format, own]) => [format, [...own]]));
}

/** The requests that the samples are recorded to hold. */
const sampledRequests = (): { file: string; format: string; facts?: Facts }[] =>
  readdirSync(join(ROOT, SAMPLES))
    .filter((name) => name.endsWith(EXPECTED))
    .flatMap((file) => {
      const text = readFileSync(join(ROOT, SAMPLES, file), 'utf8');
      const { requests } = JSON.parse(text) as { requests: { format: string; facts?: Facts }[] };
      return requests.map(({ format, facts }) => ({
        file: file.slice(0, -EXPECTED.length),
        format,
        ...(facts && { facts }),
      }));
    });

/** A table with columns of equal width, as the formatter of the project leaves it. */
export function markdown(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  const [head, ...body] = rows;
  return [line(head!), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

if (require.main === module) writeFileSync(FORMAT_DOCS, withTables(readFileSync(FORMAT_DOCS, 'utf8')));
