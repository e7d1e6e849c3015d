/** The map of the prompts: walked with the keyboard, linked to the list and the heatmap, as a table and as a picture. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../harness/chromium.ts';
import { open, settled, show } from './page.ts';

describe('map', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  test('the keyboard walks into a topic and back, and the list below follows', async () => {
    const { page, close } = await open(browser);
    await show(page, { page: 'templates' });
    const list = page.getByRole('grid', { name: 'Templates' });
    const rows = async (): Promise<number> => Number(await list.getAttribute('aria-rowcount')) - 1;
    const all = await rows();
    const map = page.locator('.prompt-map');
    await map.locator('button[tabindex="0"]').focus();
    const topic = map.locator('.map-topic').first();
    for (let step = 0; step < 40 && !(await topic.evaluate((one) => one === document.activeElement)); step++) {
      await page.keyboard.press(step % 3 === 2 ? 'ArrowUp' : 'ArrowRight');
      if (step === 20) await topic.focus();
    }
    const held = Number(/: ([\d,]+) templates?/.exec((await topic.getAttribute('aria-label')) ?? '')?.[1]);
    await page.keyboard.press('Enter');
    assert.equal(await rows(), held);
    assert.ok(held < all);
    assert.equal(await map.locator('button:focus').count(), 1, 'the keyboard stays on the map');
    await page.keyboard.press('Backspace');
    assert.equal(await rows(), all);
    await close();
  });

  test('a search in the list before the map is there stays', async () => {
    const { page, close } = await open(browser);
    const words = await page.evaluate(async () => {
      const field = 'input[aria-label="Search templates"]';
      window.tell({ type: 'show', target: { page: 'templates' } });
      while (document.querySelector(field) === null) await new Promise((done) => requestAnimationFrame(done));
      const input = document.querySelector<HTMLInputElement>(field);
      if (input === null || document.querySelector('.prompt-map') !== null) return 'the map is there already';
      input.value = 'style';
      input.dispatchEvent(new Event('input'));
      while (document.querySelector('.prompt-map') === null) await new Promise((done) => requestAnimationFrame(done));
      return document.querySelector<HTMLInputElement>(field)?.value;
    });
    assert.equal(words, 'style');
    await close();
  });

  test('no area is drawn over another, with the borders of high contrast too', async () => {
    const { page, close } = await open(browser, { theme: 'hc-light' });
    await show(page, { page: 'templates' });
    const over = await page.locator('.prompt-map .map-template').evaluateAll((all) => {
      const boxes = all.map((one) => one.getBoundingClientRect());
      return boxes.filter((a, at) =>
        boxes
          .slice(at + 1)
          // A border is a pixel wide at least, also where the share of a template is less.
          .some(
            (b) =>
              Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5 &&
              Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1.5,
          ),
      ).length;
    });
    assert.equal(over, 0);
    await close();
  });

  test('areas show whole lines, those of one family what tells them apart', async () => {
    const { page, close } = await open(browser);
    await show(page, { page: 'templates' });
    const words = page.locator('.map-template bdi');
    const cut = await words.evaluateAll((all) =>
      all.filter((one) => {
        const area = one.parentElement?.getBoundingClientRect();
        return area === undefined || one.getBoundingClientRect().bottom > area.bottom;
      }),
    );
    assert.equal(cut.length, 0);
    const starts = (await words.allTextContents()).map((text) => text.slice(0, 12));
    assert.ok(starts.length > 10 && new Set(starts).size > starts.length / 3, starts.join(' | '));
    await close();
  });

  test('in a narrow pane most of the map says what it is, and a topic opens to its templates', async () => {
    const { page, close } = await open(browser, { width: 420 });
    await show(page, { page: 'templates' });
    const map = page.locator('.prompt-map');
    const areas = await map
      .locator('button')
      .evaluateAll((all) =>
        all.map((one) => ({ size: one.clientWidth * one.clientHeight, says: one.textContent !== '' })),
      );
    const sum = (some: typeof areas): number => some.reduce((total, { size }) => total + size, 0);
    const spoken = sum(areas.filter(({ says }) => says)) / sum(areas);
    assert.ok(spoken > 0.8, `${Math.round(100 * spoken)}% of the map has words`);
    const cut = await map
      .locator('bdi')
      .evaluateAll((all) => all.flatMap((one) => (one.scrollWidth > one.clientWidth + 1 ? [one.textContent] : [])));
    assert.deepEqual(cut, [], 'words go on in the next line');
    await map.locator('.map-topic').first().click();
    await map.locator('.map-template').first().waitFor();
    await close();
  });

  test('a chosen template shows its prompt and the accounts that send it', async () => {
    const { page, close } = await open(browser);
    await show(page, { page: 'templates' });
    const area = page.locator('.map-template').first();
    await area.hover();
    assert.match((await page.locator('.tooltip').textContent()) ?? '', /requests of .*accounts?/);
    await area.focus();
    await page.keyboard.press('Enter');
    assert.equal(await area.getAttribute('aria-pressed'), 'true');
    await page.getByRole('heading', { name: 'Accounts that send the chosen template' }).waitFor();
    await page.getByRole('button', { name: 'Open template' }).click();
    await settled(page);
    assert.equal(await page.locator('main').getAttribute('data-page'), 'template');
    await close();
  });

  test('the map is there as a table and as a picture', async () => {
    const { page, close } = await open(browser);
    await show(page, { page: 'templates' });
    const figure = page.locator('figure', { has: page.locator('.prompt-map') });
    const topic = (await page.locator('.map-topic').first().getAttribute('aria-label')) ?? '';
    const [word = ''] = /\w+/.exec(topic) ?? [];
    assert.notEqual(word, '');
    await page.getByRole('button', { name: 'Save “Map of the prompts” as SVG' }).click();
    await page.waitForFunction(() => window.sent.some(({ type }) => type === 'savePicture'));
    const svg = await page.evaluate(() => {
      const saved = window.sent.find((message) => message.type === 'savePicture');
      return new TextDecoder().decode(saved?.data);
    });
    assert.ok((svg.match(/<rect/g) ?? []).length > 200 && svg.includes(word), 'areas and names are drawn');
    await figure.getByRole('button', { name: 'Show as table' }).click();
    assert.equal(await page.getByRole('table', { name: 'Map of the prompts' }).locator('tbody tr').count(), 300);
    await close();
  });
});
