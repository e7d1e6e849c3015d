/**
 * What reading a log gives, kept on disk: its table of requests, its templates, and what these say. A second run after detectors
 * have changed does not read the log again. Entries are named after the log's size and time and the code that made them.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { DetectOptions } from '../../../src/engine/pipeline/detect.ts';
import { type PackedTable, RequestTable } from '../../../src/engine/table/request-table.ts';
import { type TemplateViews, templateViews } from '../../../src/engine/templates/views/template-views.ts';
import type { TemplateMeaning } from '../../../src/engine/templates/intent/template-meaning.ts';
import type { TemplateSample } from '../../../src/engine/readback/template-meanings.ts';
import type { LabelledLog } from './labelled-log.ts';
import { readTable, textsFrom } from './read-log.ts';
import { sourceHash } from './source-hash.ts';

const READING = ['src/reader', 'src/engine/table', 'src/engine/ingest'];
const MINING = ['src/engine/templates/mining', 'src/engine/templates/frames'];
const MEANING = ['src/engine/templates/intent', 'src/engine/templates/words'];

export interface CachedLog {
  table: RequestTable;
  views: TemplateViews;
  readTexts: DetectOptions['readTexts'];
  /** Keeps what was read of texts. */
  save: () => void;
}

/** Reads a log, or takes it from the cache. */
export async function cachedLog({ suite, name, path }: LabelledLog, cache: string): Promise<CachedLog> {
  mkdirSync(cache, { recursive: true });
  const { size, mtimeMs } = statSync(path);
  const reading = `${suite}-${name}-${size}-${Math.round(mtimeMs)}-${sourceHash(READING)}`;
  const table = await tableOf(path, join(cache, `${reading}.table`));
  const views = viewsOf(table, join(cache, `${reading}-${sourceHash(MINING)}.views`));
  const kept = join(cache, `${reading}-${sourceHash(MEANING)}.texts`);
  const known = existsSync(kept)
    ? (deserialize(readFileSync(kept)) as Map<string, TemplateMeaning>)
    : new Map<string, TemplateMeaning>();
  const before = known.size;
  const readTexts: DetectOptions['readTexts'] = async (samples) => {
    const missing = new Map([...samples].filter(([, sample]) => !known.has(keyOf(sample))));
    if (missing.size > 0) {
      const read = await textsFrom(path, table)(missing);
      for (const [template, meaning] of read) known.set(keyOf(missing.get(template)!), meaning);
    }
    return new Map(
      [...samples].flatMap(([template, sample]) => {
        const meaning = known.get(keyOf(sample));
        return meaning ? [[template, meaning]] : [];
      }),
    );
  };
  const save = (): void => {
    if (known.size > before) write(kept, known);
  };
  return { table, views, readTexts, save };
}

const keyOf = ({ shown, compared }: TemplateSample): string => `${shown.join()};${compared.join()}`;

async function tableOf(path: string, kept: string): Promise<RequestTable> {
  if (existsSync(kept)) return RequestTable.unpack(deserialize(readFileSync(kept)) as PackedTable);
  const table = await readTable(path);
  write(kept, table.pack());
  return table;
}

function viewsOf(table: RequestTable, kept: string): TemplateViews {
  if (existsSync(kept)) return deserialize(readFileSync(kept)) as TemplateViews;
  const views = templateViews(table);
  write(kept, views);
  return views;
}

/** Two processes may write the same entry. */
function write(file: string, value: unknown): void {
  const scratch = `${file}.${process.pid}`;
  writeFileSync(scratch, serialize(value));
  renameSync(scratch, file);
}
