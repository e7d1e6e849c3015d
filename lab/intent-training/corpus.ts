import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { INTENTS } from '../../src/engine/templates/intent/intent-kinds.ts';
import type { Intent } from '../../src/engine/templates/intent/intent-kinds.ts';

/** One hand-written template text. */
export interface CorpusText {
  intent: Intent;
  /** A second intent the text asks for as well, and its share of the label, 0 to 1. */
  also: { intent: Intent; share: number } | undefined;
  /** ISO 639-1 code. */
  language: string;
  /** Texts of one style of one intent and language; never split between training and test. */
  group: string;
  /** Number of the text in the whole corpus. */
  id: number;
  text: string;
}

export interface Corpus {
  texts: CorpusText[];
  /** Sentences that go with any intent, by language. */
  clauses: Map<string, string[]>;
  /** What can be in a slot, by kind of slot. */
  fillers: Map<string, string[]>;
  /** SHA-256 of all corpus files, in hexadecimal. */
  hash: string;
}

const CORPUS_FOLDER = join(import.meta.dirname, '../../test/intent-corpus');

const HEADER = /^%% (?<language>[a-z]{2})(?: (?<style>[\w-]+))?(?: also=(?<also>[\w-]+):(?<share>0\.\d+))?$/u;

interface Section {
  language: string;
  style: string;
  also: CorpusText['also'];
  texts: string[];
}

/** Reads the corpus folder: one file an intent, and two files that are used for all. */
export function readCorpus(): Corpus {
  const texts: CorpusText[] = [];
  for (const { id: intent } of INTENTS) {
    for (const section of readSections(`${intent}.txt`)) {
      const group = `${intent}/${section.language}/${section.style}`;
      for (const text of section.texts) {
        texts.push({ intent, also: section.also, language: section.language, group, id: texts.length, text });
      }
    }
  }
  const clauses = new Map(readSections('_clauses.txt').map((section) => [section.language, section.texts]));
  const fillers = new Map(readSections('_fillers.txt').map((section) => [section.style, section.texts]));
  return { texts, clauses, fillers, hash: corpusHash() };
}

/** SHA-256 over the names and bytes of all corpus files. */
function corpusHash(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(CORPUS_FOLDER)
    .filter((file) => file.endsWith('.txt'))
    .sort()) {
    hash.update(`${name}\n`).update(readFileSync(join(CORPUS_FOLDER, name)));
  }
  return hash.digest('hex');
}

/** A section starts with a line `%% language style`; a line `%` separates its texts. */
function readSections(name: string): Section[] {
  const sections: Section[] = [];
  let lines: string[] = [];
  const close = () => {
    const text = lines.join('\n').trim();
    if (text !== '') sections.at(-1)?.texts.push(text);
    lines = [];
  };
  for (const line of readFileSync(join(CORPUS_FOLDER, name), 'utf8').split('\n')) {
    if (line === '%') close();
    else if (line.startsWith('%% ')) {
      close();
      sections.push(readHeader(name, line));
    } else lines.push(line);
  }
  close();
  return sections;
}

function readHeader(file: string, line: string): Section {
  const fields = HEADER.exec(line)?.groups;
  if (fields === undefined) throw new Error(`${file}: not a section header: ${line}`);
  const other = INTENTS.find(({ id }) => id === fields['also']);
  if (fields['also'] !== undefined && other === undefined) throw new Error(`${file}: no such intent: ${line}`);
  const also = other === undefined ? undefined : { intent: other.id, share: Number(fields['share']) };
  return { language: fields['language'] ?? '', style: fields['style'] ?? '', also, texts: [] };
}
