/**
 * 25,000 accounts, 5,000 templates, 500,000 requests of which 100,000 are flagged, and as many findings, in the real
 * editor: lists scroll, searches and filters answer, the map opens. Times go to `test/results/ui/scale.json`; `npm run bench:editor` holds
 * them against their goals.
 * Longer than 250 lines: each thing that is timed has a way of its own to be waited for in the page.
 */
import assert from 'node:assert/strict';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { after, before, test } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import { stampsOf } from '../../src/extension/scan/log-stamps.ts';
import { saveScan } from '../../src/extension/scan/saved-scan.ts';
import { syntheticLog, syntheticResult } from '../fixtures/synthetic-result.ts';
import type { Workbench } from '../harness/workbench.ts';
import type { EditorSession } from './editor-session.ts';
import { scannedSession } from './scanned-session.ts';

/** What is used of a page: these tests are checked without the library of the browser. */
interface Page {
  document: { querySelector(selector: string): Field | null; body: { getBoundingClientRect(): unknown } };
  readonly requestAnimationFrame: (done: (time: number) => void) => number;
}

interface Field {
  value: string;
  checked: boolean;
  scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
  textContent: string;
  click(): void;
  dispatchEvent(event: Event): boolean;
  addEventListener(type: string, act: () => void, options: { once: boolean; capture?: boolean }): void;
}

const TEMPLATES = 5000;
const FINDINGS = 100_000;
const SEARCH_MS = 150;
const OPEN_MS = 1000;
/** What is not there by then does not come. */
const GIVE_UP_MS = 30_000;
/** Scripts of one frame may take this long at most for a scroll to be smooth at 60 frames a second. */
const FRAME_MS = 16;
/** Steps of a scroll. */
const FRAMES = 60;

const measured: Record<string, number> = {};
let session: EditorSession;
let workbench: Workbench;

before(async () => {
  let saved: string;
  ({ session, workbench, saved } = await scannedSession());
  await saveLargeScan(saved, join(session.folder, 'many.jsonl'));
  await workbench.reload();
  // The extension starts with its first view.
  await workbench.command('View: Show Prompt Audit');
  try {
    await workbench.step('the large scan is in view', () => workbench.status(/flagged as distillation/).waitFor());
  } catch (error) {
    await session.picture(workbench, 'failed-scale');
    throw error;
  }
});

after(async () => {
  const folder = join(__dirname, '..', 'results', 'ui');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'scale.json'), `${JSON.stringify(measured, null, 2)}\n`);
  await session.close();
});

async function saveLargeScan(folder: string, path: string): Promise<void> {
  const { report, index } = syntheticResult({ files: [path], campaigns: 20, members: 250, ordinary: 20_000 });
  await pipeline(Readable.from(syntheticLog({ report, index }), { objectMode: false }), createWriteStream(path));
  const base = report.templates[20];
  const finding = report.findings[0];
  assert.ok(base && finding);
  for (let t = report.templates.length; t < TEMPLATES; t++) {
    index.templates.push(`T${t + 1}`);
    report.templates.push({ ...base, id: `T${t + 1}`, parts: [{ text: `Ordinary words number ${t + 1}` }] });
  }
  for (let row = 0; row < index.length; row++) {
    if ((index.score[row] ?? 0) < 0.9 && index.template[row] === 20)
      index.template[row] = 20 + (row % (TEMPLATES - 20));
  }
  report.findings = Array.from({ length: FINDINGS }, (_, k) => ({
    ...finding,
    id: `F${k + 1}`,
    kind: 'account' as const,
    subject: report.accounts[k % report.accounts.length]?.account ?? '',
    title: `Account ${k + 1}`,
  }));
  report.population.templates = TEMPLATES;
  await saveScan(folder, { title: 'many.jsonl', report, index, stamps: await stampsOf(report.inputs.files) });
}

