/** Whether a text is a dump of a database in SQL. */

/** Text at its start that is looked at. */
const LOOKED_AT = 1 << 18;

/** What may come before the first statement: comments, and what `psql` and MySQL's client are told. */
const LEAD = /^(?:\xEF\xBB\xBF)?(?:\s|--[^\n]*\n|\\[a-z][^\n]*\n|\/\*[^]*?\*\/\s*;?)*/;

const NAME = '[\\w$.`"\\[\\]\\x80-\\xFF]{1,200}';

/** Statements that dumps begin with, each so far that no sentence of prose begins like it. */
const FIRST = new RegExp(
  '^(?:' +
    [
      'SET\\s+[\\w.@]{1,80}\\s*(?:=|TO\\s)[^;\\n]{0,200};',
      'SELECT\\s+pg_catalog\\.set_config\\(',
      'CREATE\\s+(?:[A-Z]{2,12}\\s+){0,3}(?:TABLE|DATABASE|SCHEMA|TYPE|EXTENSION|SEQUENCE)\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?' +
        `${NAME}\\s*[(;\\sA-Z]`,
      `DROP\\s+(?:TABLE|DATABASE|SCHEMA)\\s+(?:IF\\s+EXISTS\\s+)?${NAME}\\s*;`,
      `COPY\\s+${NAME}\\s*(?:\\([^()]*\\)\\s*)?FROM\\s+stdin\\b`,
      `(?:INSERT|REPLACE)\\s+(?:(?:IGNORE|OR\\s+\\w+)\\s+)?INTO\\s+${NAME}\\s*(?:\\([^()]*\\)\\s*)?VALUES\\s*\\(`,
      '(?:BEGIN(?:\\s+TRANSACTION)?|START\\s+TRANSACTION)\\s*;',
      'PRAGMA\\s+\\w+\\s*=\\s*\\w+\\s*;',
      `USE\\s+${NAME}\\s*;`,
      `LOCK\\s+TABLES\\s+${NAME}\\s+WRITE\\s*;`,
    ].join('|') +
    ')',
  'i',
);

/** A table is made or filled. */
const TABLE =
  /^(?:COPY\s[^\n]*\bFROM\s+stdin\b|(?:INSERT|REPLACE)\s+(?:(?:IGNORE|OR\s+\w+)\s+)?INTO\s|CREATE\s+(?:[A-Z]{2,12}\s+){0,3}TABLE\s)/im;

/**
 * True for a text that begins as `pg_dump`, `mysqldump`, `.dump` of SQLite and exports of editors do, with statements of which one
 * makes or fills a table. Text with SQL somewhere in it is no dump.
 * @param head the beginning of the text
 */
export function isSqlDump(head: Buffer): boolean {
  const text = head.toString('latin1', 0, LOOKED_AT);
  const lead = LEAD.exec(text)?.[0].length ?? 0;
  return FIRST.test(text.slice(lead)) && TABLE.test(text);
}
