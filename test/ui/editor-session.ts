/** A VS Code server with the packaged extension, a browser and a folder, for one test file. */
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../harness/chromium.ts';
import { installEditor } from '../harness/editors.ts';
import { removeFolder } from '../harness/folders.ts';
import { startServer } from '../harness/server.ts';
import type { Server, ServerOptions } from '../harness/server.ts';
import { VSIX } from '../harness/vsix.ts';
import { PLAIN_SETTINGS, Workbench } from '../harness/workbench.ts';
import type { Clip } from '../harness/workbench.ts';

const ROOT = join(__dirname, '..', '..');

/** Where pictures go. */
const RESULTS = process.env.PROMPT_AUDIT_RESULTS ?? join(ROOT, 'test', 'results', 'ui');

/** The tests run in the lowest VS Code unless this says `newest`. */
const EDITOR = process.env.PROMPT_AUDIT_EDITOR === 'newest' ? 'newest' : 'lowest';

export interface EditorSession {
  folder: string;
  server: Server;
  /** Opens the folder as a person does who has not been there before, with these settings of the workspace. */
  open(settings?: Record<string, unknown>): Promise<Workbench>;
  /** Opens several folders within the folder as one workspace. */
  openFolders(...names: string[]): Promise<Workbench>;
  /** Saves what is on the screen to `test/results/ui`, or where `PROMPT_AUDIT_RESULTS` says. */
  picture(workbench: Workbench, name: string): Promise<string>;
  /** As `picture`; where `PROMPT_AUDIT_PICTURES` names a folder, a second time there, for the documentation. */
  show(workbench: Workbench, name: string): Promise<void>;
  /** Saves a part of the screen for the walkthrough, where `PROMPT_AUDIT_WALKTHROUGH` names its folder. */
  showStep(workbench: Workbench, name: string, clip: Clip): Promise<void>;
  close(): Promise<void>;
}

export async function editorSession(options: ServerOptions = {}): Promise<EditorSession> {
  const vsix = join(ROOT, VSIX);
  if (!existsSync(vsix)) throw new Error(`There is no ${VSIX}: run \`npm run package\` first.`);
  const scratch = mkdtempSync(join(tmpdir(), 'prompt-audit-ui-'));
  // Pictures show the name of the folder.
  const folder = join(scratch, 'gateway-logs');
  mkdirSync(join(folder, '.vscode'), { recursive: true });
  const server = await startServer(await installEditor(EDITOR), { ...options, extensions: [vsix] });
  const browser: Browser = await openBrowser();
  const picture = (workbench: Workbench, name: string): Promise<string> =>
    workbench.screenshot(RESULTS, `${server.editor.version}-${name}`);
  return {
    folder,
    server,
    async open(settings = {}) {
      writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify({ ...PLAIN_SETTINGS, ...settings }));
      return Workbench.open(browser, server, folder);
    },
    async openFolders(...names) {
      const workspace = join(folder, 'logs.code-workspace');
      const folders = names.map((path) => ({ path }));
      writeFileSync(workspace, JSON.stringify({ folders, settings: PLAIN_SETTINGS }));
      const workbench = await Workbench.open(browser, server, workspace);
      // On a busy machine VS Code may start before this file can be read, and then has no folders until the page is loaded again.
      for (let tries = 0; tries < 5; tries++)
        await workbench
          .file(names[0]!)
          .first()
          .waitFor({ timeout: 20_000 })
          .catch(() => workbench.reload());
      return workbench;
    },
    picture,
    async show(workbench, name) {
      await picture(workbench, name);
      const pictures = process.env.PROMPT_AUDIT_PICTURES;
      if (pictures !== undefined) await workbench.screenshot(pictures, name);
    },
    async showStep(workbench, name, clip) {
      const steps = process.env.PROMPT_AUDIT_WALKTHROUGH;
      if (steps !== undefined) await workbench.screenshot(steps, name, clip);
    },
    async close() {
      await browser.close();
      await server.stop();
      await removeFolder(scratch);
    },
  };
}
