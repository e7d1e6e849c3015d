import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Workbench } from '../harness/workbench.ts';
import { editorSession, type EditorSession } from './editor-session.ts';
import { sampleScan, SCANNED } from './sample-scan.ts';

const SAVED = join('prompt-traffic-audit.prompt-traffic-audit', 'last-scan');

export interface ScannedSession {
  session: EditorSession;
  workbench: Workbench;
  /** Where the last scan of the folder is kept, and another may be put in its place. */
  saved: string;
}

/** An editor in which a small log was scanned: the first scan of a folder makes the place where its results are kept. */
export async function scannedSession(): Promise<ScannedSession> {
  const session = await editorSession();
  try {
    const { name } = await sampleScan(session.folder, { requests: 300 });
    const workbench = await session.open();
    await workbench.chooseInExplorer(name, 'Scan This File for Distillation Attacks');
    await workbench.status(SCANNED).waitFor();
    const { state } = session.server;
    const saved = readdirSync(state, { recursive: true, encoding: 'utf8' }).find((path) => path.endsWith(SAVED));
    assert.ok(saved, 'the first scan was not saved');
    return { session, workbench, saved: join(state, saved, '..') };
  } catch (error) {
    // A browser and a server that nobody closes keep the tests from ending.
    await session.close();
    throw error;
  }
}
