/** Deciding, supposing and comparing in the dashboard: with the keyboard, and what the host is told. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../harness/chromium.ts';
import { faults, rulesIn } from './axe.ts';
import { resultsOf, scanLog } from './host.ts';
import { lastSent, open, ROOT, settled, show, THEMES } from './page.ts';
import { targets } from './pages.ts';

describe('decisions', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  test('an account is marked benign with the keyboard alone, and the page says so', async () => {
    const { page, close } = await open(browser);
    const { account } = targets().account as { account: string };
    await show(page, targets().account);
    const bar = page.getByRole('region', { name: 'Decision' });
    await bar.getByRole('button', { name: 'Benign…' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Our own load test');
    await page.keyboard.press('Enter');
    await settled(page);
    assert.deepEqual((await lastSent(page, 'decide'))?.decision, {
      kind: 'account',
      id: account,
      choice: 'benign',
      note: 'Our own load test',
      expires: null,
      author: 'mw',
      owner: '',
      replace: false,
    });
    assert.match(await bar.innerText(), /Benign/);
    // The keyboard continues from the page that was drawn anew, and a screen reader hears what was saved.
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
    assert.match(await page.locator('.sr-only[role=status]').innerText(), /^Benign\. .*Our own load test/);
    await close();
  });

  test('nothing is decided without a reason, and Escape gives up', async () => {
    const { page, close } = await open(browser);
    await show(page, targets().campaign);
    const bar = page.getByRole('region', { name: 'Decision' });
    await bar.getByRole('button', { name: 'Watch…' }).click();
    await page.keyboard.press('Enter');
    assert.match(await bar.innerText(), /says why/);
    assert.equal(await lastSent(page, 'decide'), undefined);
    await page.keyboard.press('Escape');
    assert.equal(await bar.getByRole('textbox').count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Watch…');
    await close();
  });

  test('a decision with an end names the day, and can be taken back', async () => {
    const { page, close } = await open(browser);
    await show(page, targets().template);
    const bar = page.getByRole('region', { name: 'Decision' });
    await bar.getByRole('button', { name: 'Confirm…' }).click();
    await bar.getByRole('textbox').first().fill('Seen in the dump');
    await bar.getByRole('combobox').selectOption('90');
    await bar.getByRole('button', { name: 'Confirm', exact: true }).click();
    await settled(page);
    assert.match((await lastSent(page, 'decide'))?.decision.expires ?? '', /^\d{4}-\d{2}-\d{2}$/);
    await bar.getByRole('button', { name: 'Undo' }).click();
    await settled(page);
    assert.equal((await lastSent(page, 'decide'))?.decision.choice, 'open');
    assert.match(await bar.innerText(), /No decision yet/);
    assert.equal(await page.locator('.sr-only[role=status]').innerText(), 'No decision yet.');
    await close();
  });

  test('the overview sends nobody to a campaign that somebody has decided on', async () => {
    const log = path.join(ROOT, 'media/sample/sample-log.jsonl');
    await scanLog(log);
    const { page, close } = await open(browser, { log });
    const first = async (): Promise<string | undefined> => {
      await show(page, { page: 'overview' });
      return /Open (C\d+) first/.exec(await page.locator('main').innerText())?.[1];
    };
    const before = await first();
    assert.equal(before, 'C1');
    await show(page, { page: 'campaign', campaign: before });
    const bar = page.getByRole('region', { name: 'Decision' });
    await bar.getByRole('button', { name: 'Confirm…' }).click();
    await bar.getByRole('textbox').first().fill('Seen in the dump');
    await bar.getByRole('button', { name: 'Confirm', exact: true }).click();
    await settled(page);
    assert.equal(await first(), undefined);
    await close();
  });

  test('one decision on a campaign counts as one decision, and is named with its number of accounts', async () => {
    const { page, close } = await open(browser);
    const facts = page.getByRole('region', { name: 'Decisions' });
    assert.match((await facts.innerText()).replaceAll(/\s+/g, ' '), /benign, not counted 1 allowed, not counted 1/);
    await show(page, targets().decisions);
    const rows = page.getByRole('grid', { name: 'Decisions', exact: true });
    assert.match(await rows.innerText(), /campaign of \d+ accounts/);
    await close();
  });

  for (const theme of THEMES) {
    test(`${theme}: something supposed and a decision in the making have no accessibility fault`, async () => {
      const { page, close } = await open(browser, { theme });
      await show(page, targets()['what-if']);
      await page.getByLabel('Allow accounts').fill('eval-*');
      await page.keyboard.press('Enter');
      await settled(page);
      assert.deepEqual(await faults(page, rulesIn(theme)), [], 'with something supposed');
      await show(page, targets().campaign);
      await page.getByRole('region', { name: 'Decision' }).getByRole('button', { name: 'Benign…' }).click();
      await page.keyboard.press('Enter');
      assert.deepEqual(await faults(page, rulesIn(theme)), [], 'with an open form that lacks its reason');
      await close();
    });
  }

  test('a finding that does not count stays in the list, named as what people decided', async () => {
    const { page, close } = await open(browser);
    await show(page, targets().accounts);
    await page.getByRole('searchbox', { name: 'Search accounts' }).last().fill('C-19be');
    await settled(page);
    const rows = page.getByRole('grid', { name: 'Accounts', exact: true }).locator('.vt-row');
    assert.ok((await rows.count()) > 5);
    assert.match(await rows.first().innerText(), /Benign/);
    await close();
  });

  test('moving the threshold changes counts and heatmap at once, and the host is told of the newest only', async () => {
    const { page, close } = await open(browser);
    await show(page, targets()['what-if']);
    const table = page.getByRole('region', { name: 'What would count' }).first();
    const before = await table.innerText();
    const slider = page.getByRole('slider', { name: 'Flagged as distillation at or above' });
    await slider.focus();
    for (let k = 0; k < 60; k++) await page.keyboard.press('ArrowRight');
    await settled(page);
    assert.notEqual(await table.innerText(), before);
    const asked = await page.evaluate(() =>
      window.sent.flatMap((message) =>
        message.type === 'question' && message.kind === 'heatmap' ? [message.body] : [],
      ),
    );
    const last = asked.at(-1)?.suppose;
    assert.ok(last && last.threshold > 0.95 && last.threshold <= 0.999, JSON.stringify(last));
    assert.match(await page.getByRole('grid', { name: 'What would change' }).innerText(), /Distillation/);
    await close();
  });

  test('allowed accounts need a reason to be kept, and are kept with the settings', async () => {
    const { page, close } = await open(browser);
    await show(page, targets()['what-if']);
    const { account } = targets().account as { account: string };
    await page.getByLabel('Allow accounts').fill(account);
    await page.keyboard.press('Enter');
    await settled(page);
    const keep = page.getByRole('button', { name: 'Save to workspace' });
    await keep.click();
    assert.equal(await lastSent(page, 'keepSettings'), undefined);
    await page.getByLabel('Why are these accounts allowed?').fill('Evaluation keys');
    await keep.click();
    assert.deepEqual(await lastSent(page, 'keepSettings'), {
      type: 'keepSettings',
      supposition: { accountPrior: 0.001, threshold: 0.95, allow: [account] },
      note: 'Evaluation keys',
    });
    await close();
  });

  test('“as in the scan” takes every supposition back', async () => {
    const { page, close } = await open(browser);
    await show(page, targets()['what-if']);
    await page.getByLabel('Allow accounts').fill('eval-*');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByRole('slider', { name: 'Expected share of accounts that take part' }).press('End');
    await settled(page);
    await page.getByRole('button', { name: 'Reset to scan settings' }).click();
    await settled(page);
    assert.match(await page.getByRole('region', { name: 'What would count' }).first().innerText(), /as before/);
    assert.equal(await page.getByRole('list', { name: 'Accounts treated as allowed' }).count(), 0);
    assert.ok(await page.getByRole('button', { name: 'Save to workspace' }).isHidden());
    await close();
  });

  test('a comparison can be filtered by what became of things, and another one chosen', async () => {
    const { page, close } = await open(browser);
    await show(page, targets().compare);
    const [first] = resultsOf({ accounts: 1200, templates: 300, hostile: false }).report.campaigns;
    assert.match(await page.getByRole('grid', { name: 'Campaigns' }).innerText(), new RegExp(`${first!.id}\\s+\\w{4}`));
    const tallies = await page.locator('.controls [role=status]').allInnerTexts();
    assert.ok(tallies.length > 0);
    for (const tally of tallies) assert.match(tally, /^[\d,]+ (?:campaign|account|template)s?$/);
    await page.getByLabel('Show', { exact: true }).nth(1).selectOption('gone');
    const rows = page.getByRole('grid', { name: 'Accounts', exact: true }).locator('.vt-row');
    assert.ok((await rows.count()) > 3);
    for (const text of await rows.allInnerTexts()) assert.match(text, /Gone/);
    await page.getByRole('button', { name: 'Choose reports…' }).click();
    assert.equal((await lastSent(page, 'command'))?.command, 'compare');
    await close();
  });

  test('an account that has left a suspected group is compared by name, and called nothing worse than its group was', async () => {
    const { page, close } = await open(browser);
    await show(page, targets().compare);
    await page.getByLabel('Search accounts').fill('suspected');
    const rows = page.getByRole('grid', { name: 'Accounts', exact: true }).locator('.vt-row');
    await rows.first().waitFor();
    const texts = await rows.allInnerTexts();
    assert.equal(texts.length, 3);
    const said =
      /^~\s*Changed\s+\S+\s+Group suspected\s[^]*No finding[^]*\sno longer in suspected group C99 of the earlier report$/;
    for (const text of texts) assert.match(text, said);
    await close();
  });

  test('a comparison of two different logs says so before anything else, one of the same log does not', async () => {
    for (const otherLog of [true, false]) {
      const { page, close } = await open(browser, { otherLog });
      await show(page, targets().compare);
      const warnings = await page.locator('main p.warning').allInnerTexts();
      const told = warnings.filter((text) => text.includes('reports on different logs, with no account in common'));
      assert.equal(told.length, otherLog ? 1 : 0);
      if (otherLog) assert.equal(warnings[0], told[0]);
      await close();
    }
  });

  test('decisions and comparisons show hostile names as they are, and none of them acts', async () => {
    const { page, close } = await open(browser, { hostile: true });
    for (const target of ['decisions', 'compare', 'what-if', 'campaign'] as const) {
      await show(page, targets(true)[target]);
      assert.equal(await page.evaluate(() => window.pwned), undefined, target);
    }
    await close();
  });
});
