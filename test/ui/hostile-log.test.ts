/** A log of hostile text, and an extension host that is killed, in the real editor with the packaged extension. */
import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { hostileLines } from '../fixtures/hostile-log.ts';
import { HOSTILE_TEXTS, TRACE, unshown } from '../fixtures/hostile-text.ts';
import type { Workbench } from '../harness/workbench.ts';
import { DashboardPage } from './dashboard-page.ts';
import { type EditorSession, editorSession } from './editor-session.ts';
import { ExplorerPage } from './explorer-page.ts';
import { hoversOfFindings } from './finding-hovers.ts';
import { storySteps } from './steps.ts';
import { writtenDecisions } from './written-decisions.ts';
import { SCANNED } from './sample-scan.ts';

/** 53, as the system writes it. */
const NAME_SERVER_PORT = ':0035';

const SCAN = 'Scan This File for Distillation Attacks';
const isLinux = process.platform === 'linux';

let session: EditorSession;
let workbench: Workbench;
const requests: string[] = [];
const dialogs: string[] = [];
const sockets = new Set<string>();
let watch: NodeJS.Timeout | undefined;

before(async () => {
  session = await editorSession();
  // Not with a carriage return within a line either: such a log opens in the log explorer, and has no code lenses.
  const broken = HOSTILE_TEXTS.map((text) => `${text.replaceAll(/[\r\n]/g, ' ')}\n`);
  writeFileSync(join(session.folder, 'hostile.jsonl'), [...hostileLines(), ...broken].join(''));
  workbench = await session.open({
    'promptAudit.codeLens.enabled': true,
    // Otherwise the editor asks about the separators of lines in the log, over everything else.
    'editor.unusualLineTerminators': 'off',
  });
  workbench.page.on('request', (request) => requests.push(request.url()));
  workbench.page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  if (isLinux)
    watch = setInterval(
      () => extensionHosts().forEach((pid) => strangersOf(pid).forEach((one) => sockets.add(one))),
      200,
    );
});

after(async () => {
  clearInterval(watch);
  await session.close();
});

/** Processes that run extensions for this session: their environment names its folder or they are children of its server. */
function extensionHosts(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const command = read(`/proc/${pid}/cmdline`);
      return command.includes('--type=extensionHost') && ancestors(pid).includes(session.server.pid);
    });
}

function ancestors(pid: number): number[] {
  const parent = Number(/^\d+ \([^]*\) \S (\d+)/.exec(read(`/proc/${pid}/stat`))?.[1] ?? 0);
  return parent > 1 ? [parent, ...ancestors(parent)] : [];
}

/**
 * Connections of a process that lead away from this machine, as the system lists them. Questions to a name server are left
 * out: the editor itself asks one now and then in the same process. What is then connected to is still seen.
 */
