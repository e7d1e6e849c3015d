import { readFile, stat } from 'node:fs/promises';
import type { MappingProfile } from './mapping-profile.ts';
import { MappingError, parseProfiles } from './parse-profile.ts';

/** Where a folder keeps the mappings of its logs; the editor completes it by `media/mapping.schema.json`. */
export const MAPPING_FILE = '.prompt-audit/mappings.json';

/** A folder may hold anything under this name: a pipe that never ends, or a file of gigabytes. */
const MAX_BYTES = 4 << 20;

/**
 * Reads a file with one profile or a list of them.
 * @throws MappingError with a sentence that names the file; what the system says when it cannot be read
 */
export async function readMappingFile(path: string): Promise<MappingProfile[]> {
  const facts = await stat(path);
  if (!facts.isFile()) throw new MappingError(`${path}: This is not a regular file.`);
  if (facts.size > MAX_BYTES) throw new MappingError(`${path}: A mapping file may be at most 4 MB long.`);
  const text = await readFile(path, 'utf8');
  try {
    return parseProfiles(parseJson(text));
  } catch (error) {
    if (error instanceof MappingError) throw new MappingError(`${path}: ${error.message}`);
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MappingError(`This is not JSON (${error instanceof Error ? error.message : String(error)}).`);
  }
}

/** The profiles of a file with one more; a profile of the same name is replaced. */
export function withProfile(profiles: readonly MappingProfile[], added: MappingProfile): MappingProfile[] {
  return [...profiles.filter(({ name }) => name !== added.name), added];
}
