/**
 * What the dashboard does: leads to log lines, asks, waits, fails, restores. Longer than 250 lines: a case for each
 * thing that a person can do.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { FromWebview } from '../../src/protocol/messages.ts';
import { openBrowser } from '../harness/chromium.ts';
import { open, searchHits, settled, show } from './page.ts';
import { accountPart, casePart, targets } from './pages.ts';

type Sent<T extends FromWebview['type']> = Extract<FromWebview, { type: T }>;

async function sent<T extends FromWebview['type']>(page: Page, type: T): Promise<Sent<T>[]> {
  const all = await page.evaluate(() => window.sent);
  return all.filter((message): message is Sent<T> => message.type === type);
}
const last = async <T extends FromWebview['type']>(page: Page, type: T): Promise<Sent<T> | undefined> =>
  (await sent(page, type)).at(-1);

describe('dashboard', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  test('a click on a heatmap cell opens its first log line and lists its requests', async () => {
    const { page, close } = await open(browser);
    await show(page, { page: 'accounts' });
    await page.locator('.hm canvas').click({ position: { x: 700, y: 41 } });
    const message = await last(page, 'openFirst');
    assert.ok(message !== undefined);
    assert.ok(message.selection.account?.startsWith('key-'));
    const { from = 0, to = 0 } = message.selection;
    assert.equal((to - from) % 3_600_000, 0, 'a cell is a whole number of hours');
    const row = page.getByRole('grid', { name: 'Requests' }).getByRole('row').nth(1);
    await row.click();
    assert.match((await last(page, 'openLine'))?.line.file ?? '', /\/2025-03\.jsonl$/);
    await close();
  });

  test('a click on a name opens the account, and back returns', async () => {
    const { page, close } = await open(browser);
    await show(page, { page: 'accounts' });
    await page.locator('.hm canvas').click({ position: { x: 20, y: 10 } });
    await page.getByRole('heading', { level: 1, name: /^key-/ }).waitFor();
    await page.keyboard.press('Alt+ArrowLeft');
    await page.getByRole('grid', { name: /Accounts over time/ }).waitFor();
    await close();
  });

  test('dragging across the heatmap zooms in time and the whole period comes back', async () => {
    const { page, close } = await open(browser);
    await show(page, { page: 'accounts' });
    const box = await page.locator('.hm canvas').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 500, box.y + 50);
    await page.mouse.down();
    await page.mouse.move(box.x + 700, box.y + 60, { steps: 4 });
    await page.mouse.up();
    await settled(page);
    const zoomed = (await last(page, 'state'))?.state.range;
    assert.ok(zoomed && zoomed[1] - zoomed[0] < 7 * 86_400_000, 'the range is the part that was dragged over');
    assert.equal(await page.locator('.time-brush .selection').isVisible(), true);
    await page.getByRole('button', { name: 'Whole period' }).click();
    await settled(page);
    assert.equal((await last(page, 'state'))?.state.range, null);
    await close();
  });

  test('the brush above the heatmap sets the range', async () => {
    const { page, close } = await open(browser);
    await show(page, { page: 'accounts' });
    const box = await page.locator('.time-brush .overlay').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 100, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 300, box.y + 12, { steps: 4 });
    await page.mouse.up();
    await settled(page);
    const range = (await last(page, 'state'))?.state.range;
    assert.ok(range && range[0] < range[1]);
    const query = (await sent(page, 'question')).filter(({ kind }) => kind === 'heatmap').at(-1);
    assert.ok(query?.kind === 'heatmap' && query.body.from <= range[0] && query.body.to >= range[1]);
    await close();
  });

  test('flagged requests have a lane of their own, so that a small attack in a large log is seen', async () => {
    const { page, close } = await open(browser);
    const heights = await page
      .locator('.timeline .flagged')
      .evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('height'))));
    assert.ok(heights.length > 0 && Math.max(...heights) > 40, 'the highest flagged bar fills its lane');
    await close();
  });

  test('bars beside an editor are a whole pixel wide, so that they are not faint', async () => {
    const { page, close } = await open(browser, { width: 300 });
    const widths = await page
      .locator('.chart rect.other')
      .evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('width'))));
    assert.ok(widths.length > 100 && Math.min(...widths) >= 1, String(Math.min(...widths)));
    await close();
  });

  test('times are in UTC and say so, and in local time when asked for', async () => {
    const { page, close } = await open(browser);
    await show(page, { page: 'accounts' });
    await page.locator('.hm-axis').getByText('Time, UTC').waitFor();
    const ticks = await page.locator('.hm-axis .tick').allTextContents();
    assert.ok(ticks.length > 1 && ticks.every((tick) => !/[AP]M/.test(tick)), ticks.join(' '));
    await page.getByRole('button', { name: /^UTC/ }).click();
    await page.locator('.hm-axis').getByText('Time, local time').waitFor();
    assert.equal((await last(page, 'state'))?.state.clock, 'local');
    await close();
  });

  test('the strip above the members of a campaign shows the campaign, and campaigns have a key', async () => {
    const { page, close } = await open(browser);
    await show(page, { page: 'accounts' });
    const bars = (): Promise<string> =>
      page.locator('.time-brush .other').evaluateAll((all) => all.map((bar) => bar.getAttribute('height')).join(' '));
    const ofAll = await bars();
    assert.ok((await page.locator('.verdict-key .campaign-bar').count()) > 0);
    await show(page, casePart('timeline'));
    assert.notEqual(await bars(), ofAll);
    assert.ok((await bars()).length > 0);
    for (const target of [casePart('timeline'), targets().template]) {
      await show(page, target);
      await page.locator('.verdict-key .campaign-bar').waitFor();
      assert.equal(await page.locator('.verdict-key .campaign-bar').count(), 1, 'only what the rows show');
    }
    await close();
  });

  test('a text that a list is searched for is marked in its rows, as it is written there, until the search is emptied', async () => {
    const { page, close } = await open(browser, { hostile: true });
    await show(page, { page: 'accounts' });
    const search = page.getByRole('searchbox', { name: 'Search accounts' }).last();
    await search.fill('KEY- 1');
    const rows = page.getByRole('grid', { name: 'Accounts', exact: true }).locator('.vt-body .vt-row');
    const names = await rows.locator('bdi').allInnerTexts();
    const hits = await searchHits(page);
    assert.deepEqual([...new Set(hits)].sort(), ['1', 'key-']);
    assert.ok(hits.filter((hit) => hit === 'key-').length >= names.filter((name) => name.includes('key-')).length);
    assert.equal(await rows.locator('mark').count(), 0, 'no element is put into texts of the log');
    await search.fill('');
    assert.deepEqual(await searchHits(page), []);
    await close();
  });

  test('filter, metric and order reach the host', async () => {
    const { page, close } = await open(browser);
    await show(page, { page: 'accounts' });
    await page.getByRole('searchbox', { name: 'Filter accounts' }).fill('svc-app');
    await page.getByLabel('Show', { exact: true }).selectOption({ label: 'Flagged share' });
    await page.getByLabel('Sort').selectOption({ label: 'Name' });
    await settled(page);
    const query = (await sent(page, 'question')).filter(({ kind }) => kind === 'heatmap').at(-1);
    assert.ok(query?.kind === 'heatmap');
    assert.deepEqual([query.body.filter, query.body.metric, query.body.sort], ['svc-app', 'flaggedShare', 'name']);
    await page.getByRole('searchbox', { name: 'Filter accounts' }).fill('no such account');
    await page.getByText('No account matches.').first().waitFor();
    await close();
  });

  test('a cell of the hour-of-week map, a slice, a piece of evidence and a bar lead to log lines', async () => {
    const { page, close } = await open(browser);
    await show(page, targets().account);
    await page.getByRole('gridcell', { name: /^Wednesday, 09:00/ }).click();
    assert.equal((await last(page, 'openFirst'))?.selection.hourOfWeek, 57);
    await page.getByRole('button', { name: 'First line' }).first().click();
    assert.ok((await last(page, 'openFirst'))?.selection.template?.startsWith('T-'));
    await page.getByRole('tab', { name: 'Evidence' }).click();
    await page.locator('.evidence').first().getByRole('button').first().click();
    assert.ok(((await last(page, 'openLine'))?.line.line ?? 0) > 0);
    await show(page, { page: 'overview' });
    await page.locator('.timeline .mark').nth(60).click();
    assert.ok(((await last(page, 'openFirst'))?.selection.from ?? 0) > 0);
    await close();
  });

  test('the waterfall shows a number for each step and they add up to the score', async () => {
    const { page, close } = await open(browser);
    await show(page, accountPart('evidence'));
    const numbers = (await page.locator('.waterfall li > .num').allTextContents()).map((text) =>
      Number(text.replace('−', '-')),
    );
    const total = numbers.pop() ?? NaN;
    const sum = numbers.reduce((a, b) => a + b, 0);
    assert.ok(Math.abs(sum - total) < 0.005 * numbers.length, `${sum} is not ${total}`);
    const score = (await page.locator('.verdict-line .score .num').textContent()) ?? '';
    assert.ok(Math.abs(100 / (1 + Math.exp(-total)) - parseFloat(score)) < 0.6, `${total} is not ${score}`);
    await close();
  });

  test('before a scan the page says what to do', async () => {
    const { page, close } = await open(browser, { scanned: false });
    await page.getByRole('button', { name: 'Scan a log file…' }).click();
    assert.equal((await last(page, 'command'))?.command, 'scanFile');
    await close();
  });

  test('progress is shown, spoken and can be cancelled', async () => {
    const { page, close } = await open(browser, { scanned: false });
    await page.evaluate(() => window.tell({ type: 'progress', text: 'Reading a.jsonl, 12%', fraction: 0.12 }));
    const banner = page.getByRole('region', { name: 'Scan progress' });
    await banner.getByText('12%').waitFor();
    assert.match((await page.locator('[aria-live]').first().textContent()) ?? '', /12%/);
    await banner.getByRole('button', { name: 'Cancel scan' }).click();
    assert.equal((await last(page, 'command'))?.command, 'cancel');
    await page.evaluate(() => window.tell({ type: 'progress', text: '', fraction: 1, done: true }));
    await banner.waitFor({ state: 'hidden' });
    await close();
  });

  test('while the first scan runs the page does not say that nothing was scanned', async () => {
    const { page, close } = await open(browser, { scanned: false });
    await page.evaluate(() => window.tell({ type: 'progress', text: 'Reading a.jsonl, 12%', fraction: 0.12 }));
    await page.getByRole('heading', { name: 'The log is being scanned' }).waitFor();
    assert.equal(await page.getByText('No log has been scanned yet').count(), 0);
    await page.evaluate(() => window.tell({ type: 'progress', text: '', fraction: 1, done: true }));
    await page.getByRole('heading', { name: 'No log has been scanned yet' }).waitFor();
    await close();
  });

  test('a count of the banner at the end of a scan goes away when a decision counts anew', async () => {
    const { page, close } = await open(browser);
    await page.evaluate(() => {
      window.tell({ type: 'progress', text: 'a.jsonl: 12 findings', fraction: 1, done: true });
    });
    const banner = page.getByRole('region', { name: 'Scan progress' });
    await banner.getByText('12 findings').waitFor();
    await page.evaluate(() => window.tell({ type: 'changed', revision: 3 }));
    await banner.waitFor({ state: 'hidden' });
    await close();
  });

  test('what a scan found is not said twice on the first page, and stays above the others until it is dismissed', async () => {
    const { page, close } = await open(browser);
    const banner = page.getByRole('region', { name: 'Scan progress' });
    const found = await page.locator('main h1').innerText();
    const end = (text: string): Promise<void> =>
      page.evaluate((said) => window.tell({ type: 'progress', text: said, fraction: 1, done: true }), text);
    await end('The scan was cancelled.');
    await banner.waitFor();
    await end(`a.jsonl: ${found}`);
    await banner.waitFor({ state: 'hidden' });
    await page.getByRole('navigation').getByRole('button', { name: 'Templates' }).click();
    await end(`a.jsonl: ${found}`);
    await banner.getByRole('button', { name: 'Dismiss' }).waitFor();
    await page.getByRole('navigation').getByRole('button', { name: 'Overview' }).click();
    await banner.waitFor({ state: 'hidden' });
    await close();
  });

  test('a page about something of another log is left when that log is no longer in view', async () => {
    const state = {
      target: targets().campaign,
      metric: 'requests',
      sort: 'score',
      filter: '',
      range: null,
      seen: { scan: '["another log"]', of: ['someone'] },
    };
    const { page, close } = await open(browser, { state });
    await page.getByRole('heading', { level: 1, name: /^Looks like distillation/ }).waitFor();
    await close();
  });

  test('a new scan is asked for', async () => {
    const { page, close } = await open(browser, { scanned: false });
    await page.evaluate(() => {
      window.fake.scanned = true;
      window.tell({ type: 'changed', revision: 2 });
    });
    await page.getByRole('heading', { name: /^Looks like distillation/ }).waitFor();
    await close();
  });

  test('a failed question is shown with a way to try again', async () => {
    const { page, close } = await open(browser, { failing: ['account'] });
    await show(page, targets().account);
    await page.getByRole('alert').getByText('The report was closed.').waitFor();
    await page.evaluate(() => (window.fake.failing = []));
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('How it differs').waitFor();
    await close();
  });

  test('a question without an answer fails after ten seconds', async () => {
    const { page, close } = await open(browser, { silent: ['overview'], early: true });
    await page.getByRole('alert').getByText('did not answer within 10 seconds').waitFor({ timeout: 60_000 });
    await close();
  });

  test('an answer that does not fit the protocol fails at once', async () => {
    const { page, close } = await open(browser, { silent: ['overview'], early: true });
    await page.waitForFunction(() => window.sent.some(({ type }) => type === 'question'));
    await page.evaluate(() => {
      window.deliver({ type: 'answer', replyTo: 1, kind: 'overview', body: { accounts: 'all' } });
    });
    await page.getByRole('alert').getByText('cannot read').waitFor();
    await close();
  });

  test('a reload restores page, metric, order, filter and range', async () => {
    const range = [Date.UTC(2025, 2, 10), Date.UTC(2025, 2, 14)];
    const state = { target: { page: 'accounts' }, metric: 'templates', sort: 'campaign', filter: 'key', range };
    const { page, close } = await open(browser, { state });
    await settled(page);
    const query = (await sent(page, 'question')).filter(({ kind }) => kind === 'heatmap').at(-1);
    assert.ok(query?.kind === 'heatmap');
    const { metric, sort, filter, from, to } = query.body;
    assert.deepEqual(
      { metric, sort, filter, range: [from, to] },
      { metric: 'templates', sort: 'campaign', filter: 'key', range },
    );
    await show(page, { page: 'templates' });
    const kept = await page.evaluate(() => window.kept);
    assert.deepEqual(
      { ...(kept as object), seen: undefined },
      { ...state, target: { page: 'templates' }, seen: undefined },
    );
    await close();
  });

  test('names and prompts of a log cannot act or hide', async () => {
    const { page, close } = await open(browser, { hostile: true });
    for (const [name, target] of Object.entries(targets(true))) {
      await show(page, target);
      for (const button of await page.getByRole('button', { name: 'Show as table' }).all()) await button.click();
      await settled(page);
      const found = await page.evaluate(() => ({
        pwned: window.pwned,
        images: document.querySelectorAll('img, main script, iframe').length,
        unseen: [...document.querySelectorAll('#main, [aria-label], [title]')].filter((element) => {
          const texts = [element.textContent, element.getAttribute('aria-label'), element.getAttribute('title')];
          return texts.some((text) => text !== null && ['\u202e', '\u001b', '\u0000'].some((c) => text.includes(c)));
        }).length,
      }));
      assert.deepEqual(found, { images: 0, unseen: 0, pwned: undefined }, name);
    }
    await show(page, targets(true).account);
    assert.match((await page.locator('h1').textContent()) ?? '', /<img src=x.*⟨U\+202E⟩gnp\.exe␛\[31m␀/);
    await close();
  });
});
