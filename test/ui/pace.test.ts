/**
 * What a person waits for with 25,000 accounts, in the real editor: the dashboard and the page of a campaign that open, the
 * heatmap that is filtered and moved, a page that is scrolled.
 * Times go to `test/results/ui/pace.json`; `npm run bench:editor` holds them against their goals.
 */
import assert from 'node:assert/strict';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { after, before, test } from 'node:test';
import { stampsOf } from '../../src/extension/scan/log-stamps.ts';
import { saveScan } from '../../src/extension/scan/saved-scan.ts';
import { syntheticLog, syntheticResult } from '../fixtures/synthetic-result.ts';
import type { Workbench } from '../harness/workbench.ts';
import { DashboardPage } from './dashboard-page.ts';
import type { EditorSession } from './editor-session.ts';
import { scannedSession } from './scanned-session.ts';

const LOG = 'many.jsonl';
const OPEN_MS = 1000;
const FRAME_MS = 20;
const FILTER_MS = 150;
/** What is not there by then does not come. */
const GIVE_UP_MS = 30_000;

/** What is used of a page: these tests are checked without the library of the browser. */
interface Page {
  document: {
    querySelector(selector: string): Shown | null;
    scrollingElement: { scrollTop: number } | null;
  };
  requestAnimationFrame: (done: (time: number) => void) => number;
  WheelEvent: new (type: string, init: object) => unknown;
}

interface Shown {
  value: string;
  click(): void;
  dispatchEvent(event: unknown): boolean;
}

const measured: Record<string, number> = {};
let session: EditorSession;
let workbench: Workbench;

before(async () => {
  let saved: string;
  ({ session, workbench, saved } = await scannedSession());
  const path = join(session.folder, LOG);
  const { report, index } = syntheticResult({ files: [path], campaigns: 20, members: 250, ordinary: 20_000 });
  await pipeline(Readable.from(syntheticLog({ report, index }), { objectMode: false }), createWriteStream(path));
  await saveScan(saved, { title: LOG, report, index, stamps: await stampsOf(report.inputs.files) });
  await workbench.reload();
  await workbench.command('Prompt Audit: Open Dashboard');
  await workbench.step('the large scan is in view', () => workbench.status(/flagged as distillation/).waitFor());
  await new DashboardPage(workbench).headline();
  await workbench.command('View: Close Editor');
});

after(async () => {
  measured['load of the machine'] = Math.round(10 * loadavg()[0]!) / 10;
  const folder = join(__dirname, '..', 'results', 'ui');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'pace.json'), `${JSON.stringify(measured, null, 2)}\n`);
  await session.close();
});

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Notes the median and the worst of some times, with what they should be at most. What never came is no time. */
function note(name: string, values: readonly number[], goal: number): void {
  measured[name] = Math.round(10 * middle(values)) / 10;
  measured[`${name}, worst`] = Math.round(10 * Math.max(...values)) / 10;
  measured[`${name}, goal`] = goal;
  for (const value of values) assert.ok(value < GIVE_UP_MS, `${name} never came`);
}

test('the dashboard of 25,000 accounts opens', async () => {
  const times: number[] = [];
  const own: number[] = [];
  for (let round = 0; round < 3; round++) {
    const began = Date.now();
    await workbench.status(/flagged as distillation/).click();
    const frame = await workbench.webviewWith('main[data-page="overview"] h1');
    times.push(Date.now() - began);
    own.push(await frame.evaluate(() => performance.now()));
    await workbench.command('View: Close Editor');
  }
  note('dashboard opens, from its first byte to its headline', own, OPEN_MS);
  note('dashboard opens, from the click to its headline', times, OPEN_MS);
});

