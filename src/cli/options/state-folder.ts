import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where programs of this system keep what they can make again, and in it the folder of this one. */
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
