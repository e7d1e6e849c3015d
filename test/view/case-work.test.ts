/** Work on a case in the dashboard: status, owner, ticket, comments, and which cases are listed. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../harness/chromium.ts';
import { lastSent, open, settled, show } from './page.ts';
import { targets } from './pages.ts';

describe('work on a case', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  test('a decision says who made it and who answers for it, and one that replaces another says which before it is saved', async () => {
    const { page, close } = await open(browser);
    await show(page, targets().campaign);
    const bar = page.getByRole('region', { name: 'Decision' });
    await bar.getByRole('button', { name: 'Confirm…' }).click();
    await bar.getByRole('textbox').first().fill('Seen in the dump');
    await bar.getByLabel('Your name').fill('ak');
    await bar.getByLabel('Owner').fill('Abuse team');
    await bar.getByRole('button', { name: 'Confirm', exact: true }).click();
    await settled(page);
    assert.match(await bar.innerText(), /Confirmed by ak \(owner: Abuse team\) on [\d-]+: Seen in the dump/);
    assert.match(await page.getByRole('region', { name: 'Work on this case' }).innerText(), /Owner\s+Abuse team/);
    await bar.getByRole('button', { name: 'Watch…' }).click();
    assert.match(await bar.getByText('This replaces a decision.').innerText(), /Confirmed by ak .*: Seen in the dump$/);
    await bar.getByRole('textbox').first().fill('Not sure');
    await bar.getByRole('button', { name: 'Replace: Watch' }).click();
    await settled(page);
    assert.equal((await lastSent(page, 'decide'))?.decision.replace, true);
    await show(page, { ...targets().campaign, tab: 'decisions' });
    const history = page.getByRole('region', { name: 'History of this case' });
    assert.match(await history.innerText(), /confirmed[^]*Seen in the dump[^]*put on watch[^]*Not sure/);
    await close();
  });

  test('a case gets a status, an owner, a ticket and a comment with the keyboard, and only what changed is written', async () => {
    const { page, close } = await open(browser);
    const { campaign } = targets().campaign as { campaign: string };
    await show(page, targets().campaign);
    const strip = page.getByRole('region', { name: 'Work on this case' });
    assert.match(await strip.innerText(), /Status\s+New\s+Owner\s+nobody\s+Ticket\s+none/);
    await strip.getByRole('button', { name: 'Status and comment…' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await strip.getByLabel('Ticket').fill('https://tickets.example/ABUSE-12');
    await strip.getByLabel('Comment').fill('Asked the customer');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await settled(page);
    assert.deepEqual((await lastSent(page, 'work'))?.work, {
      campaign,
      status: 'investigating',
      owner: null,
      ticket: 'https://tickets.example/ABUSE-12',
      note: 'Asked the customer',
      author: 'mw',
    });
    assert.match(await strip.innerText(), /Status\s+Investigating[^]*1 entry/);
    assert.equal(await strip.getByRole('link').getAttribute('href'), 'https://tickets.example/ABUSE-12');
    await strip.getByRole('button', { name: 'Assign to me' }).click();
    await settled(page);
    assert.match(await strip.innerText(), /Owner\s+mw/);
    assert.equal(await strip.getByRole('button', { name: 'Assign to me' }).count(), 0);
    await close();
  });

  test('the list of campaigns shows one’s own cases, those that nobody has, and those that are new since a day', async () => {
    const { page, close } = await open(browser);
    await show(page, targets().campaign);
    await page.getByRole('button', { name: 'Assign to me' }).click();
    await settled(page);
    await show(page, targets().campaigns);
    const filter = page.getByRole('group', { name: 'Filter cases' });
    const cards = page.locator('.card');
    const all = await cards.count();
    await filter.getByLabel('Owner').selectOption('Mine');
    assert.equal(await cards.count(), 1);
    assert.match(await cards.innerText(), /New · mw/);
    assert.equal(await filter.getByRole('status').innerText(), `1 of ${all} in all`);
    await filter.getByLabel('Owner').selectOption('Nobody');
    assert.equal(await cards.count(), all - 1);
    // Gone and come back, the filter is as it was.
    await show(page, targets().overview);
    await show(page, targets().campaigns);
    assert.equal(await cards.count(), all - 1);
    await filter.getByLabel('New since').fill('2090-01-01');
    assert.equal(await page.getByText('No campaign matches.').count(), 1);
    await close();
  });

  test('a case is not closed without a reason, and a form that changes nothing says so', async () => {
    const { page, close } = await open(browser);
    await show(page, { ...targets().campaign, tab: 'decisions' });
    const form = page.getByRole('region', { name: 'Go on' });
    await form.getByRole('button', { name: 'Save' }).click();
    assert.match(await form.innerText(), /Nothing was changed/);
    await form.getByLabel('Status').selectOption('closed');
    await form.getByRole('button', { name: 'Save' }).click();
    assert.match(await form.innerText(), /Say why the case is closed/);
    assert.equal(await lastSent(page, 'work'), undefined);
    await form.getByLabel('Comment').fill('Suspended');
    await form.getByRole('button', { name: 'Save' }).click();
    await settled(page);
    assert.match(await page.getByRole('region', { name: 'Work on this case' }).innerText(), /Closed Suspended/);
    await close();
  });

  test('a case is copied as Markdown and printed from its page', async () => {
    const { page, close } = await open(browser);
    await show(page, targets().campaign);
    await page.locator('.menu > summary').click();
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    const { campaign } = targets().campaign as { campaign: string };
    const share = await lastSent(page, 'share');
    assert.equal(share?.how, 'markdown');
    assert.ok(share.target.page === 'campaign' && share.target.campaign === campaign);
    await page.locator('.menu > summary').click();
    await page.getByRole('button', { name: 'Print…' }).click();
    assert.equal((await lastSent(page, 'share'))?.how, 'print');
    await close();
  });
});