test('the heatmap of 25,000 accounts pans and zooms', async () => {
  await workbench.status(/flagged as distillation/).click();
  const dashboard = new DashboardPage(workbench);
  await dashboard.headline();
  await dashboard.goTo('Accounts');
  const frame = await workbench.webviewWith('.hm-grid');
  const grid = frame.locator('.hm-grid[aria-rowcount="25000"]');
  await workbench.step('the heatmap has its rows', () => grid.waitFor());
  measured['bins'] = Number(await grid.getAttribute('aria-colcount'));
  for (const [name, keys] of [
    ['zoom', { ctrlKey: true }],
    ['pan', { shiftKey: true }],
  ] as const) {
    const starts = await frame.evaluate(async (init) => {
      const { document, requestAnimationFrame, WheelEvent } = globalThis as unknown as Page;
      const times: number[] = [];
      for (let step = 0; step < 90; step++) {
        const event = { bubbles: true, cancelable: true, clientX: 700, ...init, deltaY: step < 45 ? -60 : 60 };
        document.querySelector('.hm-grid')?.dispatchEvent(new WheelEvent('wheel', event));
        times.push(await new Promise<number>((done) => requestAnimationFrame(done)));
      }
      return times;
    }, keys);
    const frames = starts.slice(1).map((start, at) => start - starts[at]!);
    note(`heatmap ${name}, from frame to frame`, frames, FRAME_MS);
  }
});

/** Milliseconds from a click on something until all of these are on the page, as often as said. */
async function opening(click: string, until: readonly string[]): Promise<number[]> {
  const dashboard = new DashboardPage(workbench);
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    await dashboard.goTo('Overview');
    await dashboard.goTo('Campaigns');
    const frame = await workbench.webviewWith(click);
    times.push(
      await frame.evaluate(
        async ([on, wanted, most]) => {
          const { document, requestAnimationFrame } = globalThis as unknown as Page;
          const start = performance.now();
          document.querySelector(on)?.click();
          while (!wanted.every((one) => document.querySelector(one) !== null) && performance.now() - start < most)
            await new Promise<number>((done) => requestAnimationFrame(done));
          return performance.now() - start;
        },
        [click, until, GIVE_UP_MS] as const,
      ),
    );
  }
  return times;
}

test('the page of a campaign opens with its texts, and scrolls', async () => {
  const times = await opening('ul.cards .card h3 button', ['main[data-page="campaign"] .quote']);
  const frame = await workbench.webviewWith('main[data-page="campaign"] .quote');
  const starts = await frame.evaluate(async () => {
    const { document, requestAnimationFrame } = globalThis as unknown as Page;
    const all: number[] = [];
    for (let step = 0; step < 90; step++) {
      document.scrollingElement!.scrollTop += 60;
      all.push(await new Promise<number>((done) => requestAnimationFrame(done)));
    }
    return all;
  });
  const frames = starts.slice(1).map((start, at) => start - starts[at]!);
  note('page of a campaign, from the click to its texts', times, OPEN_MS);
  note('page of a campaign scrolls, from frame to frame', frames, FRAME_MS);
});

test('the heatmap of 25,000 accounts is filtered', async () => {
  await new DashboardPage(workbench).goTo('Accounts');
  const frame = await workbench.webviewWith('.hm-grid[aria-rowcount="25000"]');
  const times: number[] = [];
  for (const [text, rows] of [
    ['user-0001', '10'],
    ['', '25000'],
    ['sk-c1-', '250'],
    ['', '25000'],
    ['user-19', '1000'],
  ] as const) {
    times.push(
      await frame.evaluate(
        async ([filter, count, most]) => {
          const { document, requestAnimationFrame } = globalThis as unknown as Page;
          const field = document.querySelector('input[aria-label="Filter accounts"]');
          if (field === null) throw new Error('no field to filter by');
          const start = performance.now();
          field.value = filter;
          field.dispatchEvent(new Event('input'));
          const wanted = `.hm-grid[aria-rowcount="${count}"]`;
          while (document.querySelector(wanted) === null && performance.now() - start < most)
            await new Promise<number>((done) => requestAnimationFrame(done));
          return performance.now() - start;
        },
        [text, rows, GIVE_UP_MS] as const,
      ),
    );
  }
  note('heatmap is filtered, from the letter to its rows', times, FILTER_MS);
});
