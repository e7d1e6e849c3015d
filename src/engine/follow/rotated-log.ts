import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readBlocks } from '../../reader/bytes/access/block-reader.ts';
import { detectSource } from '../../reader/bytes/sources/detect.ts';
import { beginsAs, type Fingerprint, fingerprintOf, HEAD_BYTES, headOf } from '../../reader/bytes/files/fingerprint.ts';
import { isRefusal } from '../../reader/bytes/files/source.ts';

/** Maximum number of rotated logs of one name that are followed at once; older ones leave the report. */
const MAX_GENERATIONS = 64;

interface Generation {
  /** Where it stood when it was last seen. */
  place: string;
  print: Fingerprint;
}

/**
 * A log by its name, over rotations: renamed and made anew, or copied and emptied. What it held is looked for next to it
 * under the names that rotation gives, such as `app.log.1`, `app.log-20251125`, `app-2025-11-25.log` and `app.log.2.gz`,
 * and recognised by its bytes.
 */
export class RotatedLog {
  /** The newest last. */
  private generations: Generation[] = [];
  /** What the log of this name held when it was last seen. */
  private current: Fingerprint | undefined;
  /** When it was first looked at, in ms: what was rotated before that does not concern it. */
  private firstMs: number | undefined;

  constructor(private readonly name: string) {}

  /** Where its rotated files were last seen. */
  get rotated(): string[] {
    return this.generations.map(({ place }) => place);
  }

  /**
   * Where everything stands now that the log held since it was first looked at, the log itself last. To be called before
   * each reading. A rotation that happens meanwhile would make files look lost that only moved: then all is looked for
   * again.
   * @param onLost told in a sentence when something it held is nowhere
   */
  async places(onLost: (sentence: string) => void): Promise<string[]> {
    for (let tries = 1; ; tries++) {
      const look = await this.look();
      const isSettled = look.isStill && look.lost.length === 0;
      if (!isSettled && tries < MAX_LOOKS) {
        await sleep(PAUSE_MS * tries);
        continue;
      }
      // While files move, what was not found may be under a name that was passed already: it is looked for next time.
      const kept = look.isStill ? [] : look.lost;
      if (look.isStill) {
        for (const { place } of look.lost)
          onLost(`${place}: its previous content is gone, so its requests are removed from the report.`);
      }
      this.generations = [...kept, ...look.found].slice(-MAX_GENERATIONS);
      this.current = look.current;
      this.firstMs ??= Date.now();
      const places = look.found.slice(-MAX_GENERATIONS).map(({ place }) => place);
      return [...places, ...(look.isThere ? [this.name] : [])];
    }
  }

  private async look(): Promise<Look> {
    const start = await statesOf(this.name);
    const before = this.current;
    const isSame = before === undefined || (await beginsAs(this.name, before));
    const known = isSame ? this.generations : [...this.generations, { place: this.name, print: before }];
    const siblings = await siblingFiles(this.name);
    const taken = new Set<string>();
    const found: Generation[] = [];
    const lost: Generation[] = [];
    for (const generation of known) {
      const place = await findAgain(generation, this.name, siblings, taken);
      if (place === undefined) {
        lost.push(generation);
        continue;
      }
      taken.add(place);
      found.push({ place, print: await grown(place, generation.print) });
    }
    // Made and rotated since the last look: written to after the log that was in its place then.
    const last = found.at(-1);
    // Of a log that was empty then nothing is known that could be recognised.
    const sinceMs = siblings.find(({ place }) => place === last?.place)?.modifiedMs ?? this.firstMs;
    const mayBeMore = before === undefined || !isSame;
    const since = mayBeMore && sinceMs !== undefined ? writtenSince(sinceMs, siblings, taken) : [];
    for (const place of since) {
      const print = await printOf(place);
      if (print !== undefined) found.push({ place, print });
    }
    const current = await printOf(this.name);
    const end = await statesOf(this.name);
    const isThere = (await stat(this.name).catch(() => undefined)) !== undefined;
    return { found, lost, current, isThere, isStill: start === end };
  }
}

