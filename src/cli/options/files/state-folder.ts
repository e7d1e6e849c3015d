import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder for data that can be regenerated, as the operating system defines it, and this program's folder in it. */
export function stateFolder(environment: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const home = homedir();
  const caches =
    platform === 'win32'
      ? environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local')
      : platform === 'darwin'
        ? join(home, 'Library', 'Caches')
        : environment['XDG_CACHE_HOME'] || join(home, '.cache');
  return join(caches, 'prompt-audit');
}
