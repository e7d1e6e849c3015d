/**
 * Every chart: its table, its picture, its keyboard, and what its marks lead to.
 * Longer than 250 lines: a case for each chart.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import type { FromWebview } from '../../src/protocol/messages.ts';
import type { Target } from '../../src/protocol/messages.ts';
import { openBrowser } from '../harness/chromium.ts';
import { figureTitles, sourcesIn } from './source-texts.ts';
import { open, settled, show } from './page.ts';
import { casePart, targets } from './pages.ts';

type Sent<T extends FromWebview['type']> = Extract<FromWebview, { type: T }>;

async function last<T extends FromWebview['type']>(page: Page, type: T): Promise<Sent<T> | undefined> {
  const message = await page.evaluate((wanted) => window.sent.findLast((one) => one.type === wanted), type);
  return message as Sent<T> | undefined;
}

/** Clicks a button that saves a picture, and gives the picture: text of a drawing, else size and first bytes. */
async function saved(
  page: Page,
  button: Locator,
): Promise<{ name: string; text: string; size: number; head: number[] }> {
  const before = await page.evaluate(() => window.sent.length);
  await button.click();
  await page.waitForFunction((count) => window.sent.slice(count).some(({ type }) => type === 'savePicture'), before);
  return page.evaluate(() => {
    // The page may have asked for something else in the meantime.
    const message = window.sent.findLast(({ type }) => type === 'savePicture');
    if (message?.type !== 'savePicture') throw new Error('no picture');
    const { name, format, data } = message;
    const text = format === 'svg' ? new TextDecoder().decode(data) : '';
    return { name, text, size: data.length, head: Array.from(data.subarray(0, 4)) };
  });
}

/** By page, or page and tab. */
const figures: Readonly<Record<string, readonly string[]>> = {
  overview: ['Accounts over time', 'Accounts by risk', 'Requests over time'],
  drift: ['Days compared with the baseline'],
  accounts: ['Accounts over time', 'Account by account'],
  account: ['Hour of the week', 'Time between requests'],
  campaign: ['How this score adds up'],
  'campaign/requests': ['Conversation 1'],
  'campaign/timeline': ['What it took, day by day', 'Members over time', 'Who sends next', 'Succession'],
  'campaign/graph': ['Accounts, templates and infrastructure'],
};

/** Charts of what the made-up scan has not, or shows only when somebody chose it; their pages have tests of their own. */
const ELSEWHERE = [
  ...['What it sends, by template over time', 'What happened when', 'Accounts and templates'],
  ...['What is linked with what', 'Map of the prompts', 'What passed through it, day by day'],
];

test('every chart is drawn here: a new one is named above, with the page that it is on', () => {
  const titles = sourcesIn(join(__dirname, '../../webview-ui'))
    .flatMap(figureTitles)
    .flatMap((title) => ('text' in title ? [String(title.text)] : []));
  const known = new Set<string>([...Object.values(figures).flat(), ...ELSEWHERE]);
  assert.ok(titles.length > 8);
  assert.deepEqual(
    titles.filter((title) => !known.has(title)),
    [],
  );
});

function place(name: string, hostile = false): Target {
  const [page, tab] = name.split('/') as [Target['page'], string?];
  return { ...targets(hostile)[page], ...(tab !== undefined && { tab }) } as Target;
}

