/** What becomes of each line of a dump. Longer than 250 lines: the dialects of SQL stand side by side, read by one recorder. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { EntryRange, EntrySink } from '../entry.ts';
import { readTextEntries } from '../read-entries.ts';
import { DumpFramer } from './dump-framer.ts';

interface Seen {
  kind: 'row' | 'skip' | 'reject';
  what: unknown;
  table?: string | undefined;
  line: number;
  lines: number;
  /** The bytes of the entry. */
  text: string;
}

class Recorder implements EntrySink {
  readonly seen: Seen[] = [];
  readonly wantsText = false;
  constructor(private readonly text_: Buffer) {}
  isText = (): boolean => false;
  end(): void {
    // Nothing is kept back.
  }
  value(): void {
    assert.fail('a dump has rows alone');
  }
  text(): void {
    assert.fail('a dump has rows alone');
  }
  row(cells: Readonly<Record<string, unknown>>, range: EntryRange, table?: string): void {
    this.note('row', cells, range, table);
  }
  skip(reason: string, range: EntryRange): void {
    this.note('skip', reason, range);
  }
  reject(reason: string, range: EntryRange): void {
    this.note('reject', reason, range);
  }
  private note(kind: Seen['kind'], what: unknown, { line, lines, offset, length }: EntryRange, table?: string): void {
    this.seen.push({ kind, what, table, line, lines, text: this.text_.toString('utf8', offset, offset + length) });
  }
}

function read(text: string | Buffer, blockBytes = Infinity, limit?: number): { seen: Seen[]; lines: number } {
  const bytes = Buffer.from(text);
  const recorder = new Recorder(bytes);
  const framer = new DumpFramer(recorder, limit);
  for (let at = 0; at < bytes.length; at += blockBytes)
    framer.push(bytes.subarray(at, Math.min(bytes.length, at + blockBytes)));
  framer.end();
  return { seen: recorder.seen, lines: framer.lines };
}

const rows = (text: string): unknown[] => read(text).seen.flatMap(({ kind, what }) => (kind === 'row' ? [what] : []));

const lost = (text: string): string[] =>
  read(text).seen.flatMap(({ kind, what, line }) => (kind === 'reject' ? [`${line}: ${String(what)}`] : []));

test('rows of a COPY are named by its columns, and escapes are what PostgreSQL says', () => {
  const text = [
    'SET standard_conforming_strings = on;',
    'CREATE TABLE public."Calls" (id integer, meta jsonb, "user" text);',
    'COPY public."Calls" (id, meta, "user") FROM stdin;',
    '1\t{"a": "b\\\\nc"}\tone\\ntwo\\tthree\\\\four',
    '2\t\\N\t\\\\N',
    '3\tnull\t\\101\\x42\\x4\\303\\274\\.\\q\\v',
    '\\.',
    '',
    'SELECT 1;',
  ].join('\n');
  assert.deepEqual(rows(text), [
    { id: '1', meta: { a: 'b\nc' }, user: 'one\ntwo\tthree\\four' },
    { id: '2', meta: null, user: '\\N' },
    { id: '3', meta: null, user: 'AB\x04ü.q\v' },
  ]);
  const { seen } = read(text);
  assert.deepEqual(
    seen.filter(({ kind }) => kind === 'row').map(({ table, line, text: own }) => [table, line, own.slice(0, 2)]),
    [
      ['Calls', 4, '1\t'],
      ['Calls', 5, '2\t'],
      ['Calls', 6, '3\t'],
    ],
  );
});

