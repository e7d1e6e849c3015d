/**
 * The page of a campaign as a case: reasons with their texts, the doubt, the proof side by side.
 * Longer than 400 lines: a case for each part of the proof of one campaign.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { FromWebview } from '../../src/protocol/messages.ts';
import { openBrowser } from '../harness/chromium.ts';
import { open, settled, show } from './page.ts';
import { ACCOUNT_TABS, accountPart, casePart, harvestTargets, targets } from './pages.ts';

const sent = <T extends FromWebview['type']>(page: Page, type: T): Promise<Extract<FromWebview, { type: T }>[]> =>
  page.evaluate((wanted) => window.sent.filter((message) => message.type === wanted), type) as Promise<
    Extract<FromWebview, { type: T }>[]
  >;

/** What of the answer to “why, and are you sure?” does not stand on the first screen: the verdict, the reasons, a text of each, the doubt. */
async function offScreen(page: Page): Promise<string[]> {
  await page.getByRole('heading', { name: 'What else could it be?' }).waitFor();
  const parts = ['.verdict-line', '.decision-choices button, .decision-bar', '.case-top section:nth-child(2) p'].map(
    (part) => page.locator(part).first(),
  );
  parts.push(...(await page.locator('.case-checks li').all()));
  for (const reason of await page.locator('.reason').all())
    parts.push(reason.locator('p').first(), reason.locator('.quote-prompt, .proof, p').last());
  const boxes = await Promise.all(parts.map((part) => part.boundingBox()));
  return boxes.flatMap((box, at) => (box && box.y + box.height < 900 ? [] : [`${at}: ${JSON.stringify(box)}`]));
}

const rowsHaveFocus = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') === 'Accounts by evidence');

