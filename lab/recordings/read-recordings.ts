/**
 * Fetches public recordings, reads them, and says where a reading is not as expected: `npm run --prefix lab recordings -- [FOLDER]`. What is in the
 * folder already, under repository and path, is not fetched. All of them together, as one log, must show no technique: honest
 * tool loops, sessions that are resumed, and fixtures that several repositories have.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { audit } from '../../src/engine/pipeline/audit.ts';
import { readFile } from '../../test/golden/formats/read-file.ts';
import type { RequestRecord } from '../../src/reader/records/fields/request.ts';
import { COUNTED } from './counted.ts';
import { type Recording, RECORDINGS as FIRST } from './recordings.ts';

const RECORDINGS = [...FIRST, ...COUNTED];

/** What a reading must not lose. */
const FIELDS: readonly ((request: RequestRecord) => boolean)[] = [
  ({ time }) => time !== undefined,
  ({ account }) => account !== undefined && account.kind !== 'file',
  ({ messages }) => messages.length > 0,
  ({ answer }) => answer !== undefined,
  ({ inputTokens }) => inputTokens !== undefined,
];

async function main(folder = join(tmpdir(), 'prompt-audit-recordings')): Promise<void> {
  const paths: string[] = [];
  let wrong = 0;
  for (const recording of RECORDINGS) {
    const { repository, path } = recording;
    const file = join(folder, repository.replace('/', '+'), path);
    const fault = (await fetched(recording, file)) ?? (await misread(recording, file));
    if (fault !== undefined) wrong++;
    console.log(`${fault === undefined ? 'as expected' : fault}: ${repository} ${path}`);
    if (existsSync(file)) paths.push(file);
  }
  const { techniques = [] } = (await audit(paths, { workers: 0 })).report;
  for (const { id, grade, text } of techniques)
    console.log(`a technique in honest recordings: ${id} ${grade}: ${text}`);
  console.log(`${RECORDINGS.length - wrong} of ${RECORDINGS.length} as expected, ${techniques.length} techniques`);
  process.exitCode = wrong + techniques.length > 0 ? 1 : 0;
}

/** Gets it where it is not there yet; why that failed, or undefined. */
async function fetched({ repository, commit, path }: Recording, file: string): Promise<string | undefined> {
  if (existsSync(file)) return undefined;
  const address = `https://raw.githubusercontent.com/${repository}/${commit}/${path.split('/').map(encodeURIComponent).join('/')}`;
  try {
    const response = await fetch(address);
    if (!response.ok) return `not fetched (${response.status})`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(await response.arrayBuffer()));
    return undefined;
  } catch (error) {
    return `not fetched (${error instanceof Error ? error.message : String(error)})`;
  }
}

/** How it is read otherwise than expected; undefined where it is as it must be. */
async function misread({ format, requests: wanted, facts, has }: Recording, file: string): Promise<string | undefined> {
  const { requests } = await readFile(file, basename(file));
  const formats = new Set(requests.map((request) => request.format));
  const found: Recording['facts'] = {};
  for (const request of requests)
    for (const fact of Object.keys(request.facts ?? {}) as (keyof typeof facts)[]) found[fact] = (found[fact] ?? 0) + 1;
  const [is, must] = [found, facts].map((all) => Object.entries(all).sort().join(' '));
  const held = FIELDS.map((isThere) => requests.filter(isThere).length);
  const isHeld = has === undefined || has.every((count, place) => count === held[place]);
  if (requests.length === wanted && formats.size === 1 && formats.has(format) && is === must && isHeld)
    return undefined;
  return `read as ${requests.length} requests of ${[...formats].join(', ')} with ${is}, ${held.join(' ')}`;
}

void main(process.argv[2]);
