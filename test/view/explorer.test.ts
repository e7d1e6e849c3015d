/**
 * The log explorer in Chromium: any number of rows, every key, every theme, hostile text, nothing serious for
 * axe-core. Longer than 250 lines: a case for each thing that a person can do.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import type { ExplorerState, FromExplorer } from '../../src/protocol/explorer-messages.ts';
import { openBrowser } from '../harness/chromium.ts';
import { openExplorer } from './explorer-page.ts';
import type { ExplorerOptions } from './explorer-page.ts';
import { ROOT, searchHits, THEMES } from './page.ts';

const axe = readFileSync(createRequire(path.join(ROOT, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');

const LINE_HEIGHT = 24;

describe('log explorer', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  function step(name: string, options: ExplorerOptions, act: (page: Page) => Promise<void>): void {
    test(name, async () => {
      const { page, close } = await openExplorer(browser, options);
      await act(page);
      await close();
    });
  }

  const chosen = (page: Page): Promise<string> =>
    page.locator('.log-row[aria-selected="true"] > :first-child').innerText();
  const head = (page: Page): Promise<string> => page.locator('.pane-head h2').innerText();
  const settle = (page: Page): Promise<void> => page.waitForTimeout(300);
  const sent = <T extends FromExplorer['type']>(page: Page, type: T): Promise<Extract<FromExplorer, { type: T }>[]> =>
    page.evaluate((wanted) => window.told.filter((message) => message.type === wanted), type) as Promise<
      Extract<FromExplorer, { type: T }>[]
    >;

  step('facets filter with the keyboard alone, and a filter is kept by its name', { lines: 500 }, async (page) => {
    await page.getByRole('grid', { name: 'Requests in the log' }).focus();
    await page.keyboard.press('f');
    const value = page.getByRole('group', { name: 'Campaign' }).getByRole('button', { name: /^C1/ });
    await value.focus();
    await page.keyboard.press('Enter');
    await settle(page);
    const asked = (await sent(page, 'question')).flatMap(({ kind, body }) => (kind === 'list' ? [body] : []));
    assert.equal(asked.at(-1)?.campaign, 'C1');
    assert.equal(await value.getAttribute('aria-pressed'), 'true');
    assert.ok(await value.evaluate((one) => one === document.activeElement), 'the keyboard stays where it was');
    await page.getByRole('textbox', { name: 'Name to save this filter by' }).fill('First campaign');
    await page.keyboard.press('Enter');
    await settle(page);
    await value.press('Enter');
    await settle(page);
    await page.getByRole('combobox', { name: 'Saved filters' }).selectOption('First campaign');
    await settle(page);
    const again = (await sent(page, 'question')).flatMap(({ kind, body }) => (kind === 'list' ? [body] : []));
    assert.deepEqual(
      again.slice(-2).map(({ campaign }) => campaign),
      ['', 'C1'],
    );
  });

  step('a request is copied as a call, as JSON and as Markdown', { lines: 500 }, async (page) => {
    await page.getByRole('grid', { name: 'Requests in the log' }).focus();
    await page.keyboard.press('ArrowDown');
    await settle(page);
    await page.keyboard.press('c');
    const list = page.getByRole('combobox', { name: 'Copy the request as' });
    assert.ok(await list.evaluate((one) => one === document.activeElement));
    for (const format of ['JSON', 'Markdown', 'cURL', 'Line as logged']) await list.selectOption(format);
    const copied = (await sent(page, 'copy')).map(({ text }) => text);
    assert.equal(copied.length, 4);
    assert.match(copied[1]!, /^### requests\.jsonl:2/);
    assert.match(copied[2]!, /curl "\$BASE_URL/);
  });

  step(
    'keys move through 2.4 million rows, and only rows in sight are on the page',
    { lines: 2_400_000 },
    async (page) => {
      const list = page.getByRole('grid', { name: 'Requests in the log' });
      await list.focus();
      await page.keyboard.press('ArrowDown');
      assert.equal(await chosen(page), '2');
      await page.keyboard.press('End');
      await settle(page);
      assert.equal(await chosen(page), '2,400,000');
      assert.ok((await page.locator('.log-row').count()) < 60);
      assert.equal(await head(page), 'Line 2,400,000');
      await page.keyboard.press('PageUp');
      await page.keyboard.press('ArrowDown');
      const near = Number((await chosen(page)).replaceAll(',', ''));
      assert.ok(near > 2_399_900 && near < 2_400_000, `${near}`);
      await page.keyboard.press('Home');
      await settle(page);
      assert.equal(await chosen(page), '1');
    },
  );

  step(
    'a list longer than a browser can scroll moves row by row under the wheel',
    { lines: 30_000_000 },
    async (page) => {
      const list = page.locator('.log-list');
      await list.hover();
      await page.mouse.wheel(0, 5 * LINE_HEIGHT);
      await settle(page);
      const first = async (): Promise<number> => {
        const texts = await page.locator('.log-row > :first-child').allInnerTexts();
        return Math.min(...texts.map((text) => Number(text.replace(/\D/g, ''))));
      };
      assert.ok((await first()) <= 6, 'six rows above those in sight are drawn in advance');
      const tops = await list.evaluate((element) => [element.scrollTop, element.scrollHeight]);
      assert.ok((tops[0] ?? 0) < 5, 'the bar hardly moves');
      await list.evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
      await settle(page);
      assert.ok(Math.abs((await first()) - 15_000_000) < 100_000, 'the middle of the bar is the middle of the log');
    },
  );

  step('n and p step through flagged requests, g goes to a line, / searches', { lines: 5000 }, async (page) => {
    await page.locator('.log-list').focus();
    await page.keyboard.press('n');
    await settle(page);
    assert.equal(await chosen(page), '4');
    await page.keyboard.press('n');
    await settle(page);
    assert.equal(await chosen(page), '11');
    await page.keyboard.press('p');
    await settle(page);
    assert.equal(await chosen(page), '4');
    await page.keyboard.press('g');
    await page.keyboard.type('1,234');
    await page.keyboard.press('Enter');
    await settle(page);
    assert.equal(await head(page), 'Line 1,234');
    await page.keyboard.press('Escape');
    await page.locator('.log-list').focus();
    await page.keyboard.press('/');
    await page.keyboard.type('square');
    await page.keyboard.press('Enter');
    await settle(page);
    assert.match(await page.locator('.list-status').innerText(), /^100 requests found$/);
    const hits = await searchHits(page);
    assert.deepEqual([...new Set(hits)], ['square'], 'what was searched for is marked, and nothing else');
    const rows = await page.locator('.log-row.flagged').count();
    assert.ok(hits.length >= rows && rows > 0, 'it is marked wherever it is in sight');
    assert.equal(await page.evaluate(() => document.activeElement?.className), 'log-list');
  });

  step('flagged requests are shown alone, and the filter says so', { lines: 7000 }, async (page) => {
    await page.getByLabel('Flagged only').check();
    await settle(page);
    assert.equal(await page.locator('.list-status').innerText(), '1,000 requests');
    assert.equal(await page.locator('.log-row:not(.flagged)').count(), 0);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await settle(page);
    assert.equal(await page.locator('.list-status').innerText(), '7,000 requests');
  });

  step('campaign, model, verdict and time narrow the list, and what narrows it is in sight', {}, async (page) => {
    const asked = async (): Promise<Record<string, unknown>> => {
      await settle(page);
      const all = await sent(page, 'question');
      const lists = all.flatMap((message) => (message.kind === 'list' ? [message.body] : []));
      return { ...lists.at(-1) };
    };
    await page.getByRole('button', { name: 'More filters' }).click();
    await page.getByRole('combobox', { name: 'Verdict' }).selectOption('relay');
    assert.equal((await asked())['verdict'], 'relay');
    await page.getByLabel('From (UTC)').fill('2025-02-03T09:30');
    assert.equal((await asked())['from'], Date.UTC(2025, 1, 3, 9, 30));
    await page
      .getByRole('searchbox', { name: 'Model' })
      .or(page.getByRole('combobox', { name: 'Model' }))
      .fill('T2');
    assert.deepEqual([(await asked())['model'], (await asked())['verdict']], ['T2', 'relay']);
    await page.getByRole('button', { name: 'More filters (3)' }).waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    assert.deepEqual(Object.keys(await asked()).sort(), ['account', 'campaign', 'flagged', 'kind', 'template', 'text']);
    await page.getByRole('button', { name: 'More filters', exact: true }).waitFor();
  });

  step('a search without results leaves no request in sight that was not found', {}, async (page) => {
    await page.locator('.log-list').focus();
    await page.keyboard.press('n');
    await settle(page);
    await page.keyboard.press('/');
    await page.keyboard.type('nowhere');
    await page.keyboard.press('Enter');
    await settle(page);
    await page.getByText('The text was not found.').waitFor();
    assert.equal(await page.locator('.pane-head').count(), 0);
  });

  step('a request shows its slots, its evidence on both sides, and leads to the dashboard', {}, async (page) => {
    await page.locator('.log-list').focus();
    await page.keyboard.press('n');
    await settle(page);
    assert.match(await page.locator('.words .fill').innerText(), /^if x is 3,/);
    assert.equal(await page.locator('.words .fill').getAttribute('title'), 'slot 1');
    assert.equal(await page.locator('.weight.for').count(), 2);
    assert.equal(await page.locator('.weight.against').count(), 1);
    await page.getByRole('button', { name: /^Show account .* in the dashboard$/ }).click();
    await page.getByRole('button', { name: 'Source' }).click();
    await page.locator('pre.source').waitFor();
    await page.getByRole('button', { name: 'Open as Text' }).click();
    assert.deepEqual(
      (await sent(page, 'dashboard')).map(({ target }) => target.page),
      ['account'],
    );
    assert.deepEqual(
      (await sent(page, 'openText')).map(({ line, offset }) => [line, offset]),
      [[4, 3000]],
    );
  });

  step(
    'while lines are counted, places behind are estimates and become true ones',
    {
      lines: 1_000_000,
      counted: 1000,
      scanned: false,
    },
    async (page) => {
      assert.match(await page.locator('.list-status').innerText(), /^about 1,250,000 lines · counted/);
      await page.locator('.log-list').focus();
      await page.keyboard.press('End');
      await settle(page);
      await settle(page);
      assert.match(await chosen(page), /^≈ /);
      assert.match(await page.locator('.log-row[aria-selected="true"]').innerText(), /number 999999\?/);
      assert.equal(await page.locator('.log-list').getAttribute('aria-rowcount'), '-1');
      await page.evaluate(() => {
        const { list } = window.told
          .flatMap((m) => (m.type === 'question' && m.kind === 'rows' ? [m.body] : []))
          .at(-1) ?? { list: 0 };
        window.tellExplorer({
          type: 'list',
          facts: { list, total: 1e6, complete: true, bytes: 1e9, allBytes: 1e9, limited: false },
        });
      });
      await settle(page);
      await settle(page);
      assert.equal(await chosen(page), '1,000,000');
      assert.equal(await page.locator('.log-list').getAttribute('aria-rowcount'), '1000001');
    },
  );

  step('a line shown from elsewhere is chosen, also when the filter hid it', { lines: 5000 }, async (page) => {
    await page.getByLabel('Flagged only').check();
    await settle(page);
    await page.evaluate(() => window.tellExplorer({ type: 'reveal', member: '', line: 2500 }));
    await settle(page);
    await settle(page);
    assert.equal(await head(page), 'Line 2,500');
    assert.equal(await page.getByLabel('Flagged only').isChecked(), false);
    const shown = await sent(page, 'dashboard');
    assert.deepEqual(shown, [], 'being shown a line must not show anything in turn');
  });

  step(
    'a reload brings back the filter and the line',
    {
      state: {
        filter: { kind: 'requests', account: '', template: '', campaign: '', flagged: true, text: '' },
        member: '',
        line: 1054,
        split: 0.5,
        follow: false,
      } satisfies ExplorerState,
    },
    async (page) => {
      await settle(page);
      assert.equal(await page.getByLabel('Flagged only').isChecked(), true);
      assert.equal(await head(page), 'Line 1,054');
    },
  );

  step('a log that was not scanned says so and offers the scan', { scanned: false }, async (page) => {
    await page.getByRole('button', { name: 'Scan This Log' }).click();
    assert.deepEqual(
      (await sent(page, 'command')).map(({ command }) => command),
      ['scanFile'],
    );
    assert.equal(await page.getByRole('button', { name: 'Requests', exact: true }).isDisabled(), true);
  });

  step('rows are read as sentences by screen readers', {}, async (page) => {
    const label = await page.locator('.log-row').nth(3).getAttribute('aria-label');
    assert.match(label ?? '', /^Line 4, flagged, 97%, 3 Mar 2025, 09:00:05, account sk-\d+, template T3, /);
    assert.match((await page.locator('.log-row').nth(10).getAttribute('aria-label')) ?? '', /flagged but not counted/);
  });

  step('hostile text is shown as text', { hostile: true }, async (page) => {
    await page.locator('.log-list').focus();
    await page.keyboard.press('n');
    await settle(page);
    assert.equal(await page.locator('img').count(), 0);
    assert.equal(await page.evaluate(() => 'pwned' in window), false);
    assert.match(await page.locator('.log-row').first().innerText(), /⟨U\+202E⟩gnp\.exe␛\[31m/);
  });

  for (const theme of THEMES) {
    step(`axe-core finds nothing in ${theme}`, { theme }, async (page) => {
      await page.locator('.log-list').focus();
      await page.keyboard.press('n');
      await settle(page);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => {
        const { axe: run } = window as unknown as { axe: { run: (root: Document) => Promise<AxeResults> } };
        return run.run(document);
      });
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`),
        [],
      );
    });
  }

  step('zoom 200%: the list and the request are both in sight', { width: 640, height: 430, ratio: 2 }, async (page) => {
    for (const part of ['.log-list', '.pane']) {
      const box = await page.locator(part).boundingBox();
      assert.ok(box && box.height > 60 && box.y + 60 < 430, `${part}: ${JSON.stringify(box)}`);
    }
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true);
  });
});