describe('charts', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  test('each chart is there, shows the same as a table, and comes back', async () => {
    const { page, close } = await open(browser);
    for (const [name, titles] of Object.entries(figures)) {
      await show(page, place(name));
      for (const title of titles) {
        const figure = page.getByRole('figure', { name: title, exact: true });
        const button = figure.getByRole('button', { name: 'Show as table' });
        await button.click();
        await settled(page);
        const rows = await figure.getByRole('row').count();
        assert.ok(rows > 2, `${title} has ${rows} rows as a table`);
        assert.equal(await figure.getByRole('button', { name: /as PNG$/ }).isVisible(), false, 'a table is no picture');
        await button.click();
        assert.equal(await button.getAttribute('aria-pressed'), 'false');
      }
    }
    await close();
  });

  test('each chart is saved as a drawing that holds its words and nothing that runs, and as a picture', async () => {
    const { page, close } = await open(browser, { hostile: true });
    for (const [name, titles] of Object.entries(figures)) {
      await show(page, place(name, true));
      for (const title of titles) {
        const figure = page.getByRole('figure', { name: title, exact: true });
        const { name: saidName, text } = await saved(page, figure.getByRole('button', { name: /as SVG$/ }));
        assert.equal(saidName, title);
        assert.match(text, /^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/, title);
        assert.ok(text.includes(`>${title}</text>`), title);
        assert.ok((text.match(/<(?:rect|path|image|line)/g)?.length ?? 0) > 2, `${title} is drawn`);
        const unfit = await page.evaluate((source) => {
          const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
          const elements = [...parsed.querySelectorAll('*')];
          return elements.flatMap(({ tagName, attributes }) => [
            ...(/^(?:script|img|foreignObject|parsererror|a)$/.test(tagName) ? [tagName] : []),
            ...[...attributes].map(({ name }) => name).filter((name) => /^(?:on|class|style|xlink)/.test(name)),
          ]);
        }, text);
        assert.deepEqual(unfit, [], title);
        const picture = await saved(page, figure.getByRole('button', { name: /as PNG$/ }));
        assert.deepEqual(picture.head, [0x89, 0x50, 0x4e, 0x47], `${title} is a PNG`);
        assert.ok(picture.size > 3000, `${title} is not empty`);
      }
    }
    await close();
  });

  test('a picture of an opened report says which requests the report keeps, within its own width', async () => {
    const { page, close } = await open(browser, { opened: true, width: 500 });
    await show(page, targets().account);
    const figure = page.getByRole('figure', { name: 'Hour of the week' });
    const { text } = await saved(page, figure.getByRole('button', { name: /as SVG$/ }));
    const [said, spill] = await page.evaluate((source) => {
      const { body } = document;
      body.insertAdjacentHTML('beforeend', source);
      const picture = body.lastElementChild!;
      const edge = picture.getBoundingClientRect();
      const texts = [...picture.querySelectorAll(':scope > text')];
      const words = texts.map(({ textContent }) => textContent).join(' ');
      const beyond = texts.filter((one) => {
        const { right, bottom } = one.getBoundingClientRect();
        return right > edge.right || bottom > edge.bottom;
      });
      picture.remove();
      return [words, beyond.length] as const;
    }, text);
    assert.match(said, /^Hour of the week This report keeps 6,670 of its 266,763 requests: .* by the hour\.$/);
    assert.equal(spill, 0, 'a note runs out of the picture');
    await close();
  });

  test('a day that moved leads to its requests, another cohort has its own days, and an alarm to the lines that moved it', async () => {
    const { page, close } = await open(browser);
    await show(page, { page: 'overview' });
    await page.getByText(/^2 alarms\. 21 days were compared\. An alarm is not an accusation/).waitFor();
    await page.getByRole('button', { name: 'Days compared with the baseline' }).click();
    await settled(page);
    const alarm = page.getByRole('button', { name: /^2025-03-20, this log, alarm: / });
    assert.equal(await alarm.count(), 1);
    assert.match((await alarm.getAttribute('aria-label')) ?? '', /: 3\.4 times as far as usual, .*chance/);
    const days = page.getByRole('button', { name: /^2025-03-\d\d, this log/ });
    assert.equal(await days.count(), 21);
    await days.first().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    const from = Date.UTC(2025, 2, 22);
    assert.deepEqual((await last(page, 'openFirst'))?.selection, { from, to: from + 86_400_000 });
    await page.getByRole('combobox', { name: 'Whose requests' }).selectOption({ index: 2 });
    assert.equal(await alarm.count(), 0, 'nothing moved among the accounts of that model');
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'SELECT');
    const first = page.locator('.drift-alarms > li').first();
    await first.getByRole('button', { name: 'First of its requests on that day' }).first().click();
    const opened = (await last(page, 'openFirst'))?.selection;
    assert.deepEqual([opened?.from, opened?.to], [Date.UTC(2025, 2, 20), Date.UTC(2025, 2, 21)]);
    assert.ok(opened?.template);
    await first.locator('.line-quotes button').first().click();
    assert.ok((await last(page, 'openLine'))?.line.line);
    assert.equal(
      await first.getByRole('button', { name: 'Tec118866' }).count(),
      0,
      'a template without a page is no link',
    );
    await close();
  });

  test('marks of the new charts lead to accounts, templates and log lines by pointer and keyboard', async () => {
    const { page, close } = await open(browser);
    await show(page, casePart('timeline'));
    const turn = page.getByRole('button', { name: /^key-.*request 1 of 240/ });
    await turn.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const opened = await last(page, 'openFirst');
    assert.ok(opened?.selection.account?.startsWith('key-') && opened.selection.from !== undefined);

    await page.getByRole('tab', { name: 'Graph' }).click();
    await settled(page);
    const group = page.getByRole('button', { name: /^\d+ accounts, / }).first();
    const [accounts] = /^\d+ accounts/.exec((await group.getAttribute('aria-label')) ?? '') ?? [];
    await group.click();
    await page
      .getByRole('region', { name: `${accounts ?? ''} with the same templates` })
      .getByRole('button')
      .first()
      .waitFor();
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await settled(page);
    await page.getByRole('grid', { name: /^Succession/ }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^key-/ }).waitFor();
    await settled(page);

    const first = page.getByRole('figure', { name: 'Time between requests' }).getByRole('img').first();
    await first.focus();
    for (let press = 0; press < 17; press++) await page.keyboard.press('ArrowRight');
    assert.match(
      (await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))) ?? '',
      /^[\d,]+ gaps?, .*random/,
    );
    await page.getByRole('tab', { name: 'Links' }).click();
    await settled(page);
    await page.getByRole('grid', { name: 'Linked accounts' }).focus();
    await page.keyboard.press('Enter');
    await settled(page);

    await show(page, casePart('graph'));
    await page
      .getByRole('button', { name: /^T-\S+ You are an expert/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^You are an expert tutor/ }).waitFor();
    await close();
  });

  test('rows are put together by campaign, and the accounts one by one follow what is shown', async () => {
    const { page, close } = await open(browser);
    await show(page, { page: 'accounts' });
    await page.getByLabel('Group').selectOption({ label: 'Campaign' });
    await settled(page);
    const asked = await page.evaluate(() =>
      window.sent.flatMap((message) =>
        message.type === 'question' && message.kind === 'heatmap' ? [message.body] : [],
      ),
    );
    assert.equal(asked.at(-1)?.group, 'campaign');
    const cards = page.locator('.multiple');
    assert.equal(await cards.count(), 24);
    await page.getByRole('searchbox', { name: 'Filter accounts' }).fill('svc-app');
    await page.waitForFunction(
      () => document.querySelector('.multiple bdi')?.textContent.startsWith('svc-app') === true,
    );
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText(/^25–\d+ of /).waitFor();
    await cards.first().click();
    await page.getByRole('heading', { level: 1, name: /^svc-app/ }).waitFor();
    await close();
  });

  test('a page asks the extension to export what it is about', async () => {
    const { page, close } = await open(browser);
    for (const target of [targets().campaign, targets().account]) {
      await show(page, target);
      if (target.page === 'campaign') await page.locator('.menu > summary').click();
      await page.getByRole('button', { name: 'Export…' }).click();
      assert.deepEqual((await last(page, 'export'))?.target, target);
    }
    await close();
  });
});
