/** The whole story without a pointer: overview → campaign → account → template → log line. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../harness/chromium.ts';
import { until } from '../harness/processes.ts';
import { open, settled, show } from './page.ts';
import { everything } from './pages.ts';

const MAX_PRESSES = 150;

const focusedLabel = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');

/** Presses Tab until the focus is on something within `place` whose name matches, at most `MAX_PRESSES` times. */
async function tabTo(page: Page, name: RegExp, place = 'body'): Promise<void> {
  for (let press = 0; press < MAX_PRESSES; press++) {
    await page.keyboard.press('Tab');
    const isThere = await page.evaluate((within) => document.activeElement?.closest(within) instanceof Element, place);
    if (isThere && name.test(await focusedLabel(page))) return;
  }
  assert.fail(`Tab never reached ${String(name)}`);
}

const lastSent = (page: Page, type: string): Promise<unknown> =>
  page.evaluate((wanted) => window.sent.filter((message) => message.type === wanted).at(-1), type);

describe('keyboard', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  test('from the overview to a log line with the keyboard alone', async () => {
    const { page, close } = await open(browser);
    await settled(page);
    await tabTo(page, /^Cases$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^Collects full reasoning traces/ }).waitFor();
    await settled(page);

    // One tab takes the focus; arrows move along the row of tabs.
    await tabTo(page, /^Evidence/, '[role=tablist]');
    await page.keyboard.press('ArrowRight');
    await settled(page);
    await tabTo(page, /^Accounts by evidence$/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('l');
    assert.match(JSON.stringify(await lastSent(page, 'openFirst')), /key-/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^key-/ }).waitFor();
    await settled(page);

    await tabTo(page, /^Monday, 00:00/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    assert.match(await focusedLabel(page), /^Tuesday, 01:00/);
    await page.keyboard.press('Enter');
    assert.match(JSON.stringify(await lastSent(page, 'openFirst')), /"hourOfWeek":25/);

    await tabTo(page, /^What this account sends/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^You are an expert tutor/ }).waitFor();
    await settled(page);
    await tabTo(page, /^Requests$/);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    assert.match(JSON.stringify(await lastSent(page, 'openLine')), /2025-03\.jsonl/);
    await close();
  });

  test('Escape leads back from every page and part, to where the person came from', async () => {
    const { page, close } = await open(browser);
    const heading = (): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();
    for (const [name, target] of Object.entries(everything())) {
      await show(page, { page: 'overview' });
      const from = await heading();
      if (name === 'overview') continue;
      await show(page, target);
      await page.keyboard.press('Escape');
      await settled(page);
      assert.equal(await heading(), from, name);
    }
    await show(page, { page: 'accounts' });
    await page.getByRole('searchbox').first().fill('key');
    await page.keyboard.press('Escape');
    assert.match(await heading(), /Accounts/, 'a field keeps Escape');
    await close();
  });

  test('the heatmap has a cursor that speaks, zooms and opens', async () => {
    const { page, close } = await open(browser);
    await show(page, { page: 'accounts' });
    await tabTo(page, /^Accounts over time/);
    const spoken = (): Promise<string> => page.locator('.hm-grid [role=gridcell]').innerText();
    const first = await spoken();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    const second = await spoken();
    assert.notEqual(second, first);
    assert.match(second, /^key-.*(Distillation|Relay).*: \d+ requests?$/);
    await page.keyboard.press('Enter');
    const [name] = second.split(',');
    assert.match(JSON.stringify(await lastSent(page, 'openFirst')), new RegExp(`"account":"${name ?? ''}"`));
    await page.keyboard.press('Control+End');
    await settled(page);
    assert.equal(await page.locator('.hm-grid [role=row]').getAttribute('aria-rowindex'), '1200');
    await page.keyboard.press('+');
    await settled(page);
    assert.doesNotMatch(JSON.stringify(await lastSent(page, 'state')), /"range":null/);
    await page.keyboard.press('0');
    await settled(page);
    assert.match(JSON.stringify(await lastSent(page, 'state')), /"range":null/);
    // As the label writes it.
    await page.keyboard.press('A');
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.match(JSON.stringify(await lastSent(page, 'state')), /"page":"account"/);
    await close();
  });

  test('who comes back from another editor stands where they left', async () => {
    const { page, close } = await open(browser);
    await show(page, { page: 'campaigns' });
    /** As VS Code does when the person goes to a log line and comes back. */
    const awayAndBack = (): Promise<void> =>
      page.evaluate(() => {
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        window.dispatchEvent(new Event('focus'));
      });
    await tabTo(page, /^First log line/);
    const before = await focusedLabel(page);
    await awayAndBack();
    assert.equal(await focusedLabel(page), before);
    await page.evaluate(() => {
      const { activeElement } = document;
      if (activeElement instanceof HTMLElement) activeElement.blur();
      activeElement?.remove();
    });
    await awayAndBack();
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'MAIN');
    await close();
  });

  test('the focus stays on what it is on when a log that is followed brings other results', async () => {
    const { page, close } = await open(browser);
    await show(page, { page: 'campaigns' });
    await tabTo(page, /^C-19be/);
    const renew = async (): Promise<void> => {
      await page.evaluate(() => window.tell({ type: 'changed', revision: 2 }));
      await settled(page);
    };
    await renew();
    assert.match(await focusedLabel(page), /^C-19be/);
    await close();
  });

  test('names of pages that have no room fade out at the side where there are more', async () => {
    const { page, close } = await open(browser, { width: 420 });
    const fades = (): Promise<string[]> =>
      page.evaluate(() => {
        const style = getComputedStyle(document.querySelector('nav ul')!);
        return ['--before', '--behind'].map((name) => style.getPropertyValue(name));
      });
    // They follow the layout, which a slow machine takes its time for.
    const become = async (...wanted: [before: string, behind: string]): Promise<void> => {
      await until(`fades of ${wanted.join(', ')}`, async () => (await fades()).join() === wanted.join());
    };
    await become('0px', '32px');
    await tabTo(page, /^Compare/, 'nav');
    await become('32px', '0px');
    await page.setViewportSize({ width: 1280, height: 860 });
    await become('0px', '0px');
    await close();
  });

  test('the focus is always visible', async () => {
    const { page, close } = await open(browser);
    await settled(page);
    for (let press = 0; press < 40; press++) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return true;
        if (element.closest('svg') !== null) return element.querySelector('.hit') !== null;
        const style = getComputedStyle(element);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
      });
      assert.ok(seen, `no outline on ${await focusedLabel(page)}`);
    }
    await close();
  });

  test('rows that tie stand in the order of the report, whatever column was sorted by before', async () => {
    const { page, close } = await open(browser);
    await show(page, { page: 'accounts' });
    const rows = page.getByRole('grid', { name: 'Accounts' }).locator('.vt-row');
    const names = (): Promise<string[]> => rows.locator('[role=gridcell]:first-child').allTextContents();
    const sortBy = (title: string): Promise<void> =>
      page.getByRole('grid', { name: 'Accounts' }).getByRole('button', { name: title }).click();
    const before = await names();
    for (const title of ['Campaign', 'Account', 'Score']) await sortBy(title);
    assert.deepEqual(await names(), before);
    await close();
  });

  test('columns are sorted from the keyboard and say so', async () => {
    const { page, close } = await open(browser);
    await show(page, { page: 'templates' });
    await tabTo(page, /^Requests/, 'th, [role=columnheader]');
    await page.keyboard.press('Enter');
    const header = page.getByRole('columnheader', { name: /^Requests/ });
    assert.equal(await header.getAttribute('aria-sort'), 'descending');
    await page.keyboard.press('Enter');
    assert.equal(await header.getAttribute('aria-sort'), 'ascending');
    await close();
  });
});