const middle = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Milliseconds from a key in a search field to the list drawn anew, the median of five searches. */
async function searchTime(frame: Frame, label: string, texts: readonly string[]): Promise<number> {
  const times = await frame.evaluate(
    async ([name, words]) => {
      const { document, requestAnimationFrame } = globalThis as unknown as Page;
      const input = document.querySelector(`input[aria-label="${name}"]`);
      if (input === null) throw new Error(`no field ${name}`);
      const all: number[] = [];
      for (const text of words) {
        await new Promise((done) => requestAnimationFrame(done));
        const start = performance.now();
        input.value = text;
        input.dispatchEvent(new Event('input'));
        document.body.getBoundingClientRect();
        all.push(performance.now() - start);
      }
      return all;
    },
    [label, texts] as const,
  );
  return middle(times);
}

interface Pace {
  /** Scripts and layout of a frame, from its scroll event on. */
  busy: number[];
  /** From one frame to the next, raster included, which is done in software here. */
  interval: number[];
}

/**
 * Milliseconds of frames while a list is scrolled by small and large steps, there and back. A scroll event comes at the start of a
 * frame, before its animation callbacks: the first listener sees it before the list does, and a callback that the last
 * listener asks for runs after that of the list.
 */
function scrollPace(list: Locator): Promise<Pace> {
  return list.evaluate(
    async (element, [steps, most]) => {
      const { document, requestAnimationFrame } = globalThis as unknown as Page;
      const grid = element as unknown as Field;
      grid.scrollTop = 0;
      await new Promise((done) => requestAnimationFrame(done));
      let last = await new Promise<number>((done) => requestAnimationFrame(done));
      const end = grid.scrollHeight - grid.clientHeight;
      const pace = { busy: [] as number[], interval: [] as number[] };
      for (let step = 0; step < steps; step++) {
        // One step in three is large, twelve of which would be past the end, where nothing scrolls any more.
        const by = step % 3 === 2 ? Math.floor(end / 12) : 120;
        const scrolled = new Promise<void>((done, fail) => {
          const late = setTimeout(() => fail(new Error(`nothing scrolled at step ${step} of ${steps}`)), most);
          let start = 0;
          grid.addEventListener('scroll', () => (start = performance.now()), { once: true, capture: true });
          grid.addEventListener(
            'scroll',
            () =>
              requestAnimationFrame((time) => {
                document.body.getBoundingClientRect();
                pace.busy.push(performance.now() - start);
                pace.interval.push(time - last);
                last = time;
                clearTimeout(late);
                done();
              }),
            { once: true },
          );
        });
        grid.scrollTop += step < steps / 2 ? by : -by;
        await scrolled;
      }
      return pace;
    },
    [FRAMES, GIVE_UP_MS] as const,
  );
}

async function checkScrolling(name: string, list: Locator): Promise<void> {
  const { busy, interval } = await scrollPace(list);
  assert.equal(busy.length, FRAMES);
  measured[`${name}: from frame to frame while it is scrolled`] = Math.round(10 * middle(interval)) / 10;
  note(`${name}: scripts of a frame of scrolling`, middle(busy), FRAME_MS);
}

/** Milliseconds from each query to the number of requests and the rows it leaves. */
function filterTimes(frame: Frame, queries: readonly string[]): Promise<number[]> {
  return frame.evaluate(
    async ([all, most]) => {
      const { document, requestAnimationFrame } = globalThis as unknown as Page;
      const field = document.querySelector('[aria-label="Search the log"]');
      const status = document.querySelector('.list-status');
      if (field === null || status === null) throw new Error('no query');
      const times: number[] = [];
      for (const value of all) {
        const before = status.textContent;
        const start = performance.now();
        field.value = value;
        field.dispatchEvent(Object.assign(new Event('keydown'), { key: 'Enter' }));
        while (
          (status.textContent === before || document.querySelector('.log-row.pending') !== null) &&
          performance.now() - start < most
        )
          await new Promise((done) => requestAnimationFrame(done));
        times.push(performance.now() - start);
        await new Promise((done) => setTimeout(done, 300));
      }
      return times;
    },
    [queries, GIVE_UP_MS] as const,
  );
}

/** Notes a time, with what it should be at most. What never came is no time. */
function note(name: string, value: number, goal: number): void {
  measured[name] = Math.round(10 * value) / 10;
  measured[`${name}, goal`] = goal;
  assert.ok(value < GIVE_UP_MS, `${name} never came`);
}

