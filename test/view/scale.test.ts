/** 25,000 accounts and 5,000 templates: lists scroll, search answers, the heatmap keeps its pace. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../harness/chromium.ts';
import { open, ROOT, settled, show } from './page.ts';

/** Times in ms; written for the reader of the results, and asserted nowhere. */
const measured: Record<string, number> = {};

/** Nodes of the page that a frame of the heatmap may change: axes and labels, not cells, which are drawn on a canvas. */
const NODES = 1000;

interface Pace {
  /** Time of scripts in a frame. */
  median: number;
  worst: number;
  /** From one frame to the next, raster included: what the eye sees. Chromium draws in software here. */
  interval: number;
  /** Nodes added, taken away and changed, the median of frames. */
  nodes: number;
}

const middle = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** The pace of frames while `steps` events of the wheel arrive, one a frame. */
async function frames(page: Page, init: { ctrlKey?: boolean; shiftKey?: boolean }, steps = 60): Promise<Pace> {
  const { busy, starts, changes } = await page.evaluate(
    async ([wheel, count]) => {
      const grid = document.querySelector('.hm-grid');
      const times = { busy: [] as number[], starts: [] as number[], changes: [] as number[] };
      const observer = new MutationObserver(() => undefined);
      observer.observe(document.body, { attributes: true, characterData: true, childList: true, subtree: true });
      for (let i = 0; i < count; i++) {
        const deltaY = i < count / 2 ? -60 : 60;
        const event = { bubbles: true, cancelable: true, clientX: 700, ...wheel, deltaY };
        // Callbacks of a frame run in order: one before and one after that of the heatmap, which the event registers.
        let before = 0;
        requestAnimationFrame(() => (before = performance.now()));
        grid?.dispatchEvent(new WheelEvent('wheel', event));
        const start = await new Promise<number>((done) => requestAnimationFrame(done));
        times.busy.push(performance.now() - before);
        times.starts.push(start);
        const changed = observer.takeRecords();
        times.changes.push(
          changed.reduce((sum, one) => sum + Math.max(1, one.addedNodes.length + one.removedNodes.length), 0),
        );
      }
      return times;
    },
    [init, steps] as const,
  );
  const intervals = starts.slice(1).map((start, index) => start - (starts[index] ?? start));
  return { median: middle(busy), worst: Math.max(...busy), interval: middle(intervals), nodes: middle(changes) };
}

describe('scale', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    const folder = path.join(ROOT, 'test/results/view');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'measured.json'), `${JSON.stringify(measured, null, 2)}\n`);
  });

  test('the heatmap of 25,000 accounts and up to 1,000 bins changes few nodes a frame and asks for rows in sight', async () => {
    const { page, close } = await open(browser, {
      accounts: 25_000,
      templates: 5000,
      width: 4400,
      height: 1200,
      early: true,
    });
    await page.locator('h1').first().waitFor();
    await show(page, { page: 'accounts' });
    assert.equal(await page.locator('.hm-grid').getAttribute('aria-rowcount'), '25000');
    const bins = Number(await page.locator('.hm-grid').getAttribute('aria-colcount'));
    assert.ok(bins > 600, `only ${bins} bins`);
    measured['bins'] = bins;
    for (const [name, init] of [
      ['zoom', { ctrlKey: true }],
      ['pan', { shiftKey: true }],
    ] as const) {
      const { median, worst, interval, nodes } = await frames(page, init);
      measured[`${name} frame, median`] = median;
      measured[`${name} frame, worst`] = worst;
      measured[`${name}, from frame to frame`] = interval;
      assert.ok(nodes < NODES, `${name}: a frame changes ${nodes} nodes`);
    }
    const asked = await page.evaluate(() =>
      window.sent.flatMap((message) =>
        message.type === 'question' && message.kind === 'heatmap' ? [message.body.rows] : [],
      ),
    );
    assert.ok(Math.max(...asked) <= 200, 'only rows in sight are asked for');
    await close();
  });

  test('the end of 25,000 rows is reached at once and only rows in sight are on the page', async () => {
    const { page, close } = await open(browser, { accounts: 25_000, templates: 5000, early: true });
    await page.locator('h1').first().waitFor();
    await show(page, { page: 'accounts' });
    const table = page.getByRole('grid', { name: 'Accounts', exact: true });
    await table.focus();
    await page.keyboard.press('End');
    await settled(page);
    assert.ok((await table.locator('.vt-row').count()) < 60);
    assert.equal(await table.locator('.vt-row').last().getAttribute('aria-rowindex'), '25001');
    await close();
  });

  test('a scroll by a few rows draws only the rows that come into sight', async () => {
    const { page, close } = await open(browser, { accounts: 25_000, templates: 5000, early: true });
    await page.locator('h1').first().waitFor();
    await show(page, { page: 'accounts' });
    const fresh = await page.getByRole('grid', { name: 'Accounts', exact: true }).evaluate(async (grid) => {
      grid.scrollTop = 100 * 28;
      await new Promise((done) => grid.addEventListener('scroll', () => requestAnimationFrame(done), { once: true }));
      const before = new Set(grid.querySelectorAll('.vt-row'));
      grid.scrollTop -= 3 * 28;
      await new Promise((done) => grid.addEventListener('scroll', () => requestAnimationFrame(done), { once: true }));
      return [...grid.querySelectorAll('.vt-row')].map((row) =>
        before.has(row) ? null : row.getAttribute('aria-rowindex'),
      );
    });
    assert.ok(fresh.length > 20);
    assert.deepEqual(
      fresh.filter((place) => place !== null),
      fresh.slice(0, 3),
    );
    assert.equal(new Set(fresh.slice(0, 3)).size, 3);
    await close();
  });

  test('search in 25,000 accounts and 5,000 templates draws the rows in sight, and asks for nothing', async () => {
    const { page, close } = await open(browser, { accounts: 25_000, templates: 5000, early: true });
    await page.locator('h1').first().waitFor();
    for (const [target, label, words] of [
      ['accounts', 'Search accounts', ['org-17', 'user-1', 'sk-c1']],
      ['templates', 'Search templates', ['contract style 27', 'style 2', 'contract']],
    ] as const) {
      await show(page, { page: target });
      const { times, rows, sent } = await page.evaluate(
        ([name, texts]) => {
          const input = document.querySelector<HTMLInputElement>(`input[aria-label="${name}"]`);
          if (input === null) throw new Error(`no field ${name}`);
          const before = window.sent.length;
          const took = texts.map((text) => {
            const start = performance.now();
            input.value = text;
            input.dispatchEvent(new Event('input'));
            document.body.getBoundingClientRect();
            return performance.now() - start;
          });
          return { times: took, rows: document.querySelectorAll('.vt-row').length, sent: window.sent.length - before };
        },
        [label, words] as const,
      );
      measured[label] = middle(times);
      assert.ok(rows < 120, `${label}: ${rows} rows`);
      assert.equal(sent, 0);
    }
    await close();
  });
});
