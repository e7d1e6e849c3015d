/** The configuration file of a folder, read from disk. */
import { readRegularFile } from '../../reader/bytes/files/regular-file.ts';
import { type Config, parseConfig } from './parse-config.ts';

/** A folder may hold anything under this name. */
const MAX_BYTES = 1 << 20;

/**
 * @throws ConfigError naming everything that is wrong; what the system says when it cannot be read
 */
export async function readConfigFile(path: string): Promise<Config> {
  return parseConfig(await readRegularFile(path, MAX_BYTES), path);
}