test('the dashboard opens, and its lists of accounts and templates search and scroll', async () => {
  await workbench.command('Prompt Audit: Open Dashboard');
  const frame = await workbench.webviewWith('main[data-page="overview"] h1');
  for (const [page, label, texts] of [
    ['Accounts', 'Search accounts', ['user-1', 'user-17', 'sk-c1', 'org-17', '']],
    ['Templates', 'Search templates', ['number 4', 'number 49', 'grade', 'T27', '']],
  ] as const) {
    await frame.getByRole('navigation').getByRole('button', { name: page }).click();
    await frame.locator(`input[aria-label="${label}"]`).waitFor();
    note(label, await searchTime(frame, label, texts), SEARCH_MS);
    await checkScrolling(page, frame.getByRole('grid', { name: page, exact: true }));
  }
  await session.picture(workbench, 'scale-templates');
});

test('the map of 5,000 templates opens', async () => {
  const frame = await workbench.webviewWith('header.top nav');
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    await frame.getByRole('navigation').getByRole('button', { name: 'Overview' }).click();
    const tab = await frame.getByRole('navigation').getByRole('button', { name: 'Templates' }).elementHandle();
    times.push(
      await frame.evaluate(
        async ([button, most]) => {
          const { document, requestAnimationFrame } = globalThis as unknown as Page;
          const start = performance.now();
          (button as unknown as Field).click();
          while (document.querySelector('.prompt-map .map-template') === null && performance.now() - start < most)
            await new Promise((done) => requestAnimationFrame(done));
          return performance.now() - start;
        },
        [tab, GIVE_UP_MS] as const,
      ),
    );
  }
  note('map opens', middle(times), OPEN_MS);
  await session.picture(workbench, 'scale-map');
});

test('the log explorer filters and scrolls 500,000 requests', async () => {
  await workbench.command('View: Show Explorer');
  await workbench.chooseInExplorer('many.jsonl', 'Open in Log Explorer');
  const frame = await workbench.webviewWith('.log-list');
  await frame.locator('.log-row:not(.pending)').first().waitFor();
  const list = frame.locator('.list-status');
  await list.filter({ hasText: '500,000 requests' }).waitFor();
  await checkScrolling('log explorer', frame.locator('.log-list'));
  const times: number[] = [];
  for (const [flagged, words] of [
    [true, '100,000 requests'],
    [false, '500,000 requests'],
    [true, '100,000 requests'],
  ] as const) {
    const took = await frame.evaluate(
      async ([on, text]) => {
        const { document } = globalThis as unknown as Page;
        const box = document.querySelector('.filters input[type="checkbox"]');
        const status = document.querySelector('.list-status');
        if (box === null || status === null) throw new Error('no filter');
        const start = performance.now();
        box.checked = on;
        box.dispatchEvent(new Event('change'));
        while (status.textContent !== text) await new Promise((done) => setTimeout(done, 2));
        return performance.now() - start;
      },
      [flagged, words] as const,
    );
    times.push(took);
  }
  note('log explorer: flagged only', middle(times), SEARCH_MS);
  await frame.getByRole('button', { name: 'Clear filters' }).click();
  await list.filter({ hasText: '500,000 requests' }).waitFor();
  for (const [name, queries] of [
    ['verdict', ['verdict:distillation', 'verdict:none', 'verdict:distillation', 'verdict:none', '']],
    ['time', ['from:2026-03-01', 'from:2026-06-01', 'from:2026-04-01', 'from:2026-05-01', '']],
  ] as const) {
    note(`log explorer: filter by ${name}`, middle(await filterTimes(frame, queries)), SEARCH_MS);
  }
  await session.picture(workbench, 'scale-explorer');
});

test('the tree of findings unfolds and is searched', async () => {
  await workbench.command('View: Show Prompt Audit');
  const nodes = workbench.page.locator('[role="treeitem"]');
  const start = Date.now();
  await workbench.step('the tree has campaigns', () => nodes.first().waitFor());
  await nodes.first().click();
  await workbench.step('a campaign unfolds', () =>
    workbench.page.locator('[role="treeitem"][aria-level="2"]').first().waitFor(),
  );
  measured['tree: unfolded, seen from outside'] = Date.now() - start;
  await session.picture(workbench, 'scale-tree');
});
