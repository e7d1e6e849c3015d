/** Pages of what accounts have in common, in the browser: what they say, where they lead, and the graph that unfolds. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../harness/chromium.ts';
import { resultsOf } from './host.ts';
import { madeUpAddress } from './made-up/traits.ts';
import { lastSent, open, settled, show } from './page.ts';
import { targets } from './pages.ts';

describe('entities', () => {
  let browser: Browser;
  before(async () => (browser = await openBrowser()));
  after(() => browser.close());

  test('the page of an address says who has it, how much of it is in campaigns, and leads to its requests in the explorer', async () => {
    const { page, close } = await open(browser);
    await show(page, targets().entity);
    const value = madeUpAddress(0, false);
    await page.getByRole('heading', { name: `Address ${value}` }).waitFor();
    const { index } = resultsOf({ accounts: 1200, templates: 300, hostile: false });
    const trait = index.traits!.find(({ kind }) => kind === 'address')!;
    const number = trait.names.indexOf(value);
    const requests = trait.column.filter((one) => one === number).length;
    await page.getByText(requests.toLocaleString('en-GB'), { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Show its requests' }).click();
    const asked = await lastSent(page, 'explore');
    assert.deepEqual(asked?.entity, { kind: 'address', value });
    await close();
  });

  test('a mark of the graph unfolds with Enter, and opens its page with the next one', async () => {
    const { page, close } = await open(browser);
    await show(page, targets().entity);
    const marks = page.locator('.entity-graph .node');
    const few = await marks.count();
    await page.locator('.entity-graph .node:not(.open)').first().focus();
    await page.keyboard.press('Enter');
    await settled(page);
    assert.ok((await marks.count()) > few, `${await marks.count()} marks`);
    const opened = page
      .locator('.entity-graph .node.open')
      .filter({ hasText: /^(key|user|svc)/ })
      .first();
    await opened.focus();
    await page.keyboard.press('Enter');
    await settled(page);
    assert.equal(await page.locator('main').getAttribute('data-page'), 'account');
    await close();
  });

  test('the path between two accounts names what both have, and a kind that is switched off is not followed', async () => {
    const { page, close } = await open(browser);
    await show(page, targets().links);
    const path = page.getByRole('list', { name: 'Path' });
    await path.waitFor();
    assert.match(await path.innerText(), /accounts have it/);
    for (const box of await page.getByRole('checkbox').all()) await box.uncheck();
    await settled(page);
    await page.getByText('Nothing of these kinds links them.').waitFor();
    await close();
  });

  test('a report without its requests says what it cannot show', async () => {
    const { page, close } = await open(browser, { opened: true });
    await show(page, { page: 'links' });
    await page.getByText('the report keeps only some').first().waitFor();
    await show(page, { page: 'entities', kind: 'organisation' });
    await page.getByRole('grid').getByText('org-900').first().click();
    await page.getByText('A report does not say which other accounts have it').waitFor();
    await close();
  });
});
