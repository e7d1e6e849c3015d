import { stat } from 'node:fs/promises';
import { MAPPING_FILE, readMappingFile } from '../../../reader/mapping/mapping-file.ts';
import type { MappingProfile } from '../../../reader/mapping/mapping-profile.ts';
import { MappingError } from '../../../reader/mapping/parse-profile.ts';
import type { Typed } from '../../command.ts';
import type { Terminal } from '../../output/terminal.ts';
import { UsageError } from '../../usage-error.ts';
import { workspaceFile } from './workspace-trust.ts';

/**
 * Profiles from the configuration, from the file that was named, or else from the current folder if it is trusted.
 * @throws UsageError if the file is missing or invalid
 */
export async function readMappings(typed: Typed, terminal: Pick<Terminal, 'err' | 'ask'>): Promise<MappingProfile[]> {
  const written = typed.configuration?.mappings;
  if (written !== undefined) return [...written];
  const named = typed.values['mapping'];
  const path = named ?? (await workspaceFile(MAPPING_FILE, typed, terminal));
  if (path === undefined) return [];
  if ((await stat(path).catch(() => undefined)) === undefined) {
    throw new UsageError(`There is no file "${path}" (--mapping).`);
  }
  try {
    return await readMappingFile(path);
  } catch (error) {
    if (error instanceof MappingError) throw new UsageError(error.message);
    throw error;
  }
}

/** The value of `--account-by`, for the reading options. */
export function accountBy({ values }: Typed): { accountBy?: string } {
  const field = values['account-by'];
  if (field === undefined) return {};
  if (field.trim() === '') throw new UsageError('--account-by takes a kind of account or the path of a field.');
  return { accountBy: field };
}
