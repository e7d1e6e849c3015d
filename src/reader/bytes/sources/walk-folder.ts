/** The files of a folder and of all folders inside. */
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { nameText, systemName } from '../files/file-name.ts';
import type { Omission, Refusal } from '../files/source.ts';
import { reasonOf } from '../files/system-error.ts';
import { counted } from '../../../text/numbers.ts';

export interface Walked {
  files: string[];
  /** Folders that cannot be read. */
  refusals: Refusal[];
  omissions: Omission[];
}

/**
 * Walks a folder. Hidden names and link loops are left out. A link is followed only if it stays within the folder: whoever
 * supplied the folder must not choose other files of this machine. A folder that cannot be read costs only itself.
 */
export async function walkFolder(folder: string): Promise<Walked> {
  const walked: Walked = { files: [], refusals: [], omissions: [] };
  const root = await realFile(folder);
  let outside = 0;
  await visit(folder, new Set());
  if (outside > 0) {
    const note = `${counted(outside, 'link')} that ${outside === 1 ? 'leads' : 'lead'} out of this folder ${outside === 1 ? 'was' : 'were'} not followed. To scan what ${outside === 1 ? 'it points' : 'they point'} to, name it explicitly.`;
    walked.omissions.push({ path: folder, note });
  }
  return walked;

  async function visit(inside: string, parents: ReadonlySet<string>): Promise<void> {
    try {
      const real = await realFile(inside);
      if (parents.has(real)) return;
      const above = new Set(parents).add(real);
      const entries = await readdir(systemName(inside), { withFileTypes: true, encoding: 'buffer' });
      for (const entry of entries) {
        const name = nameText(entry.name);
        if (name.startsWith('.')) continue;
        const child = path.join(inside, name);
        if (entry.isDirectory()) await visit(child, above);
        else if (entry.isFile()) walked.files.push(child);
        else if (entry.isSymbolicLink()) await follow(child, above);
      }
    } catch (error) {
      const sentence = `The folder cannot be read: ${reasonOf(error)}.`;
      walked.refusals.push({ path: inside, size: 0, error: sentence, kind: 'lost' });
    }
  }

  async function follow(link: string, parents: ReadonlySet<string>): Promise<void> {
    const facts = await stat(systemName(link)).catch(() => undefined);
    if (facts === undefined) return;
    const target = await realFile(link);
    if (target !== root && !target.startsWith(root.endsWith(path.sep) ? root : root + path.sep)) outside++;
    else if (facts.isDirectory()) await visit(link, parents);
    else if (facts.isFile()) walked.files.push(link);
  }
}

/** The name of a file without links. */
export async function realFile(file: string): Promise<string> {
  return nameText(await realpath(systemName(file), 'buffer'));
}