test('rows of an INSERT are read in the words of SQL, MySQL and SQLite, many on a line or one on many', () => {
  const standard = `BEGIN TRANSACTION;
CREATE TABLE t (id int, -- who, what
  "key" text, note text, PRIMARY KEY (id));
INSERT INTO t VALUES(1,'it''s; (a', NULL), (2,'C:\\','two
lines'),
  (-3.5e+2, E'a\\tb\\'c'::text, X'c3bc');
INSERT INTO "t" (note, id) VALUES (replace(replace('a\\n\\rb','\\r',char(13)),'\\n',char(10)), TRUE);
INSERT INTO t VALUES (4, unistr('a\\u000ab\\\\c'), now()), (5, CAST('x' AS text), 'a' || 'b') ON CONFLICT DO NOTHING;
`;
  assert.deepEqual(rows(standard), [
    { id: '1', key: "it's; (a", note: null },
    { id: '2', key: 'C:\\', note: 'two\nlines' },
    { id: '-3.5e+2', key: "a\tb'c", note: 'ü' },
    { note: 'a\n\rb', id: 'true' },
    { id: '4', key: 'a\nb\\c', note: null },
    { id: '5', key: 'x', note: null },
  ]);
  assert.deepEqual(lost(standard), []);
  const mysql = `-- MySQL dump 10.13
CREATE TABLE \`t\` (
  \`id\` int NOT NULL COMMENT 'it\\'s (',
  \`key\` json DEFAULT NULL,
  KEY \`id\` (\`id\`)
);
INSERT INTO \`t\` VALUES (1,'{\\"a\\": \\"b\\\\nc\\"}'),(2,_binary 'a\\0\\Z\\%\\_\\q\\''),(0x41,"say ""x"" \\"y\\"");
`;
  assert.deepEqual(rows(mysql), [
    { id: '1', key: { a: 'b\nc' } },
    { id: '2', key: "a\0\x1a\\%\\_q'" },
    { id: 'A', key: 'say "x" "y"' },
  ]);
});

test('a statement that is no row is named, and each row has its place', () => {
  const { seen, lines } = read(`-- a note
INSERT INTO t (a, b)
VALUES
  (1, 'x'),
  (2, 'y
z');

DROP TABLE t; -- gone
hello
`);
  assert.equal(lines, 9);
  assert.deepEqual(
    seen.map(({ kind, what, line, lines: number, text }) => [kind, kind === 'row' ? text : what, line, number]),
    [
      ['skip', 'comment in a dump of a database', 1, 1],
      ['skip', 'SQL without rows', 2, 2],
      ['row', "(1, 'x')", 4, 1],
      ['row', "(2, 'y\nz')", 5, 2],
      ['skip', 'blank line', 7, 1],
      ['skip', 'SQL without rows', 8, 1],
      ['reject', 'no SQL in a dump of a database', 9, 1],
    ],
  );
});

test('text that somebody typed is never taken for SQL', () => {
  const typed = "'); INSERT INTO t VALUES ('x\n\\.\nCOPY t (a, b) FROM stdin;\n1\t2\n-- $$ /* \" ` ; (";
  const doubled = typed.replaceAll("'", "''");
  const copied = typed.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  const slashed = typed.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n');
  for (const text of [
    `SET standard_conforming_strings = on;\nINSERT INTO t (a, b) VALUES ('${doubled}', 'z');\n`,
    `COPY t (a, b) FROM stdin;\n${copied}\tz\n\\.\n`,
    `/*!40101 SET NAMES utf8 */;\nINSERT INTO \`t\` (\`a\`, \`b\`) VALUES ('${slashed}','z');\n`,
  ]) {
    assert.deepEqual(rows(text), [{ a: typed, b: 'z' }], text);
    assert.deepEqual(lost(text), []);
  }
});

test('a text with a quote behind a backslash is not guessed at where nothing tells how quotes are written', () => {
  const text = `INSERT INTO t (a, b) VALUES ('x\\'), (1, \\'victim', 2), ('y', 3);\nINSERT INTO t (a, b) VALUES ('z', 4);\n`;
  assert.deepEqual(rows(text), [{ a: 'z', b: '4' }]);
  assert.equal(lost(text).length, 1);
});

test('a text that never closes costs its row, and one that goes on behind its quote the rest of its line', () => {
  const good = "INSERT INTO t (a, b) VALUES ('x', 1);\n";
  const damaged = `${good}INSERT INTO t (a, b) VALUES ('x', 1), ('it's', 2), ('y', 3);\n${good}INSERT INTO t (a, b) VALUES ('never, 4);\n${good}`;
  assert.deepEqual(rows(damaged).length, 4);
  assert.deepEqual(rows(`SET standard_conforming_strings = on;\n${damaged}`).length, 4);
  assert.match(lost(`${good}INSERT INTO t (a, b) VALUES ('cut`).join(), /^2: SQL that ends in the middle/);
});

test('the end of rows that is missing is found where the next rows begin', () => {
  const text = 'COPY a (x, y) FROM stdin;\n1\t2\n3\t4\nCOPY b (z, w) FROM stdin;\n5\t6\n\\.\n';
  assert.deepEqual(rows(text), [
    { x: '1', y: '2' },
    { x: '3', y: '4' },
    { z: '5', w: '6' },
  ]);
});

