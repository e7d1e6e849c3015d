/** How a log is read that need not be scanned: by the configuration of its own folder, whichever folder was scanned last. */
import type { MappingProfile } from '../../reader/mapping/mapping-profile.ts';
import { configurationOf } from '../configuration/workspace-configuration.ts';
import { readSettings } from '../settings.ts';
import { workspaceMappings } from './workspace-mappings.ts';

/**
 * @param onMistake told what is wrong with the configuration file
 * @throws a sentence that names the place of a mapping that makes no sense
 */
export async function readingOf(
  log: string,
  onMistake: (error: unknown) => void,
): Promise<{ mappings: MappingProfile[]; accountBy?: string }> {
  const of = await configurationOf(log, onMistake);
  const { accountBy } = readSettings(of);
  return { mappings: await workspaceMappings(undefined, of), ...(accountBy !== undefined && { accountBy }) };
}