function strangersOf(pid: number): string[] {
  const own = new Set<string>();
  try {
    for (const name of readdirSync(`/proc/${pid}/fd`)) {
      const socket = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${name}`))?.[1];
      if (socket !== undefined) own.add(socket);
    }
  } catch {
    // It ended, or closed a file between two steps.
  }
  return ['tcp', 'tcp6', 'udp', 'udp6']
    .flatMap((table) => read(`/proc/${pid}/net/${table}`).split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, , remote = '', , , , , , , inode = '']) =>
        own.has(inode) &&
        !/^(?:0+:|0100007F:|0{24}0100007F:|0{31}1:|0{16}FFFF00000100007F:)/.test(remote) &&
        !remote.endsWith(NAME_SERVER_PORT),
    )
    .map(([, , remote = '']) => remote);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const step = storySteps({ name: 'hostile', session: () => session, workbench: () => workbench });

/** No text holds a character that hides, turns or moves. VS Code puts spaces without width and marks into its own lists. */
function assertShown(texts: readonly string[]): void {
  for (const text of texts)
    assert.ok(!unshown(text.replace(/[\u00a0\u200b\u200e\u200f]/g, ' ')), JSON.stringify(text.slice(0, 400)));
}

step('hostile text on every page, in the tree, in problems and in hovers neither acts nor hides', async () => {
  await workbench.chooseInExplorer('hostile.jsonl', SCAN);
  await workbench.notificationButton('Open Dashboard').click();
  const dashboard = new DashboardPage(workbench);
  await dashboard.headline();
  const shown: string[] = [];
  for (const page of ['Accounts', 'Templates', 'Campaigns', 'Overview'] as const) {
    await dashboard.goTo(page);
    await workbench.page.waitForTimeout(700);
    shown.push(await dashboard.main.innerText());
  }
  await dashboard.goTo('Templates');
  await dashboard.openFirstTemplate();
  shown.push(await dashboard.main.innerText());
  await workbench.command('View: Show Prompt Audit');
  for (const level of [1, 2]) {
    const node = workbench.page.locator(`[role="treeitem"][aria-level="${level}"][aria-expanded="false"]`).first();
    await node.click();
  }
  shown.push(...(await workbench.page.locator('.pane-body [role="treeitem"]').allInnerTexts()));
  const problems = await workbench.problems();
  await problems.filter({ hasText: 'Prompt Audit' }).first().waitFor();
  shown.push(...(await problems.allInnerTexts()));
  await workbench.command('Prompt Audit: Next Finding');
  await workbench.page.waitForTimeout(500);
  await session.picture(workbench, 'hostile');
  assertShown(shown);
});

step('a code lens over a flagged line names its account as text', async () => {
  const lenses = workbench.page.locator('.codelens-decoration');
  await workbench.step('a line has a code lens', () => lenses.filter({ hasText: 'Distillation' }).first().waitFor());
  const texts = await lenses.allInnerTexts();
  assertShown(texts);
  assert.equal(await lenses.locator('.codicon, img').count(), 0, 'a name became an icon');
  await lenses.filter({ hasText: 'Distillation' }).first().locator('a').first().click();
  await workbench.page.waitForTimeout(700);
  await session.picture(workbench, 'hostile-lens');
});

step('an address of the log is no link in a hover', async () => {
  const { texts, links } = await hoversOfFindings(workbench, 8);
  assert.match(texts.join(''), /https?:\/\//, 'no hover shows an address of the log: the test proves nothing');
  assert.deepEqual(links, [], 'text of the log became a link');
});

step('the log explorer shows hostile text as text, in its rows and in the whole request', async () => {
  await workbench.command('View: Show Explorer');
  await workbench.chooseInExplorer('hostile.jsonl', 'Open in Log Explorer');
  const explorer = new ExplorerPage(workbench);
  await explorer.settled();
  await explorer.focus();
  const shown: string[] = [];
  // The user agent is another text on each line.
  for (let line = 0; line < HOSTILE_TEXTS.length; line++) {
    await workbench.page.keyboard.press('ArrowDown');
    shown.push(...(await explorer.texts()));
  }
  await explorer.press('Source');
  shown.push(...(await explorer.texts()));
  await session.picture(workbench, 'hostile-explorer');
  await explorer.press('Conversation');
  // Lines that no format reads are among all lines only.
  await explorer.search('beacon.invalid');
  await explorer.count(/^(the first )?[\d,]+ requests? found$/);
  shown.push(...(await explorer.texts()));
  assertShown(shown);
  const all = shown.join('\n');
  for (const part of ['<script>', 'onerror=', '␛[2J', 'invoice⟨'])
    assert.ok(all.includes(part), `${part} is nowhere to be seen`);
  assert.equal(await explorer.built('img, iframe, script:not([src]), svg[onload], a[href]'), 0);
});

const NOTE = `<img src=x onerror="globalThis.${TRACE}=1"> [x](command:workbench.action.terminal.new) $(error) =1+1 \u202egnp.exe\u2066`;

step('a note of hostile text on a decision neither acts nor hides', async () => {
  await workbench.clearNotifications();
  await workbench.command('View: Show Prompt Audit');
  await workbench.chooseInMenu(workbench.page.locator('[role="treeitem"][aria-level="1"]').first(), 'Mark as Benign…');
  await workbench.page.locator('.quick-input-widget input[type="text"]').fill(NOTE);
  await workbench.page.keyboard.press('Enter');
  await workbench.choose('No expiry');
  await workbench.answer(/Who decides\?/, '');
  await workbench.answer(/Who is responsible for it\?/, '');
  await workbench.told(/^Marked benign: campaign/);
  assert.ok(writtenDecisions(session.folder).includes('gnp.exe'));
  const dashboard = new DashboardPage(workbench);
  await dashboard.front();
  await dashboard.goTo('Decisions');
  await workbench.step('the dashboard shows the note', () => dashboard.main.getByText('onerror=').first().waitFor());
  const shown = [await dashboard.main.innerText()];
  await session.picture(workbench, 'hostile-decision');
  await dashboard.goTo('Campaigns');
  shown.push(await dashboard.main.innerText());
  shown.push(...(await workbench.page.locator('.pane-body [role="treeitem"]').allInnerTexts()));
  shown.push(...(await workbench.page.locator('.notifications-toasts .notification-list-item').allInnerTexts()));
  shown.push(...(await (await workbench.problems()).allInnerTexts()));
  assertShown(shown);
  assert.match(shown[0]!, /⟨[^⟩]+⟩gnp\.exe⟨[^⟩]+⟩/);
});

step('nothing ran, nothing was loaded, no terminal was opened', async () => {
  for (const frame of workbench.page.frames()) {
    const trace = await frame
      .evaluate((name) => Reflect.get(globalThis, name) as unknown, TRACE)
      .catch(() => undefined);
    assert.equal(trace, undefined, frame.url());
  }
  assert.deepEqual(dialogs, []);
  assert.deepEqual(
    requests.filter((url) => url.includes('beacon.invalid')),
    [],
  );
  assert.equal(await workbench.page.locator('.terminal-wrapper').count(), 0);
  if (isLinux) assert.deepEqual([...sockets], [], 'the extension host talks to somebody');
});

step('an extension host that is killed in the middle of a scan comes back, and the next scan runs', async () => {
  if (!isLinux) return;
  const text = readFileSync(join(session.folder, 'hostile.jsonl'));
  const large = join(session.folder, 'large.jsonl');
  writeFileSync(large, text);
  for (let copy = 0; copy < 150; copy++) appendFileSync(large, text);
  await workbench.clearNotifications();
  await workbench.command('View: Show Explorer');
  await workbench.chooseInExplorer('large.jsonl', SCAN);
  await workbench.status(/Scanning/).waitFor();
  const hosts = extensionHosts();
  assert.ok(hosts.length > 0, 'no extension host was found');
  for (const pid of hosts) process.kill(pid, 'SIGKILL');
  await workbench.step('the scan is gone with its host', () =>
    workbench.status(/Scanning/).waitFor({ state: 'detached' }),
  );
  await workbench.chooseInExplorer('hostile.jsonl', SCAN);
  await workbench.status(SCANNED).waitFor();
});
