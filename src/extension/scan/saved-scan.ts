/**
 * The last scan on disk, so that reloading the window does not scan again. Its files are in a separate folder that only
 * the owner can read, because logs contain other people's prompts.
 */
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { forgetLogs } from '../../engine/ingest/checkpoints/folder-log-store.ts';
import * as v from 'valibot';
import { guardOf } from '../../schema/guard.ts';
import { packIndex, unpackIndex } from '../model/packed-index.ts';
import { FileStamp } from '../model/file-stamp.ts';
import { FOLDER, INDEX, isMissing, isOwnReport, readPrivate, REPORT, SUMMARY, writePrivate } from './saved-files.ts';
import { keepBefore } from './scan-before.ts';
import type { ScanOutcome } from './scan-messages.ts';

const KNOWN_LOGS = 'known-logs';

const Summary = v.object({ title: v.string(), stamps: v.array(FileStamp) });
type Summary = v.InferOutput<typeof Summary>;

const isSummary = guardOf(Summary);

/**
 * Saves next to the old scan first and swaps the two at the end: a crash leaves the old one or the new one. Two windows of
 * one folder may save at the same time: each has a place of its own until then.
 * @param withText whether the report of the scan before may keep its prompts
 */
export async function saveScan(folder: string, outcome: ScanOutcome, withText = true): Promise<void> {
  await mkdir(folder, { recursive: true });
  const fresh = await mkdtemp(join(folder, `${FOLDER}.new-`));
  try {
    const summary: Summary = { title: outcome.title, stamps: outcome.stamps };
    await writePrivate(join(fresh, SUMMARY), JSON.stringify(summary));
    await writePrivate(join(fresh, REPORT), JSON.stringify(outcome.report));
    await writePrivate(join(fresh, INDEX), packIndex(outcome.index));
    const old = await savedIn(folder);
    if (old !== undefined) await keepBefore(old, fresh, withText);
    await swapIn(folder, fresh);
  } finally {
    await rm(fresh, { recursive: true, force: true });
    await removeStale(folder);
  }
}

/** Puts a folder in place of the saved scan, whatever another window puts there meanwhile. */
async function swapIn(folder: string, fresh: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const old = await mkdtemp(join(folder, `${FOLDER}.old-`));
    await rename(join(folder, FOLDER), join(old, FOLDER)).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
    try {
      await rename(fresh, join(folder, FOLDER));
      return;
    } catch (error) {
      // Another window has put its scan there in between, or nothing can be put there at all.
      if (tries < MAX_TRIES) continue;
      await rename(join(old, FOLDER), join(folder, FOLDER)).catch(() => undefined);
      throw error;
    } finally {
      await rm(old, { recursive: true, force: true });
    }
  }
}

const MAX_TRIES = 5;

/** What a window that was ended in the middle of saving left behind. Others may be at it just now. */
async function removeStale(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${FOLDER}.`)) continue;
    const left = join(folder, name);
    const facts = await stat(left).catch(() => undefined);
    if (facts && Date.now() - facts.mtimeMs > STALE_MS) await rm(left, { recursive: true, force: true });
  }
}

const STALE_MS = 3_600_000;

/** Is there anything to load? Cheap enough to ask before a thread is started for it. */
export async function isScanSaved(folder: string): Promise<boolean> {
  return (await savedIn(folder)) !== undefined;
}

/** Where the saved scan lies: a window that was ended between the two steps of a swap has left it aside. */
async function savedIn(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch((): string[] => []);
  const places = names.includes(FOLDER) ? [FOLDER] : names.filter((name) => name.startsWith(`${FOLDER}.old-`));
  for (const place of places.map((name) => (name === FOLDER ? join(folder, name) : join(folder, name, FOLDER)))) {
    if ((await stat(place).catch(() => undefined)) !== undefined) return place;
  }
  return undefined;
}

/** @returns null when nothing was saved, or by another version of the report. @throws when the files are damaged. */
export async function loadScan(folder: string): Promise<ScanOutcome | null> {
  const saved = await savedIn(folder);
  if (saved === undefined) return null;
  const summary: unknown = JSON.parse((await readPrivate(join(saved, SUMMARY))).toString());
  const report: unknown = JSON.parse((await readPrivate(join(saved, REPORT))).toString());
  if (!isSummary(summary) || !isOwnReport(report)) return null;
  // A fresh buffer: columns need their bytes at multiples of eight, which a pooled one does not promise.
  const index = unpackIndex(new Uint8Array(await readPrivate(join(saved, INDEX))));
  return { ...summary, report, index };
}

/** Folder for what scans found in logs, so that the next one reads only what is new. */
export function knownLogsIn(folder: string): string {
  return join(folder, KNOWN_LOGS);
}

/** Removes the last scan and all that is known of logs. */
export async function forgetAll(folder: string): Promise<void> {
  await forgetScan(folder);
  await forgetLogs(knownLogsIn(folder));
}

/** Removes the saved scan and whatever was left of others. */
export async function forgetScan(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch((): string[] => [])) {
    if (name.startsWith(FOLDER)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
