/**
 * The log explorer in Chromium, over a log that was scanned: any number of rows, every key, every theme, hostile text, nothing
 * serious for axe-core. Longer than 400 lines: a case for each thing that a person can do.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ExplorerState, FromExplorer, LogFilter } from '../../src/protocol/explorer-messages.ts';
import { count, probability } from '../../src/text/numbers.ts';
import { TRACE } from '../fixtures/hostile-text.ts';
import { openBrowser } from '../harness/chromium.ts';
import { until } from '../harness/processes.ts';
import type { ExplorerHost, ScannedLog } from './explorer-host.ts';
import { scanned } from './explorer-host.ts';
import { openExplorer } from './explorer-page.ts';
import type { ExplorerOptions } from './explorer-page.ts';
import { faults, rulesIn } from './axe.ts';
import { searchHit, searchHits, settled, THEMES } from './page.ts';

const LINE_HEIGHT = 24;

describe('log explorer', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  function step(
    name: string,
    options: ExplorerOptions,
    act: (page: Page, log: ScannedLog, host: ExplorerHost) => Promise<void>,
  ): void {
    test(name, async () => {
      const { page, log, host, close } = await openExplorer(browser, options);
      // A log that stays open after a failure would keep the process from its end.
      try {
        await act(page, log, host);
      } finally {
        await close();
      }
    });
  }

  /** What the first cell of a request's row says. */
  const lineOf = (row: number): string => count(row + 1);

  const chosen = (page: Page): Promise<string> =>
    page.locator('.log-row[aria-selected="true"] > :first-child').innerText();
  const head = (page: Page): Promise<string> => page.locator('.pane-head h2').innerText();
  /** Waits until what is read becomes what is expected: the log is read by a thread, which may have to wait for others. */
  async function becomes(read: () => Promise<string>, expected: string): Promise<void> {
    let said = '';
    await until(expected, async () => (said = await read()) === expected).catch(() => undefined);
    assert.equal(said, expected);
  }
  const sent = <T extends FromExplorer['type']>(page: Page, type: T): Promise<Extract<FromExplorer, { type: T }>[]> =>
    page.evaluate((wanted) => window.told.filter((message) => message.type === wanted), type) as Promise<
      Extract<FromExplorer, { type: T }>[]
    >;

  const queryOf = (page: Page): Promise<string> => page.getByRole('combobox', { name: 'Search the log' }).inputValue();
  const asked = async (page: Page): Promise<LogFilter> => {
    await settled(page);
    const lists = (await sent(page, 'question')).flatMap((one) => (one.kind === 'list' ? [one.body] : []));
    return lists.at(-1)!;
  };

  step('values filter with the keyboard alone, and a view is kept by its name', {}, async (page) => {
    await page.getByRole('grid', { name: 'Requests in the log' }).focus();
    const value = page.getByRole('group', { name: 'Campaign' }).getByRole('button', { name: /^C1/ });
    await value.focus();
    await page.keyboard.press('Enter');
    assert.equal((await asked(page)).campaign, 'C1');
    assert.equal(await queryOf(page), 'campaign:C1', 'the query says the same');
    assert.equal(await value.getAttribute('aria-pressed'), 'true');
    assert.ok(await value.evaluate((one) => one === document.activeElement), 'the keyboard stays where it was');
    await page.getByRole('button', { name: 'Save view' }).click();
    await page.getByRole('textbox', { name: 'Name to save this view by' }).fill('First campaign');
    await page.keyboard.press('Enter');
    await settled(page);
    await value.press('Enter');
    assert.equal((await asked(page)).campaign, '');
    await page.getByRole('combobox', { name: 'Saved views' }).selectOption('First campaign');
    assert.equal((await asked(page)).campaign, 'C1');
    await page.getByRole('button', { name: /^Leave out C1/ }).click();
    assert.deepEqual((await asked(page)).except, [{ field: 'campaign', value: 'C1' }]);
    assert.equal(await queryOf(page), '-campaign:C1');
  });

  for (const width of [1400, 1052, 760, 420])
    step(
      `nothing reaches out of a page ${width} wide, with all values and filters in sight`,
      { width },
      async (page) => {
        if (await page.locator('.rail').isHidden()) await page.keyboard.press('f');
        await page.locator('.facet-value').first().waitFor();
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
        const wide = await page
          .locator('.rail :is(button, summary), .filters :is(button, input, select, summary)')
          .evaluateAll((all, limit) => all.filter((one) => one.getBoundingClientRect().right > limit).length, width);
        assert.equal(wide, 0);
        assert.ok(await page.locator('.rail').evaluate((rail) => rail.scrollWidth <= rail.clientWidth));
      },
    );

  step('values are counted in what a search found', {}, async (page) => {
    await page.keyboard.press('/');
    await page.keyboard.type('text:reasoning');
    await page.keyboard.press('Enter');
    await page.getByText(/ found$/).waitFor();
    await settled(page);
    const total = Number((await page.locator('.list-status').innerText()).replace(/\D/g, ''));
    const counts = await page.getByRole('group', { name: 'Verdict' }).locator('.facet-value .num').allInnerTexts();
    assert.equal(
      counts.map((text) => Number(text.replace(/\D/g, ''))).reduce((all, one) => all + one, 0),
      total,
    );
  });

  step('a query is completed while one types, and says what is wrong with it', {}, async (page) => {
    await page.keyboard.press('/');
    await page.keyboard.type('camp');
    const offers = page.getByRole('listbox', { name: 'Completions' }).getByRole('option');
    await offers.filter({ hasText: 'campaign:' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await offers.filter({ hasText: 'C2' }).first().waitFor();
    await page.keyboard.type('C1');
    await offers.filter({ hasText: 'C2' }).first().waitFor({ state: 'hidden' });
    await page.keyboard.press('Enter');
    await becomes(() => queryOf(page), 'campaign:C1');
    await page.keyboard.press('/');
    await page.keyboard.press('End');
    await page.keyboard.type(' -verd');
    await offers.filter({ hasText: '-verdict:' }).click();
    await offers.filter({ hasText: 'none' }).first().click();
    const { campaign, except } = await asked(page);
    assert.deepEqual([campaign, except], ['C1', [{ field: 'verdict', value: 'none' }]]);
    assert.match(await queryOf(page), /^campaign:C1 -verdict:none/);
    await page.keyboard.type('from:never ');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'takes a time such as' }).waitFor();
    assert.deepEqual((await asked(page)).campaign, 'C1', 'the list stays');
  });

  step('a span of time is chosen by dragging over the bars, and by keys', {}, async (page) => {
    const plot = page.locator('.times-plot svg').first();
    await plot.waitFor();
    const box = (await plot.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.25, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + 20, { steps: 4 });
    await page.mouse.up();
    const { from, to } = await asked(page);
    assert.ok(from !== undefined && to !== undefined && to > from);
    assert.match(await queryOf(page), /^from:\S+ to:\S+$/);
    const shown = Number((await page.locator('.list-status').innerText()).replace(/\D/g, ''));
    const words = await page.locator('.times-words').innerText();
    assert.match(words, new RegExp(`: ${count(shown)} requests`), 'the bars and the list count the same');
    const step = (await page.evaluate(() =>
      document.querySelectorAll('[role=slider]')[1]?.getAttribute('aria-valuenow'),
    ))!;
    await page.getByRole('slider', { name: 'Until (UTC)' }).press('ArrowLeft');
    await settled(page);
    assert.equal(
      await page.getByRole('slider', { name: 'Until (UTC)' }).getAttribute('aria-valuenow'),
      String(Number(step) - 1),
    );
    assert.ok((await asked(page)).to! < to);
    await page.getByRole('button', { name: 'Whole time' }).click();
    const whole = await asked(page);
    assert.deepEqual([whole.from, whole.to], [undefined, undefined]);
  });

  step('columns that few logs have are there when asked for, and stay over a reload', {}, async (page) => {
    await page.locator('.menu summary').click();
    await page.getByRole('group', { name: 'Columns' }).getByLabel('Tokens in, out').check();
    await page.getByRole('columnheader', { name: 'Tokens in, out' }).waitFor();
    const columns = await page.evaluate(() => (window.keptState as ExplorerState).columns);
    assert.ok(columns?.includes('tokens') && columns.includes('account'));
    await page.getByRole('button', { name: 'The usual columns' }).click();
    await page.getByRole('columnheader', { name: 'Tokens in, out' }).waitFor({ state: 'detached' });
  });

  step('who sent a request stands before what was answered', {}, async (page) => {
    const who = await page.locator('dl.who').innerText();
    assert.match(who, /\bclient\b/);
    assert.match(who, /\baddress\b/);
    assert.ok(!(await page.locator('.pane-facts').innerText()).includes('user agent'));
    const answer = page.locator('.pane').getByRole('heading', { name: 'Answer' }).first();
    const [above, below] = [await page.locator('dl.who').boundingBox(), await answer.boundingBox()];
    assert.ok(above && below && above.y + above.height <= below.y, 'the sender comes after the answer');
  });

  step('a request is copied as a call, as JSON and as Markdown', {}, async (page) => {
    await page.getByRole('grid', { name: 'Requests in the log' }).focus();
    await page.keyboard.press('ArrowDown');
    await settled(page);
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
    { madeUp: { lines: 2_400_000 } },
    async (page) => {
      const list = page.getByRole('grid', { name: 'Requests in the log' });
      await list.focus();
      await page.keyboard.press('ArrowDown');
      await becomes(() => chosen(page), '2');
      await page.keyboard.press('End');
      await becomes(() => chosen(page), '2,400,000');
      assert.ok((await page.locator('.log-row').count()) < 60);
      await becomes(() => head(page), 'Line 2,400,000');
      await page.keyboard.press('PageUp');
      await page.keyboard.press('ArrowDown');
      const near = Number((await chosen(page)).replaceAll(',', ''));
      assert.ok(near > 2_399_900 && near < 2_400_000, `${near}`);
      await page.keyboard.press('Home');
      await becomes(() => chosen(page), '1');
    },
  );

  step(
    'a list longer than a browser can scroll moves row by row under the wheel',
    { madeUp: { lines: 30_000_000 } },
    async (page) => {
      const list = page.locator('.log-list');
      await list.hover();
      await page.mouse.wheel(0, 5 * LINE_HEIGHT);
      await settled(page);
      const first = async (): Promise<number> => {
        const texts = await page.locator('.log-row > :first-child').allInnerTexts();
        return Math.min(...texts.map((text) => Number(text.replace(/\D/g, ''))));
      };
      assert.ok((await first()) <= 6, 'six rows above those in sight are drawn in advance');
      const tops = await list.evaluate((element) => [element.scrollTop, element.scrollHeight]);
      assert.ok((tops[0] ?? 0) < 5, 'the bar hardly moves');
      await list.evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
      await settled(page);
      assert.ok(Math.abs((await first()) - 15_000_000) < 100_000, 'the middle of the bar is the middle of the log');
    },
  );

  step('n and p step through flagged requests, g goes to a line, / searches', {}, async (page, { flagged, lines }) => {
    const [first = 0, second = 0] = flagged;
    await page.locator('.log-list').focus();
    // The first row is chosen at the start.
    if (first > 0) await page.keyboard.press('n');
    await becomes(() => chosen(page), lineOf(first));
    await page.keyboard.press('n');
    await becomes(() => chosen(page), lineOf(second));
    await page.keyboard.press('p');
    await becomes(() => chosen(page), lineOf(first));
    await page.keyboard.press('g');
    await page.keyboard.type('1,234');
    await page.keyboard.press('Enter');
    await becomes(() => head(page), 'Line 1,234');
    // The keys work on: the focus is in the list again.
    await page.keyboard.press('ArrowDown');
    await becomes(() => head(page), 'Line 1,235');
    await page.keyboard.press('g');
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('reasoning');
    await page.keyboard.press('Enter');
    const found = lines.filter((line) => line.toLowerCase().includes('reasoning')).length;
    assert.ok(found > 100);
    await page.getByText(new RegExp(`^${count(found)} requests found$`)).waitFor();
    await settled(page);
    const hits = await searchHits(page);
    assert.deepEqual(
      [...new Set(hits.map((hit) => hit.toLowerCase()))],
      ['reasoning'],
      'only what was searched for is marked',
    );
    assert.ok(hits.length > 0, 'it is marked wherever it is in sight');
    assert.equal(await page.evaluate(() => document.activeElement?.className), 'log-list');
  });

  step(
    'a line behind the end of the log is said not to be there, and nobody takes the last one for it',
    {},
    async (page, { lines }) => {
      const last = count(lines.length - 1);
      const note = page.locator('.log-note');
      const goTo = async (line: string): Promise<void> => {
        await page.keyboard.press('g');
        await page.keyboard.type(line);
        await page.keyboard.press('Enter');
      };
      await page.getByLabel('Flagged only').check();
      await settled(page);
      await page.locator('.log-list').focus();
      await goTo('999999');
      await becomes(() => note.innerText(), `There is no line 999,999: the log ends at line ${last}.`);
      assert.ok(await page.getByLabel('Flagged only').isChecked(), 'the filter is as it was');
      await page.getByRole('button', { name: 'All lines' }).click();
      await settled(page);
      assert.equal(await note.innerText(), '', 'what was said of another list is gone');
      await page.locator('.log-list').focus();
      await goTo('999999');
      await becomes(() => note.innerText(), `There is no line 999,999: the log ends at line ${last}.`);
      await becomes(() => head(page), `Line ${last}`);
      await goTo('12');
      await becomes(() => head(page), 'Line 12');
      assert.equal(await note.innerText(), '');
      assert.equal(
        await page.evaluate(() => (window.keptState as ExplorerState).line),
        12,
        'a reload comes back to it',
      );
      await goTo('0');
      assert.equal(await note.innerText(), 'A line is a whole number from 1.');
    },
  );

  step('a line that is asked for is shown although a search did not find it', { scanned: false }, async (page) => {
    await page.keyboard.press('/');
    await page.keyboard.type('reasoning');
    await page.keyboard.press('Enter');
    await page.getByText(/ lines found$/).waitFor();
    await page.evaluate(() => window.tellExplorer({ type: 'reveal', member: '', line: 1 }));
    await becomes(() => head(page), 'Line 1');
    assert.equal(await page.getByRole('combobox', { name: 'Search the log' }).inputValue(), '');
  });

  step(
    'a line that is not counted yet is said to be awaited, and is shown once it is',
    { madeUp: { lines: 1_000_000, counted: 1000 } },
    async (page, _, host) => {
      await page.locator('.log-list').focus();
      await page.keyboard.press('g');
      await page.keyboard.type('654321');
      await page.keyboard.press('Enter');
      await becomes(
        () => page.locator('.log-note').innerText(),
        'Line 654,321 is not counted yet. It is shown as soon as it is.',
      );
      assert.equal(await head(page), 'Line 1');
      host.countAll();
      await becomes(() => head(page), 'Line 654,321');
      assert.equal(await page.locator('.log-note').innerText(), '');
    },
  );

  step(
    'a search is there again once lines are counted, and the log ends before the line that was asked for',
    { madeUp: { lines: 1_000_000, counted: 1000 } },
    async (page, _, host) => {
      const note = page.locator('.log-note');
      const text = page.getByRole('combobox', { name: 'Search the log' });
      await page.keyboard.press('/');
      await page.keyboard.type('no such text');
      await page.keyboard.press('Enter');
      await page.getByText('The text was not found.').waitFor();
      await page.locator('.log-list').focus();
      await page.keyboard.press('g');
      await page.keyboard.type('2000000');
      await page.keyboard.press('Enter');
      await becomes(() => note.innerText(), 'Line 2,000,000 is not counted yet. It is shown as soon as it is.');
      host.countAll();
      await becomes(() => note.innerText(), 'There is no line 2,000,000: the log ends at line 1,000,000.');
      assert.equal(await text.inputValue(), 'no such text');
    },
  );

  step('while a search goes on nothing is said to be missing, and at its end it is', {}, async (page) => {
    const empty = page.locator('.log-empty p');
    await page.keyboard.press('/');
    await page.keyboard.type('no such text');
    await page.keyboard.press('Enter');
    await becomes(() => empty.innerText(), 'The text was not found.');
    const tell = (complete: boolean): Promise<void> =>
      page.evaluate((isComplete) => {
        const facts = { total: 0, complete: isComplete, bytes: 11, allBytes: 100, limited: false };
        // The page takes only what is about its own list.
        for (let list = 1; list < 20; list++) window.tellExplorer({ type: 'list', facts: { list, ...facts } });
      }, complete);
    await tell(false);
    await becomes(() => empty.innerText(), 'Still searching: nothing found yet.');
    await page.keyboard.press('f');
    await page.keyboard.press('f');
    await becomes(() => page.locator('.rail').innerText(), 'Still searching: nothing found yet.');
    await tell(true);
    await becomes(() => empty.innerText(), 'The text was not found.');
    await becomes(() => page.locator('.rail').innerText(), 'No request matches: there are no values to count.');
  });

  for (const theme of ['hc-dark', 'hc-light'] as const) {
    step(`the button of the filters shows that they are open, in ${theme} too`, { theme }, async (page) => {
      const button = page.getByRole('button', { name: 'Filters', exact: true });
      const ground = (): Promise<string> => button.evaluate((one) => getComputedStyle(one).backgroundColor);
      const open = await ground();
      assert.equal(await button.getAttribute('aria-pressed'), 'true');
      await button.click();
      await page.mouse.move(0, 0);
      assert.equal(await button.getAttribute('aria-pressed'), 'false');
      assert.notEqual(await ground(), open);
    });
  }

  step('where nothing is flagged the time stands in the room of scores', { clean: true, width: 420 }, async (page) => {
    const heads = await page.locator('.log-head > div').allInnerTexts();
    assert.deepEqual(heads, ['Line', 'Time (UTC)', 'Prompt']);
  });

  step('a log with nothing flagged offers no way to what is flagged', { clean: true }, async (page) => {
    assert.match(await page.locator('.log-summary').innerText(), /· 0 flagged$/);
    assert.equal(await page.getByRole('button', { name: 'Next flagged' }).isVisible(), false);
    assert.equal(await page.getByLabel('Flagged only').isVisible(), false);
  });

  step('flagged requests are shown alone, and the filter says so', {}, async (page, { flagged, results }) => {
    await page.getByLabel('Flagged only').check();
    await becomes(() => page.locator('.list-status').innerText(), `${count(flagged.length)} requests`);
    await becomes(async () => String(await page.locator('.log-row:not(.flagged)').count()), '0');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await becomes(() => page.locator('.list-status').innerText(), `${count(results.index.length)} requests`);
  });

  step('what is written while a slow log is searched for an earlier text stays as it is', {}, async (page, _, host) => {
    const searchesFor = async (text: string): Promise<void> => {
      await page.keyboard.type(text.slice(-1));
      await page.waitForFunction((all) => (window.keptState as ExplorerState).filter.text === all, text);
    };
    await page.locator('.log-list').focus();
    await page.keyboard.press('/');
    const release = host.hold();
    await searchesFor('s');
    // Its list is asked for when the one before is there.
    await searchesFor('so');
    await page.keyboard.type(' model:half');
    release();
    await settled(page);
    assert.equal(await queryOf(page), 'so model:half');
  });

  step('a search without results leaves no request in sight that was not found', {}, async (page) => {
    await page.locator('.log-list').focus();
    await page.keyboard.press('n');
    await settled(page);
    await page.keyboard.press('/');
    await page.keyboard.type('in no line of it');
    await page.keyboard.press('Enter');
    await settled(page);
    const said = page.getByText('The text was not found.');
    await said.waitFor();
    assert.equal(await page.locator('.pane-head').count(), 0);
    const [text, frame] = [(await said.boundingBox())!, (await page.locator('.log-frame').boundingBox())!];
    const middle = (box: typeof text): [number, number] => [box.x + box.width / 2, box.y + box.height / 2];
    const [x, y] = [middle(text)[0] - middle(frame)[0], middle(text)[1] - middle(frame)[1]];
    assert.ok(Math.abs(x) < 20 && Math.abs(y) < frame.height / 4, `it is ${x}, ${y} from the middle`);
    await page.locator('.log-empty').getByRole('button', { name: 'Clear filters' }).click();
    await page.locator('.log-row').first().waitFor();
  });

  step('a request shows its slots, its evidence on both sides, and leads to the dashboard', {}, async (page, log) => {
    const { flagged, lines, results } = log;
    const row = flagged[1] ?? 0;
    await page.locator('.log-list').focus();
    await page.keyboard.press('g');
    await page.keyboard.type(lineOf(row));
    await page.keyboard.press('Enter');
    await settled(page);
    const fill = page.locator('.words .fill').first();
    assert.match((await fill.getAttribute('title')) ?? '', /^slot \d+$/);
    const inLog = JSON.stringify((await fill.innerText()).trim().split('\n')[0]).slice(1, -1);
    assert.ok(lines[row]?.includes(inLog), `what fills the slot is in the line: ${inLog}`);
    const account = results.account(results.index.accounts[results.index.account[row] ?? 0] ?? '');
    assert.ok(account !== undefined && account.evidence.length >= 3);
    assert.equal(await page.locator('.weight.for').count(), 3);
    assert.ok((await page.locator('.weight.against').count()) > 0);
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
      [[row + 1, results.index.offset[row]]],
    );
  });

  step(
    'while lines are counted, places behind are estimates and become true ones',
    {
      madeUp: { lines: 1_000_000, counted: 1000 },
    },
    async (page, _, host) => {
      assert.match(await page.locator('.list-status').innerText(), /^about 1,250,000 lines · counted/);
      await page.locator('.log-list').focus();
      await page.keyboard.press('End');
      await settled(page);
      await settled(page);
      assert.match(await chosen(page), /^≈ /);
      assert.match(await page.locator('.log-row[aria-selected="true"]').innerText(), /number 999999\?/);
      assert.equal(await page.locator('.log-list').getAttribute('aria-rowcount'), '-1');
      host.countAll();
      await becomes(() => chosen(page), '1,000,000');
      assert.equal(await page.locator('.log-list').getAttribute('aria-rowcount'), '1000001');
    },
  );

  step('a line shown from elsewhere is chosen, also when the filter hid it', {}, async (page, { results }) => {
    const line = 2500 + Array.from({ length: 100 }, (_, k) => k).findIndex((k) => !results.isFlagged(2499 + k));
    await page.getByLabel('Flagged only').check();
    await settled(page);
    await page.evaluate((shown) => window.tellExplorer({ type: 'reveal', member: '', line: shown }), line);
    await becomes(() => head(page), `Line ${count(line)}`);
    assert.equal(await page.getByLabel('Flagged only').isChecked(), false);
    const shown = await sent(page, 'dashboard');
    assert.deepEqual(shown, [], 'being shown a line must not show anything in turn');
  });

  test('a reload brings back the filter and the line', async () => {
    const { flagged } = await scanned('demo');
    const line = (flagged[40] ?? 0) + 1;
    const filter = { kind: 'requests', account: '', template: '', campaign: '', flagged: true, text: '' } as const;
    const state: ExplorerState = { filter, member: '', line, split: 0.5, follow: false };
    const { page, close } = await openExplorer(browser, { state });
    await settled(page);
    assert.equal(await page.getByLabel('Flagged only').isChecked(), true);
    await becomes(() => head(page), `Line ${count(line)}`);
    await close();
  });

  step('a log that was not scanned says so and offers the scan', { scanned: false }, async (page) => {
    await page.getByRole('button', { name: 'Scan This Log' }).click();
    assert.deepEqual(
      (await sent(page, 'command')).map(({ command }) => command),
      ['scanFile'],
    );
    assert.equal(await page.getByRole('button', { name: 'Requests', exact: true }).isDisabled(), true);
  });

  step('rows are read as sentences by screen readers', {}, async (page, { flagged, results }) => {
    const { index } = results;
    const isCleared = (row: number): boolean => !results.isCountedRow(row);
    const labelOf = async (row: number): Promise<string> => {
      await page.evaluate((line) => window.tellExplorer({ type: 'reveal', member: '', line }), row + 1);
      await becomes(() => chosen(page), lineOf(row));
      return (await page.locator('.log-row[aria-selected="true"]').getAttribute('aria-label')) ?? '';
    };
    const [counted, cleared] = [flagged.find((row) => !isCleared(row)), flagged.find(isCleared)];
    assert.ok(counted !== undefined && cleared !== undefined);
    const said = await labelOf(counted);
    assert.ok(said.startsWith(`Line ${lineOf(counted)}, flagged, ${probability(index.score[counted] ?? 0)}, `), said);
    const template = index.templates[index.template[counted] ?? 0] ?? '';
    assert.match(
      said,
      new RegExp(`2026-05-\\d\\d \\d\\d:\\d\\d:\\d\\d, account [0-9a-f…]+, template ${template}, harbour`),
    );
    assert.match(await labelOf(cleared), /flagged but not counted/);
  });

  step('hostile text is shown as text', { hostile: true }, async (page) => {
    await page.locator('.log-list').focus();
    await page.keyboard.press('n');
    await settled(page);
    assert.equal(await page.locator('img, iframe, svg[onload]').count(), 0);
    assert.equal(await page.evaluate((trace) => trace in window, TRACE), false);
    const texts = (await page.locator('.log-row').allInnerTexts()).join('\n');
    assert.match(texts, /⟨U\+202E⟩|␛/);
    assert.ok(!texts.includes('\u202e') && !texts.includes('\u001b'));
  });

  step('a long name loses its middle, and is found and read out as one', {}, async (page, { lines }) => {
    const name = page.locator('.log-row .long-name').first();
    const account = (await name.textContent()) ?? '';
    assert.ok(lines.some((line) => line.includes(account)) && account.length > 40, account);
    const [start, end] = [name.locator(':first-child'), name.locator(':last-child')];
    assert.ok(await start.evaluate((part) => part.scrollWidth > part.clientWidth), 'the column is too narrow for it');
    const [cell, tail] = [await name.locator('..').boundingBox(), await end.boundingBox()];
    assert.ok(cell && tail && tail.x + tail.width <= cell.x + cell.width, 'the end is in sight');
    await page.getByRole('button', { name: account }).first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type(account.slice(-12));
    await page.keyboard.press('Enter');
    // The mark goes over both parts.
    await searchHit(page, account.slice(-12));
  });

  step('text of a right-to-left script is cut at its end, and each line has a direction', {}, async (page) => {
    const isBeginInSight = await page
      .locator('.log-row:not(.pending) > :last-child > [dir=auto]')
      .first()
      .evaluate((cell) => {
        cell.textContent = 'كلمة '.repeat(100);
        const begin = new Range();
        begin.setStart(cell.firstChild!, 0);
        begin.setEnd(cell.firstChild!, 3);
        const [at, room] = [begin.getBoundingClientRect(), cell.parentElement!.getBoundingClientRect()];
        return at.left >= room.left && at.right <= room.right;
      });
    assert.ok(isBeginInSight);
    const sides = await page
      .locator('.words')
      .first()
      .evaluate((words) => {
        words.textContent = 'كلمة\nword.';
        const box = words.getBoundingClientRect();
        return [0, 5].map((at) => {
          const letter = new Range();
          letter.setStart(words.firstChild!, at);
          letter.setEnd(words.firstChild!, at + 1);
          return letter.getBoundingClientRect().left < box.left + box.width / 2 ? 'left' : 'right';
        });
      });
    assert.deepEqual(sides, ['right', 'left']);
  });

  for (const theme of THEMES) {
    step(`axe-core finds nothing in ${theme}`, { theme }, async (page, { flagged }) => {
      await page.locator('.log-list').focus();
      await page.keyboard.press('n');
      await becomes(() => head(page), `Line ${lineOf(flagged[0] ?? 0)}`);
      await settled(page);
      assert.deepEqual(await faults(page, rulesIn(theme)), []);
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