test('rows of another form, of unknown columns and with other values are named', () => {
  const reasons = lost(
    'INSERT INTO t VALUES (1);\nINSERT INTO t (a) VALUES (1, 2);\nCOPY t (a, b) FROM stdin;\n1\n\\.\n',
  );
  assert.deepEqual(reasons, [
    '1: row of a dump that does not name its columns',
    '2: row with a different number of values than columns',
    '4: row with a different number of values than columns',
  ]);
  assert.deepEqual(rows('COPY t (a, b) FROM stdin WITH (FORMAT csv);\n1,2\n\\.\n'), []);
});

test('bodies of routines and triggers are no rows', () => {
  const text = `DELIMITER ;;
CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW BEGIN
 INSERT INTO t (a) VALUES ('x');
END ;;
DELIMITER ;
CREATE TRIGGER y AFTER INSERT ON t BEGIN
INSERT INTO t (a) VALUES ('y');
END;
CREATE FUNCTION f() AS $body$ BEGIN
INSERT INTO t (a) VALUES ('z''); $$
END; $body$;
INSERT INTO t (a) VALUES ('w');
`;
  assert.deepEqual(rows(text), [{ a: 'w' }]);
  assert.deepEqual(lost(text), []);
});

/** Whatever stands in a dump, and what may go wrong in one. */
const piece = fc.constantFrom(
  "INSERT INTO t (a, b) VALUES ('x', 1);\n",
  'INSERT INTO `t` VALUES ',
  "(1,'a')",
  "('it\\'s', 2)",
  "'",
  '"',
  '`',
  '\\',
  '(',
  ')',
  ',',
  ';',
  '\n',
  '\r\n',
  '\0',
  '\t',
  '$$',
  '/*',
  '*/',
  '--',
  '/*!40101 SET NAMES utf8 */;\n',
  'CREATE TABLE t (a int, b json);\n',
  'COPY t (a, b) FROM stdin;\n',
  '1\t{"x": [1]}\n',
  '\\.\n',
  '\\x\\8\\',
  'DELIMITER ;;\n',
  'DELIMITER ;\n',
  'SET standard_conforming_strings = on;\n',
  'VALUES\n',
  'ü',
  '\u{1f600}',
  'hello ',
);

test('any text of such pieces: every line has one fate in order, and blocks make no difference', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }),
      fc.integer({ min: 1, max: 50 }),
      fc.constantFrom(undefined, 64),
      (pieces, blockBytes, limit) => {
        const text = pieces.join('');
        const whole = read(text, Infinity, limit);
        assert.deepEqual(read(text, blockBytes, limit), whole);
        const all = text.split('\n').length - (text === '' || text.endsWith('\n') ? 1 : 0);
        assert.equal(whole.lines, all);
        let covered = 0;
        for (const { line, lines } of whole.seen) {
          assert.ok(line >= 1 && line <= covered + 1, `line ${line} behind ${covered}`);
          covered = Math.max(covered, line + lines - 1);
        }
        assert.equal(covered, all);
      },
    ),
    { numRuns: 2000 },
  );
});

test('a text with SQL in it is no dump', () => {
  for (const text of [
    '# Notes\n\nINSERT INTO t (a) VALUES (1);\nCREATE TABLE t (a int);\n',
    'Set the scene;\nCREATE TABLE t (a int);\n',
    'Select a model:\nCREATE TABLE t (a int);\n',
    '-- \nTo do this, use\nCREATE TABLE t (a int);\n',
    '{"prompt":"CREATE TABLE t (a int);\\nINSERT INTO t VALUES (1);"}\n',
    '```sql\nCREATE TABLE t (a int);\n```\n',
    'id,prompt,answer\n1,"x\nINSERT INTO t VALUES (1);",y\n',
    'SET x = 1;\nand no table\n',
    '2025-01-01 10:00:00 LOG: statement:\nINSERT INTO t VALUES (1);\n',
    '---\ntitle: x\n---\nCREATE TABLE t (a int);\n',
  ]) {
    const seen: string[] = [];
    const note = (kind: string) => () => void seen.push(kind);
    const sink = { wantsText: false, isText: () => false, value: note('value'), row: note('row'), text: note('text') };
    const ignore = (): void => undefined;
    readTextEntries(Buffer.from(text), { ...sink, skip: (reason) => seen.push(reason), reject: ignore, end: ignore });
    assert.ok(!seen.some((one) => /SQL|dump/.test(one)), `${JSON.stringify(text)}: ${seen.join()}`);
  }
});
