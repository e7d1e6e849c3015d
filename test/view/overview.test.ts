/** What the overview says of logs without a campaign, its list of cases, and the cards of campaigns. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { BLIND_LOGS } from '../fixtures/blind-logs.ts';
import { demoLog, ordinaryLines } from '../fixtures/demo-log.ts';
import { openBrowser } from '../harness/chromium.ts';
import { folder, resultsOf, scanLog } from './host.ts';
import { open, settled, show } from './page.ts';
import { targets } from './pages.ts';

describe('overview', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  async function opened(name: string, content: string | Buffer): Promise<{ page: Page; close: () => Promise<void> }> {
    const log = path.join(folder(), name);
    writeFileSync(log, content);
    await scanLog(log);
    return open(browser, { log });
  }

  test('of a log without text it says once that it cannot be judged, what to do, where to begin, and lists no detectors', async () => {
    const { name, content } = BLIND_LOGS[0]!;
    const { page, close } = await opened(name, content);
    const text = await page.locator('main').innerText();
    assert.equal(text.match(/cannot be judged/gi)?.length, 1, text);
    assert.match(text, /Have the gateway log prompts/);
    assert.match(
      text,
      /\d+ accounts are the only users of 1 address they share .*Turn on prompt logging for these first\. .* it is not an accusation\./s,
    );
    assert.equal(await page.getByRole('table', { name: 'Detectors' }).count(), 0);
    await show(page, targets().campaigns);
    assert.match(
      await page.locator('main').innerText(),
      /No verdict: this log cannot be judged\. Have the gateway log/,
    );
    await close();
  });

  test('the number beside Campaigns leaves out what people cleared, as the headline does', async () => {
    const { page, close } = await open(browser);
    const { campaigns } = resultsOf({ accounts: 1200, templates: 300, hostile: false }).report;
    const called = campaigns.filter(({ verdict }) => verdict !== 'none').length;
    const entry = page.getByRole('navigation').getByRole('button', { name: /^Campaigns/ });
    assert.equal((await entry.innerText()).trim().split(/\s+/).at(-1), String(called - 1), 'one is marked benign');
    await close();
  });

  test('of a log without times only the page that lists all accounts says that they are listed', async () => {
    const lines = demoLog({ seed: 1, requests: 400 }).lines.map((line) =>
      line.replaceAll(/"(?:start|end|completionStart)Time":[\d.]+,/g, ''),
    );
    const { page, close } = await opened('no-times.jsonl', lines.join(''));
    for (const target of ['accounts', 'what-if'] as const) {
      await show(page, { page: target });
      const text = await page.locator('main').innerText();
      assert.match(text, /so there is no time axis\./);
      assert.equal(/are listed below/.test(text), target === 'accounts', target);
    }
    await close();
  });

  test('of a clean log it counts the groups that were cleared, never says that none was found, and leads to them', async () => {
    const { page, close } = await opened('clean.jsonl', ordinaryLines(demoLog({ seed: 1, requests: 4000 })).join(''));
    const text = await page.locator('main').innerText();
    const [, total = '0'] =
      /(\d+) groups of accounts were judged and cleared; none was flagged as a campaign\./.exec(text) ?? [];
    assert.ok(Number(total) > 1, text);
    assert.doesNotMatch(text, /acting together|shares enough to be judged/);
    // The likeliest stand there, each with what speaks for it and what cleared it.
    const cards = await page.locator('.card.cleared').allInnerTexts();
    assert.equal(cards.length, 2);
    for (const card of cards) assert.match(card, /^G\d.*distillation .*Evidence for it: .*Cleared by: /s);
    await page.getByRole('button', { name: 'Considered and cleared' }).click();
    await settled(page);
    await page.getByRole('table', { name: 'Judged and cleared' }).waitFor();
    await show(page, targets().entities);
    assert.equal(await page.getByRole('columnheader', { name: 'In campaigns' }).count(), 0, 'there are none to be in');
    await show(page, targets().campaigns);
    assert.equal(await page.locator('.card.cleared').count(), Math.min(6, Number(total)));
    await close();
  });

  test('each case is one row beside its block of accounts, and the histogram of scores stands beside what was taken', async () => {
    const log = path.join(folder(), 'campaigns.jsonl');
    writeFileSync(log, demoLog({ seed: 1, requests: 4000 }).lines.join(''));
    await scanLog(log, 'three campaigns', ({ report, index }) => {
      const campaigns = [...report.campaigns, { ...report.campaigns[0]!, id: 'C9' }];
      return { report: { ...report, campaigns }, index };
    });
    const { page, close } = await open(browser, { width: 1400, height: 900, log: 'three campaigns' });
    const rows = page.getByRole('grid', { name: 'Cases' }).locator('.vt-body [role=row]');
    assert.match((await rows.last().innerText()).replaceAll(/\s+/g, ' '), /^C9 .*Distillation .*\d+% \d+ \d+/);
    const [cases, map, taken, risk] = await Promise.all(
      [
        page.getByRole('grid', { name: 'Cases' }),
        page.getByRole('figure', { name: 'Accounts over time' }),
        page.getByRole('region', { name: 'What was taken' }),
        page.getByRole('figure', { name: 'Accounts by risk' }),
      ].map(async (one) => (await one.boundingBox())!),
    );
    assert.ok(map!.x > cases!.x + cases!.width && Math.abs(map!.y - cases!.y) < 120);
    assert.ok(taken!.y >= cases!.y + cases!.height && Math.abs(risk!.y - taken!.y) < 20 && risk!.x > taken!.x);
    await close();
  });

  test('a row lights its block, a block finds its row, and keys walk through the cases', async () => {
    const { page, close } = await open(browser, { width: 1400, height: 900 });
    const grid = page.getByRole('grid', { name: 'Cases' });
    const canvas = page.locator('.hm-grid canvas');
    await page.locator('.scale-legend').first().waitFor();
    await settled(page);
    const drawn = (): Promise<string> => canvas.evaluate((one: HTMLCanvasElement) => one.toDataURL());
    const plain = await drawn();
    await grid.locator('.vt-body [role=row]').first().hover();
    await settled(page);
    assert.notEqual(await drawn(), plain, 'the block does not stand out');
    const chosen = (): Promise<string> => grid.locator('[aria-selected=true]').innerText();
    const first = await chosen();
    await grid.focus();
    await page.keyboard.press('j');
    assert.notEqual(await chosen(), first);
    const box = (await canvas.boundingBox())!;
    await canvas.hover({ position: { x: box.width * 0.7, y: 3 } });
    await settled(page);
    assert.equal(await chosen(), first, 'the first block is that of the first case');
    await grid.focus();
    await page.keyboard.press('Enter');
    await settled(page);
    assert.equal(await page.locator('main').getAttribute('data-page'), 'campaign');
    await close();
  });

  test('detectors that abstained say why, and those that ran are a click away', async () => {
    const { page, close } = await open(browser);
    const all = page.locator('section', { has: page.getByRole('heading', { name: 'Detectors', exact: true }) });
    const { length } = await all.getByRole('table', { name: 'Detectors that abstained' }).locator('tbody tr').all();
    assert.ok(length > 0);
    assert.equal(await all.getByRole('table', { name: 'Detectors that ran' }).isVisible(), false);
    await all.locator('summary').click();
    const ran = await all.getByRole('table', { name: 'Detectors that ran' }).locator('tbody tr').count();
    assert.match(await all.locator('summary').innerText(), new RegExp(`^${ran} that ran$`));
    await close();
  });

  test('a card says why and what it is if it is innocent, in words, and all of it opens the case', async () => {
    const { page, close } = await open(browser);
    await show(page, targets().campaigns);
    const card = page.locator('.card').first();
    const text = await card.innerText();
    assert.match(
      text,
      /Why: The accounts share three prompts that nobody else sends\. .*1 piece of counter-evidence\./,
    );
    assert.match(text, /If it is innocent, the accounts are most likely/);
    assert.doesNotMatch(text, /\d+ pieces of evidence for/);
    // A paragraph of it is neither its name nor a button.
    await card.locator('p').nth(1).click();
    await settled(page);
    assert.equal(await page.locator('main').getAttribute('data-page'), 'campaign');
    await close();
  });
});