/** Checks before something counts as lost, and the pause between them in ms: a rotation takes moments. */
const MAX_LOOKS = 5;
const PAUSE_MS = 50;

interface Look {
  found: Generation[];
  lost: Generation[];
  current: Fingerprint | undefined;
  isThere: boolean;
  /** True if nothing was moved meanwhile. */
  isStill: boolean;
}

/** Which file is under which name: the same text twice means that nothing was rotated in between. */
async function statesOf(name: string): Promise<string> {
  const files = [name, ...(await siblingFiles(name)).map(({ place }) => place)].sort();
  const states = files.map(async (file) => `${file} ${(await stat(file).catch(() => undefined))?.ino ?? '-'}`);
  return (await Promise.all(states)).join('\n');
}

/** Undefined for a file that is empty or not there. */
async function printOf(file: string): Promise<Fingerprint | undefined> {
  const facts = await stat(file).catch(() => undefined);
  return facts && facts.size > 0 ? await fingerprintOf(file, facts.size).catch(() => undefined) : undefined;
}

interface SiblingFile {
  place: string;
  modifiedMs: number;
}

/** Files with names that rotation gives. */
async function siblingFiles(name: string): Promise<SiblingFile[]> {
  const { dir, base, name: stem, ext } = path.parse(name);
  const folder = dir === '' ? '.' : dir;
  const isRotated = (file: string): boolean => {
    if (file === base) return false;
    const suffix = file.startsWith(base) ? file.slice(base.length) : undefined;
    if (suffix !== undefined && ROTATION.test(suffix)) return true;
    return file.startsWith(stem) && file.includes(ext) && ROTATION.test(file.slice(stem.length).replace(ext, ''));
  };
  const names = (await readdir(folder).catch(() => [])).filter(isRotated);
  return Promise.all(
    names.map(async (file) => {
      const place = dir === '' ? file : path.join(dir, file);
      return { place, modifiedMs: (await stat(place).catch(() => undefined))?.mtimeMs ?? 0 };
    }),
  );
}

/** A number or a date, and how it is packed. */
const ROTATION = /^[._-]?\d[\dT_.:-]{0,30}(\.(gz|zst))?$/;

async function findAgain(
  { place, print }: Generation,
  name: string,
  siblings: readonly SiblingFile[],
  taken: ReadonlySet<string>,
): Promise<string | undefined> {
  const candidates = [
    ...(place === name ? [] : [place]),
    ...siblings.map((file) => file.place).filter((file) => file !== place),
  ];
  for (const candidate of candidates) {
    if (taken.has(candidate)) continue;
    if ((await beginsAs(candidate, print)) || (await unpacksTo(candidate, print))) return candidate;
  }
  return undefined;
}

/** True when a packed file holds a text that begins as a log did. */
async function unpacksTo(file: string, { bytes, head }: Fingerprint): Promise<boolean> {
  if (!/\.(gz|zst)$/.test(file)) return false;
  const source = await detectSource(file);
  if (isRefusal(source) || source.compression === 'none') return false;
  const wanted = Math.min(bytes, HEAD_BYTES);
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const block of readBlocks(source)) {
      parts.push(Buffer.from(block.subarray(0, wanted - length)));
      length += parts.at(-1)!.length;
      if (length >= wanted) break;
    }
  } catch {
    return false;
  }
  return headOf(Buffer.concat(parts)) === head;
}

/** A rotated log may still be written to: what is recognised next time is all of it. */
async function grown(place: string, print: Fingerprint): Promise<Fingerprint> {
  if (!(await beginsAs(place, print))) return print;
  return (await printOf(place)) ?? print;
}

/** Files that were written to since a time, oldest first. Clocks of file systems tick some milliseconds: the same time counts. */
function writtenSince(since: number, siblings: readonly SiblingFile[], taken: ReadonlySet<string>): string[] {
  return siblings
    .filter(({ place, modifiedMs }) => !taken.has(place) && modifiedMs >= since)
    .sort((a, b) => a.modifiedMs - b.modifiedMs || (a.place < b.place ? -1 : 1))
    .map(({ place }) => place);
}
