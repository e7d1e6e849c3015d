import type { Escaping } from './sql-scanner.ts';

/** How a dump writes a quote within a text, as far as what was read of it tells. */
export class DumpQuoting {
  escaping: Escaping = 'unknown';

  /** @param start the beginning of a statement or comment */
  learnFrom(start: string): void {
    const setting = /^SET\s+standard_conforming_strings\s*(?:=|TO)\s*'?(on|off)/i.exec(start)?.[1];
    if (setting !== undefined) this.escaping = setting.toLowerCase() === 'on' ? 'doubled' : 'backslash';
    else if (DOUBLED.test(start)) this.learn('doubled');
    else if (BY_BACKSLASH.test(start)) this.learn('backslash');
  }

  /** The first that tells says it for the whole dump: SQLite keeps tables in the words in which they were made. */
  learn(escaping: Escaping): void {
    if (this.escaping === 'unknown') this.escaping = escaping;
  }
}

const DOUBLED = /^(?:-- PostgreSQL database|SELECT\s+pg_catalog\.|PRAGMA\s|BEGIN\s+TRANSACTION\b)/i;
const BY_BACKSLASH =
  /^(?:-- (?:MySQL|MariaDB|phpMyAdmin|HeidiSQL)\b|(?:DROP|LOCK|ALTER)\s+TABLES?\s+(?:IF\s+EXISTS\s+)?`|USE\s+`)/i;
