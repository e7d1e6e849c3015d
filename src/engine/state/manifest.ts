/** The list of a state: what it is, and the files of its tables with their checksums. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import packageJson from '../../../package.json';
import { isObject } from '../../schema/is-object.ts';
import { Count } from '../../schema/shapes.ts';
import { InputError } from '../../reader/bytes/files/input-error.ts';
import { reasonOf } from '../../reader/bytes/files/system-error.ts';
import { STATE_VERSION } from './tables.ts';

/** Name of the list in the folder of a state. */
export const MANIFEST = 'state.json';

const TableFile = v.object({
  file: v.pipe(v.string(), v.regex(/^[a-z]+-\d+\.parquet$/)),
  rows: Count,
  bytes: Count,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
export type TableFile = v.InferOutput<typeof TableFile>;

/** What changes how logs are read, and has to be the same in all states that are merged. */
const Reading = v.object({
  accountBy: v.nullable(v.string()),
  lineBytes: Count,
  unpackRatio: Count,
  /** Mapping profiles, checked where they are used. */
  mappings: v.array(v.unknown()),
  /** The key of the hashes of texts. */
  secret: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
});
export type Reading = v.InferOutput<typeof Reading>;

const Manifest = v.object({
  format: v.literal('prompt-audit'),
  kind: v.picklist(['state', 'wanted', 'prompts']),
  version: v.literal(STATE_VERSION),
  /** Version of the program: another one may read the same line differently. */
  program: v.literal(packageJson.version),
  reading: Reading,
  /** Clauses were left out that no report of these logs depends on; together with other logs it may. */
  thinned: v.boolean(),
  tables: v.record(v.string(), v.array(TableFile)),
});
export type Manifest = v.InferOutput<typeof Manifest>;

export type Contents = Pick<Manifest, 'kind' | 'reading' | 'thinned' | 'tables'>;

/** The list as it is written: with a checksum of itself. */
export function manifestText(contents: Contents): string {
  const manifest: Manifest = {
    format: 'prompt-audit',
    version: STATE_VERSION,
    program: packageJson.version,
    ...contents,
  };
  return `${JSON.stringify({ manifest, sha256: digest(manifest) })}\n`;
}

/** @throws InputError when the folder holds no list, or one that is damaged, or of another version */
export async function readManifest(folder: string): Promise<Manifest> {
  const { manifest, sha256 } = await readList(folder);
  if (!isObject(manifest) || digest(manifest) !== sha256) throw damaged(folder, `the checksum of ${MANIFEST} is wrong`);
  const { version, program } = manifest;
  if (version !== STATE_VERSION || program !== packageJson.version) {
    throw new InputError(
      `${folder}: This state has version ${String(version)} and was made by prompt-audit ${String(program)}; this is prompt-audit ${packageJson.version}, which reads version ${STATE_VERSION}. Map all the logs again with the same program.`,
    );
  }
  const known = v.safeParse(Manifest, manifest);
  if (!known.success) throw damaged(folder, known.issues[0].message);
  return known.output;
}

async function readList(folder: string): Promise<Record<string, unknown>> {
  let text: string;
  try {
    text = await readFile(join(folder, MANIFEST), 'utf8');
  } catch (error) {
    throw new InputError(
      `${folder}: This was not written by prompt-audit map or merge: ${MANIFEST}: ${reasonOf(error)}.`,
    );
  }
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    throw damaged(folder, `${MANIFEST} is not JSON`);
  }
}

function damaged(folder: string, why: string): InputError {
  return new InputError(`${folder}: This state is damaged: ${why}.`);
}

/** Of a value as JSON writes it, which keeps the order of its fields. */
function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