describe('case', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  test('the first screen says why, with texts, what an innocent use would be, and lets a person decide', async () => {
    const { page, close } = await open(browser, { width: 1440, height: 900 });
    await show(page, targets().campaign);
    assert.ok(((await page.locator('h1').textContent()) ?? '').split(' ').length > 4, 'the title is a sentence');
    const reasons = page.locator('.reason');
    assert.equal(await reasons.count(), 3);
    await page.getByRole('tab', { name: 'Evidence' }).waitFor();
    for (const reason of await reasons.all())
      assert.ok((await reason.locator('mark.fill, .proof rect').count()) > 0, await reason.innerText());
    // No single request shows that accounts take turns: lanes do.
    // The heading of a reason is what was found, not the name of what found it.
    assert.match(await reasons.nth(2).locator('h3').innerText(), /^3\. The accounts take turns$/);
    const turns = reasons.filter({ hasText: 'The accounts take turns' });
    assert.equal(await turns.locator('.quote').count(), 0);
    assert.equal(await turns.getByRole('img', { name: /as lanes, 240 requests in a row/ }).count(), 1);
    const lines = await reasons.locator('.quote-head .num.link').allTextContents();
    assert.equal(new Set(lines).size, lines.length, 'each reason has lines of its own');
    assert.deepEqual(await offScreen(page), []);
    // What would change the verdict are questions that somebody can answer, each with what follows.
    const checks = await page.locator('.case-checks li').allInnerTexts();
    assert.ok(checks.length > 0);
    for (const check of checks)
      assert.match(check, /^Which honest uses were ruled out\?|^[^?]+\? .*((know|tell)s?\b.*\d%)/);
    await page.getByRole('button', { name: 'Benign…' }).first().click();
    await page.getByRole('textbox').first().waitFor();
    await close();
  });

  test('the top of a case names accounts whole, what only they share, and a sum that adds up to the score beside it', async () => {
    const { page, close } = await open(browser, { width: 1400, height: 900 });
    await show(page, targets().campaign);
    const facts = page.locator('.case-facts');
    const text = await facts.innerText();
    assert.match(text, /Who\s+27 accounts:\s+key-\w+\s+key-\w+\s+[^]*and \d+ more/);
    assert.match(text, /They share\s+\d address\S* nobody else uses: .*203\.0\.113\.7/);
    const cut = await facts
      .locator('button')
      .evaluateAll((names) => names.filter((one) => one.scrollWidth > one.clientWidth + 1).length);
    assert.equal(cut, 0, 'no name is cut');
    const [, start, speaks, against, end, percent] =
      /\((\S+) points\); \d+ reasons for it: (\S+); 1 against: (\S+); that makes (\S+) points, which is (.*?)\. With 2\.3 /.exec(
        text,
      ) ?? [];
    const [a, b, c, sum] = [start, speaks, against, end].map((one) => Number(one?.replace('−', '-')));
    assert.ok(Math.abs(a! + b! + c! - sum!) < 0.02, text);
    assert.equal(percent, await page.locator('.verdict-line .score .num').innerText());
    assert.match(text, /How sure\s+(Of campaigns .* to be false\. )?Flagged as .*Starts at .*accountPrior/s);
    const box = await facts.boundingBox();
    assert.ok(box && box.y + box.height < 420, 'it stands at the top');
    await facts.getByRole('button', { name: /^and \d+ more$/ }).click();
    await settled(page);
    await page.getByRole('grid', { name: 'Accounts by evidence' }).waitFor();
    await close();
  });

  test('the next steps say what each does, a decision is ticked off, and one button leads', async () => {
    const { page, close } = await open(browser, { width: 1400, height: 900 });
    await show(page, targets().campaign);
    const steps = page.getByRole('region', { name: 'What next' });
    assert.match(
      await steps.innerText(),
      /No step suspends an account[^]*Confirm…\s+It counts[^]*Benign…\s+It no longer counts[^]*file of decisions/,
    );
    assert.deepEqual(await page.locator('main button.primary').allInnerTexts(), ['First log line']);
    for (const name of ['Open packet', 'Suspend list…']) await steps.getByRole('button', { name }).click();
    assert.deepEqual((await sent(page, 'share')).at(-1)?.how, 'print');
    assert.equal((await sent(page, 'export')).at(-1)?.format, 'actions');
    for (const name of ['Copy accounts', 'Copy indicators']) await steps.getByRole('button', { name }).waitFor();
    await steps.getByRole('button', { name: 'Find in other reports…' }).click();
    assert.equal((await sent(page, 'command')).at(-1)?.command, 'match');
    await steps.getByRole('button', { name: 'Confirm…' }).click();
    await steps.getByRole('textbox').first().fill('Seen elsewhere');
    await steps.getByRole('button', { name: 'Confirm', exact: true }).click();
    await settled(page);
    assert.match(await steps.innerText(), /Decide ✓ done/);
    assert.deepEqual(await page.locator('main button.primary').allInnerTexts(), ['Export…']);
    await close();
  });

  test('a harvest by one customer shows its own number, and says wherever the one of distillation stands beside it', async () => {
    const { page, close } = await open(browser, { width: 1440, height: 900 });
    const { harvest, harvester } = harvestTargets();
    await show(page, harvest);
    assert.match(await page.locator('.verdict-line').innerText(), /Harvest pattern, one customer\s+96%\s+very likely/);
    await page.getByText(/The score is that of distillation\. The harvest has one of its own, 96%/).waitFor();
    await page.getByRole('tab', { name: 'Accounts' }).click();
    const cells = page.getByRole('grid', { name: 'Accounts by evidence' }).locator('.verdict');
    await cells.first().waitFor();
    assert.equal((await cells.first().innerText()).trim(), 'Harvest');
    assert.match((await cells.first().getAttribute('title')) ?? '', /^Harvest pattern, one customer: .*contract$/);
    await show(page, harvester);
    await page
      .getByText(/^One customer: 28 of 28 accounts belong to org-902: a harvest with a probability of 96%/)
      .waitFor();
    const line = await page.locator('.verdict-line').innerText();
    assert.match(line, /Harvest pattern, one customer\s+96%\s+very likely/);
    assert.doesNotMatch(line, /distillation/);
    await close();
  });

  test('the first screen of an account says the same of the account, by its own requests', async () => {
    const { page, close } = await open(browser, { width: 1440, height: 900 });
    await show(page, targets().account);
    const reasons = page.locator('.reason');
    assert.equal(await reasons.count(), 3);
    // Texts come later: a thread reads them from the log.
    await reasons.locator('.quote-head .num.link').nth(2).waitFor();
    const lines = await reasons.locator('.quote-head .num.link').allTextContents();
    assert.deepEqual([lines.length, new Set(lines).size], [3, 3], 'each reason has a line of its own');
    assert.deepEqual(await offScreen(page), []);
    const use = await page.getByRole('heading', { name: 'What it sends, by template over time' }).boundingBox();
    assert.ok(use && use.y < 900, 'what it sends begins on the first screen');
    await reasons.locator('.quote-head .num.link').last().click();
    assert.equal((await sent(page, 'openLine')).length, 1);
    await close();
  });

  test('the same question under two accounts stands side by side, and leads to both lines', async () => {
    const { page, close } = await open(browser);
    await show(page, casePart('requests'));
    const pair = page.locator('.pair-case').first();
    assert.match((await pair.locator('p').first().textContent()) ?? '', /apart · the same words/);
    await pair.locator('.quote-head .num.link').nth(1).waitFor();
    const accounts = await pair.locator('.quote-head bdi').allTextContents();
    assert.equal(new Set(accounts).size, 2, accounts.join(', '));
    await pair.locator('.quote-head .num.link').first().click();
    await pair.locator('.quote-head .num.link').last().click();
    const opened = (await sent(page, 'openLine')).map(({ line }) => line.line);
    assert.equal(new Set(opened).size, 2);
    await close();
  });

  test('a line break of a prompt is shown by what every font has, and never as an empty box', async () => {
    const { page, close } = await open(browser);
    await show(page, targets().campaign);
    const prompt = (await page.locator('.quote-prompt').first().textContent()) ?? '';
    assert.match(prompt, /step by step\.\nProblem/);
    // Their texts come once they are in sight.
    await page.locator('.line-quotes li').first().scrollIntoViewIfNeeded();
    await page.locator('.line-words:not(:empty)').first().waitFor();
    const symbols = await page.evaluate(() => /[\u2400-\u2426]/.exec(document.body.innerHTML)?.[0]);
    assert.equal(symbols, undefined);
    await close();
  });

  test('beside every line number of the evidence stands what the line says', async () => {
    const { page, close } = await open(browser);
    await show(page, targets().campaign);
    const quotes = page.locator('.line-quotes li');
    await quotes.first().scrollIntoViewIfNeeded();
    await quotes.first().locator('.line-words:not(:empty)').waitFor();
    assert.match((await quotes.first().textContent()) ?? '', /:[\d,]+.*square of x/);
    await show(page, targets().template);
    const rows = page.getByRole('grid', { name: 'Requests' }).locator('.vt-body [role="row"]');
    await rows.first().scrollIntoViewIfNeeded();
    await rows.first().locator('.line-words:not(:empty)').waitFor();
    const asked = (await sent(page, 'question')).flatMap(({ kind, body }) => (kind === 'texts' ? [body.lines] : []));
    assert.ok(asked.every(({ length }) => length <= 60));
    await close();
  });

  test('a group that was cleared stands beside the campaigns, with why, and leads on', async () => {
    const { page, close } = await open(browser);
    await show(page, { page: 'campaigns' });
    await page.getByRole('button', { name: /^Considered and cleared/ }).click();
    await settled(page);
    assert.equal(await page.locator('nav [aria-current]').innerText(), 'Campaigns\n3');
    const table = page.getByRole('grid', { name: 'Accounts near a campaign' });
    assert.match((await table.locator('.vt-body [role="row"]').first().textContent()) ?? '', /39%.*of its own/);
    const groups = page.getByRole('table', { name: 'Judged and cleared' });
    const cleared = groups.locator('tbody tr').first();
    assert.match((await cleared.textContent()) ?? '', /G1.*15.*as customers do/);
    const isCut = (one: Element): boolean => one.scrollWidth > one.clientWidth;
    assert.equal(await cleared.locator('li').first().evaluate(isCut), false, 'a reason is there whole');
    const alone = page.getByRole('grid', { name: 'Asked by too few accounts to be judged' });
    assert.match(
      (await alone.locator('.vt-body [role="row"]').first().textContent()) ?? '',
      /410graded or compared answers/,
    );
    const above = (await page.getByRole('button', { name: /^Measure what would be found/ }).boundingBox())?.y ?? NaN;
    assert.ok(above < (await alone.boundingBox())!.y, 'what could be found is in sight, above lists of accounts');
    await page.getByRole('button', { name: /^Measure what would be found/ }).click();
    assert.deepEqual(
      (await sent(page, 'command')).map(({ command }) => command),
      ['measurePower'],
    );
    await table.focus();
    await page.keyboard.press('Enter');
    await settled(page);
    assert.equal(await page.locator('main').getAttribute('data-page'), 'account');
    await close();
  });

  test('a conversation that changes account is one thread over lanes, with its texts and the time between', async () => {
    const { page, close } = await open(browser, { width: 1440, height: 900 });
    await show(page, casePart('requests'));
    const part = page.getByRole('region', { name: 'Conversations that change account' });
    assert.match(
      (await part.locator('p').first().textContent()) ?? '',
      /5 conversations of 11 accounts with 6 changes of account/,
    );
    const cards = part.locator('.conversation-card');
    assert.equal(await cards.count(), 6);
    assert.match((await cards.nth(1).textContent()) ?? '', /Check the last step once more.*Answer: First we square x/);
    const lefts = await cards.evaluateAll((all) => all.map((card) => card.getBoundingClientRect().left));
    assert.equal(new Set(lefts).size, 3, 'each account has a lane');
    assert.equal(await part.locator('.conversation-way.moves').count(), 2);
    assert.match(
      (await part.locator('.conversation-way.moves text').first().textContent()) ?? '',
      /^\d+ (?:s|min) later$/,
    );
    await cards.first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.equal((await sent(page, 'openLine')).length, 1);
    await part.getByRole('combobox', { name: 'Conversation' }).selectOption({ index: 1 });
    await part.getByText(/Turns 5–12 of 30/).waitFor();
    await part.getByRole('button', { name: 'Show as table' }).click();
    assert.equal(await part.getByRole('table', { name: 'Conversation 2' }).locator('tbody tr').count(), 8);
    await close();
  });

  test('rounds, members and events lead on with the keyboard alone', async () => {
    const { page, close } = await open(browser);
    await show(page, casePart('requests'));
    assert.ok((await page.locator('.rounds tbody tr').count()) > 3);
    await page.locator('.round-cell').first().focus();
    await page.keyboard.press('Enter');
    assert.equal((await sent(page, 'openLine')).length, 1);
    const cells = await page
      .locator('.rounds tbody td:has(button)')
      .evaluateAll((all) =>
        all.map((cell) => [cell instanceof HTMLTableCellElement && cell.cellIndex, cell.textContent]),
      );
    const repeated = cells.filter(([at, words]) => cells.some((one) => one[0] !== at && one[1] === words)).length;
    const note =
      repeated === 0
        ? 'No request here repeats one of another account.'
        : `${repeated} of ${cells.length} requests ask the same as another account here.`;
    await page.getByText(note).waitFor();
    assert.equal(await page.locator('.rounds tbody [tabindex="0"]').count(), 1, 'all rounds are one stop of Tab');
    /** Row and column of the focused cell; a round without a request of that account has none to stop at. */
    const place = (): Promise<(number | undefined)[]> =>
      page.evaluate(() => {
        const cell = document.activeElement?.closest('td');
        return [cell?.closest('tr')?.sectionRowIndex, cell?.cellIndex];
      });
    const filled = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLTableRowElement>('.rounds tbody tr')].flatMap((row, at) =>
        [...row.cells].flatMap(({ cellIndex, firstElementChild }) =>
          firstElementChild?.tagName === 'BUTTON' ? [[at, cellIndex]] : [],
        ),
      ),
    );
    assert.ok(
      filled.length > 4 && filled.length < 3 * (await page.locator('.rounds tbody tr').count()),
      'some are empty',
    );
    const [start] = filled;
    await page.keyboard.press('ArrowRight');
    assert.deepEqual(await place(), filled[1]);
    await page.keyboard.press('ArrowLeft');
    assert.deepEqual(await place(), start);
    await page.keyboard.press('ArrowDown');
    const below = filled.find(([row, column]) => row! > start![0]! && column === start![1]);
    assert.deepEqual(await place(), below);
    await page.keyboard.press('Enter');
    assert.equal((await sent(page, 'openLine')).length, 2);
    await page.getByRole('tab', { name: 'Accounts' }).click();
    await settled(page);
    await page.getByRole('grid', { name: 'Accounts by evidence' }).focus();
    await page.keyboard.press('End');
    await page
      .locator('.chip', { hasText: /^near / })
      .first()
      .waitFor();
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await settled(page);
    const events = page.locator('.case-timeline [tabindex="0"]').first();
    await events.focus();
    await page.keyboard.press('Enter');
    await settled(page);
    await page.getByRole('heading', { name: 'What it sends, by template over time' }).waitFor();
    await page.getByRole('heading', { name: 'How it differs' }).waitFor();
    await close();
  });

  test('everything else is in parts, one in sight at a time, by pointer and arrow keys, and a reload finds the same one', async () => {
    const { page, close } = await open(browser, { width: 1400, height: 900 });
    await show(page, targets().campaign);
    const tabs = page.getByRole('tablist', { name: 'Parts of this case' });
    assert.deepEqual(await tabs.getByRole('tab').allInnerTexts(), [
      ...['Evidence', 'Accounts', 'Timeline', 'Graph', 'Requests', 'Decisions'],
    ]);
    const box = await tabs.boundingBox();
    assert.ok(box && box.y + box.height < 900, `the parts begin at ${box?.y}, below the first screen`);
    await tabs.getByRole('tab', { name: 'Evidence' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('End');
    assert.equal(await tabs.getByRole('tab', { selected: true }).innerText(), 'Decisions');
    assert.equal(await page.getByRole('tabpanel').count(), 1);
    await page.getByRole('heading', { name: 'History of this case' }).waitFor();
    assert.deepEqual((await sent(page, 'state')).at(-1)?.state.target, casePart('decisions'));
    for (const tab of ['evidence', 'accounts', 'graph', 'requests', 'decisions'] as const) {
      await show(page, casePart(tab));
      const height = await page.getByRole('tabpanel').evaluate((panel) => panel.scrollHeight);
      assert.ok(height <= 1800, `${tab} is ${height} pixels tall, more than two screens`);
    }
    await close();
  });

  test('an account stands in parts too, none of which is taller than two screens, and a reload finds the same one', async () => {
    const { page, close } = await open(browser, { width: 1400, height: 900 });
    for (const tab of ACCOUNT_TABS) {
      await show(page, accountPart(tab));
      const height = await page.getByRole('tabpanel').evaluate((panel) => panel.scrollHeight);
      assert.ok(height <= 1800, `${tab} is ${height} pixels tall, more than two screens`);
    }
    await page.getByRole('tab', { name: 'Links' }).click();
    assert.deepEqual((await sent(page, 'state')).at(-1)?.state.target, accountPart('links'));
    await close();
  });

  test('a quote shows where what fills the template begins, however much stands before it', async () => {
    const { page, close } = await open(browser);
    await show(page, targets().campaign);
    const prompt = page.locator('.quote-prompt:has(mark)').first();
    await prompt.evaluate((one) => {
      one.style.setProperty('max-height', '4lh');
      one.prepend(document.createElement('br'), document.createElement('br'), document.createElement('br'));
      one.scrollTop = 0;
    });
    await page.setViewportSize({ width: 700, height: 900 });
    await page.locator('.quote-prompt.goes-on').first().waitFor();
    const [mark, box] = [(await prompt.locator('mark').first().boundingBox())!, (await prompt.boundingBox())!];
    assert.ok(mark.y >= box.y - 1 && mark.y < box.y + box.height / 2, `${mark.y} in ${box.y} and ${box.height} more`);
    await close();
  });

  test('a prompt that goes on ends at a whole line and says so, until its end is in sight', async () => {
    const { page, close } = await open(browser);
    await show(page, targets().campaign);
    const prompt = page.locator('.quote-prompt').first();
    await prompt.evaluate((one) => one.style.setProperty('max-height', '100lh'));
    await page.setViewportSize({ width: 900, height: 900 });
    await page.locator('.quote-prompt').first().and(page.locator(':not(.goes-on)')).waitFor();
    await prompt.evaluate((one) => one.style.setProperty('max-height', '4lh'));
    await page.setViewportSize({ width: 700, height: 900 });
    await page.locator('.quote-prompt.goes-on').first().waitFor();
    const look = (): Promise<{ shown: number; says: string; isSeen: boolean }> =>
      prompt.evaluate((one) => {
        const { content, visibility } = getComputedStyle(one, '::after');
        const shown = one.clientHeight / parseFloat(getComputedStyle(one).lineHeight);
        return { shown, says: content, isSeen: visibility === 'visible' };
      });
    const { shown, says, isSeen } = await look();
    assert.ok(Math.abs(shown - Math.round(shown)) < 0.06, `${shown} lines`);
    assert.deepEqual([says, isSeen], ['"… scroll for more"', true]);
    await prompt.focus();
    await page.keyboard.press('End');
    await prompt.and(page.locator('.goes-on.read')).waitFor();
    assert.equal((await look()).isSeen, false);
    await close();
  });

  test('indicators, accounts and a link are in the menu of a case, and are copied whole', async () => {
    const { page, close } = await open(browser);
    await page.evaluate(
      "window.copied = []; Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied.push(text); } } });",
    );
    await show(page, casePart('graph'));
    for (const name of ['Copy accounts', 'Copy indicators', 'Copy link']) {
      await page.locator('.menu > summary').click();
      await page.locator('.menu').getByRole('button', { name }).click();
    }
    const [accounts = '', indicators = '', link = ''] = await page.evaluate<string[]>('window.copied');
    assert.match(accounts, /^(key-\S+\n){27}$/);
    assert.match(indicators, /^address\t203\.0\.113\.7\tother accounts: 0$/m);
    assert.match(link, /^vscode:\/\/prompt-traffic-audit\.prompt-traffic-audit\/campaign\?id=C-7f2a&tab=graph$/);
    await show(page, casePart('accounts'));
    const rows = page.getByRole('grid', { name: 'Accounts by evidence' });
    await rows.focus();
    for (let row = 0; row < 20; row++) await page.keyboard.press('ArrowDown');
    await page.locator('.menu > summary').click();
    await page.locator('.menu').getByRole('button', { name: 'Copy link' }).click();
    const [row = ''] = await page.evaluate<string[]>('window.copied.slice(-1)');
    assert.match(row, /campaign\?id=C-7f2a&tab=accounts&row=key-\w+$/);
    const account = new URL(row).searchParams.get('row')!;
    await close();
    const other = await open(browser);
    await show(other.page, { ...casePart('accounts'), row: account });
    const chosen = other.page.locator('.vt-row[aria-selected="true"]');
    await chosen.filter({ hasText: account.slice(-6) }).waitFor();
    assert.ok(await rowsHaveFocus(other.page), 'the row that the link names is in sight and has the keyboard');
    await other.close();
  });

  test('the strongest pieces of evidence stand open, level with those against, and the weaker ones are a click away', async () => {
    const { page, close } = await open(browser, { width: 1440, height: 900 });
    await show(page, casePart('evidence'));
    const shown = page.locator('.evidence').first().locator(':scope > li');
    await shown.first().waitFor();
    const [speaks, against] = await page
      .locator('.pair')
      .first()
      .locator('h2')
      .evaluateAll((headings) => headings.map((one) => one.getBoundingClientRect().top));
    assert.ok(speaks !== undefined && speaks === against);
    // The page may be drawn anew while it is looked at: an answer came.
    await page.waitForFunction(() => document.querySelector('.evidence')?.querySelectorAll(':scope > li').length === 5);
    const more = page.locator('summary', { hasText: '7 weaker pieces, +2.80 in all' });
    await more.click();
    const all = more.locator('xpath=..').locator('.evidence > li');
    await all.nth(6).waitFor();
    assert.equal(await all.count(), 7);
    assert.match((await all.last().textContent()) ?? '', /\+0\.10/);
    await close();
  });

  test('in a narrow pane rounds and conversations have their accounts below each other, and nothing is cut at a side', async () => {
    for (const width of [420, 760]) {
      const { page, close } = await open(browser, { width, height: 900 });
      await show(page, casePart('requests'));
      const cells = page.locator('.rounds button.round-cell');
      await cells.first().waitFor();
      await page.locator('.conversation-card').first().waitFor();
      const frames = page.locator('.rounds-frame, .conversation-frame');
      const cut = await frames.evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length);
      assert.equal(cut, 0, `${width} px`);
      const widths = await cells.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
      assert.ok(Math.min(...widths) >= 100, `${widths.join(' and ')} px`);
      await close();
    }
  });

  test('evidence that counts against says why in a clause', async () => {
    const { page, close } = await open(browser);
    await show(page, targets().campaign);
    await page
      .getByText('Counts against: innocent groups, such as customers of one app, look like this')
      .first()
      .waitFor();
    await close();
  });
});
