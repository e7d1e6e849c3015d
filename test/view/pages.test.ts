/**
 * Every page: nothing for axe to find, nothing cut off, no error, no breach of the policy. `test:all` takes a picture of each in each
 * theme.
 * Longer than 400 lines: a case for each thing that holds for every page.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Target } from '../../src/protocol/messages.ts';
import { isAll } from '../harness/all.ts';
import { openBrowser } from '../harness/chromium.ts';
import { faults, rulesIn } from './axe.ts';
import { open, ROOT, settled, show, THEMES } from './page.ts';
import { accountPart, casePart, everything, targets } from './pages.ts';

const pictures = path.join(ROOT, 'test/results/view');

/** For people to look at: no test reads one. */
async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  if (isAll) await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage });
}

/** What was seen on a page. */
interface Seen {
  /** What axe found. */
  found: string[];
  longestMotion: number;
  /** Tables that are cut at their edge, and what else is cut off sideways, with the width of the window. */
  cutTables: string[];
  cut: string[];
  /** With every chart as a table. */
  tables: { charts: number; faults: string[]; text: string };
}

async function seen(page: Page, name: string, target: Target): Promise<Seen> {
  await show(page, target);
  await picture(page, `dark-${name}`, name !== 'accounts');
  const found = await faults(page);
  const motion = await longestMotion(page);
  const cutTables: string[] = [];
  const cut: string[] = [];
  for (const width of [1120, 1010, 900, 760, 700, 640, 420, 300]) {
    await page.setViewportSize({ width, height: 860 });
    await settled(page);
    if (width < 700) cut.push(...(await cutAt(page, width)));
    cutTables.push(...(await cutTablesAt(page, width)));
    if (width < 700) await picture(page, `width-${width}-${name}`);
  }
  await page.setViewportSize({ width: 1280, height: 860 });
  await settled(page);
  for (const button of await page.getByRole('button', { name: 'Show as table' }).all()) await button.click();
  await settled(page);
  const figures = await page.locator('figure').count();
  const tables = {
    charts: await page.locator('figure .chart, figure .hm').count(),
    faults: figures === 0 ? [] : await faults(page, 'all', isAll ? undefined : 'figure'),
    text: await page.evaluate(() => document.body.innerText),
  };
  return { found, longestMotion: motion, cutTables, cut, tables };
}

const longestMotion = (page: Page): Promise<number> =>
  page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll('*')].flatMap((element) => {
        const { transitionDuration, animationName, animationDuration } = getComputedStyle(element);
        return [...transitionDuration.split(','), animationName === 'none' ? '0s' : animationDuration].map(parseFloat);
      }),
    ),
  );

async function cutTablesAt(page: Page, width: number): Promise<string[]> {
  // Long tables choose their columns where there is room for some; others stack their rows at any width.
  const labels = await page
    .locator(width < 700 ? '.table-scroll' : ':is(.vt, .table-scroll)')
    .evaluateAll((tables) =>
      tables.flatMap((table) => (table.scrollWidth > table.clientWidth ? [table.getAttribute('aria-label')] : [])),
    );
  return labels.map((label) => `${label ?? 'a table'} at ${width} px`);
}

/** What is wider than the window, and a bar of pages that is not one line with the present page in sight. */
async function cutAt(page: Page, width: number): Promise<string[]> {
  const [spill, rows, isInSight] = await page.evaluate(() => {
    const tabs = [...document.querySelectorAll('.top nav button')].map((tab) => tab.getBoundingClientRect());
    const present = document.querySelector('.top nav [aria-current]')?.getBoundingClientRect();
    return [
      document.documentElement.scrollWidth - window.innerWidth,
      new Set(tabs.map(({ top }) => top)).size,
      present !== undefined && present.left >= 0 && present.right <= window.innerWidth,
    ] as const;
  });
  return [
    ...(spill > 0 ? [`${spill} px too wide at ${width} px`] : []),
    ...(rows === 1 ? [] : [`the tabs stand in ${rows} rows at ${width} px`]),
    ...(isInSight ? [] : [`its tab is out of sight at ${width} px`]),
  ];
}

describe('pages', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  /** What was seen on each page of one walk through all of them, in the dark theme. */
  const walk = new Map<string, Seen>();
  test('every page can be opened, in every width that it has room in', async () => {
    const { page, close } = await open(browser);
    for (const [name, target] of Object.entries(everything())) walk.set(name, await seen(page, name, target));
    await close();
    assert.equal(walk.size, Object.keys(everything()).length);
  });

  /** What each page was seen to be, by the name of the page. */
  const all = <T>(one: (page: Seen) => T): Record<string, T> => {
    assert.ok(walk.size > 20, 'every page was seen');
    return Object.fromEntries([...walk].map(([name, page]) => [name, one(page)]));
  };
  /** The pages of which something is to be said. */
  const bad = (one: (page: Seen) => readonly unknown[]): [string, readonly unknown[]][] =>
    Object.entries(all(one)).filter(([, found]) => found.length > 0);

  test('no page has an accessibility fault', () =>
    assert.deepEqual(
      bad(({ found }) => found),
      [],
    ));

  test('every chart as a table has no accessibility fault', () => {
    assert.deepEqual(
      bad(({ tables }) => tables.faults),
      [],
    );
    assert.deepEqual(
      bad(({ tables }) => (tables.charts === 0 ? [] : ['still shows a chart'])),
      [],
    );
  });

  test('all pages write dates one way, that of terminals, exports and logs', () => {
    const months = /\b\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b|\d{1,2}[/.]\d{1,2}[/.]20\d\d/;
    assert.deepEqual(
      bad(({ tables }) => months.exec(tables.text) ?? []),
      [],
    );
    const { overview = '' } = all(({ tables }) => tables.text);
    assert.match(overview, /Open C\S+ first: read its log lines and its innocent explanation/);
    assert.match(overview, /2025-03-\d\d – 2025-03-\d\d/);
  });

  test('nothing moves on any page for whoever asked for less motion in the system', () => {
    assert.deepEqual(
      bad(({ longestMotion }) => (longestMotion === 0 ? [] : [longestMotion])),
      [],
    );
  });

  test('a table of many columns shows those that have room, and cuts none at its edge', () => {
    assert.deepEqual(
      bad(({ cutTables }) => cutTables),
      [],
    );
  });

  test('nothing is cut off sideways beside an editor', () =>
    assert.deepEqual(
      bad(({ cut }) => cut),
      [],
    ));

  for (const theme of THEMES.filter((one) => one !== 'dark')) {
    test(`${theme}: no page has an accessibility fault of colours`, async () => {
      const { page, close } = await open(browser, { theme });
      for (const [at, [name, target]] of Object.entries(everything()).entries()) {
        // Every page in one theme beside the dark one; in a run with everything, in all.
        if (!isAll && at % (THEMES.length - 1) !== THEMES.indexOf(theme) - 1) continue;
        await show(page, target);
        await picture(page, `${theme}-${name}`, name !== 'accounts');
        assert.deepEqual(await faults(page, rulesIn(theme)), [], `${name} in ${theme}`);
      }
      await close();
    });
  }

  test('no verdict and no line of a quoted prompt is cut through', async () => {
    const { page, close } = await open(browser, { width: 1400 });
    for (const target of [targets().templates, targets().accounts, targets().template, casePart('accounts')]) {
      await show(page, target);
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll('.vt-row > div')]
          .filter((cell) => cell.querySelector('.verdict') !== null && cell.scrollWidth > cell.clientWidth)
          .map((cell) => cell.textContent),
      );
      assert.deepEqual(cut, [], JSON.stringify(target));
    }
    await show(page, targets().account);
    const lines = await page.evaluate(() =>
      [...document.querySelectorAll('.quote-prompt')].map(
        (quote) => quote.clientHeight / Number.parseFloat(getComputedStyle(quote).lineHeight),
      ),
    );
    assert.ok(lines.length > 0 && lines.every((count) => Math.abs(count - Math.round(count)) < 0.05), lines.join(' '));
    await close();
  });

  test('each reason of a link is in sight, whatever room it has', async () => {
    for (const width of [760, 420]) {
      const { page, close } = await open(browser, { width });
      await show(page, accountPart('links'));
      const rows = await page.evaluate(() =>
        [...document.querySelectorAll('.reasons')].map((cell) => {
          const { right, bottom } = cell.getBoundingClientRect();
          const chips = [...cell.querySelectorAll('.chip')].map((chip) => chip.getBoundingClientRect());
          const shown = chips.filter((chip) => chip.right <= right + 1 && chip.bottom <= bottom + 2 && chip.width > 20);
          return [chips.length, shown.length] as const;
        }),
      );
      assert.ok(Math.max(...rows.map(([all]) => all)) >= 3, 'no row has three reasons');
      for (const [all, shown] of rows) assert.equal(shown, all, `${width} px`);
      await close();
    }
  });

  test('the sign of who is not found or not judged stands out from the page', async () => {
    for (const theme of THEMES) {
      const { page, close } = await open(browser, { theme });
      await show(page, targets().accounts);
      const [ground, sign] = await page.evaluate(() => {
        const icon = document.querySelector('.verdict-icon.none')!;
        const canvas = document.createElement('canvas').getContext('2d')!;
        // The sign may be see-through: it is drawn over the page.
        return [getComputedStyle(document.body).backgroundColor, getComputedStyle(icon).fill].map((colour) => {
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
          const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) =>
            part <= 10 ? part / 3294 : ((part / 255 + 0.055) / 1.055) ** 2.4,
          );
          return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
        });
      });
      const contrast = Math.max(sign! / ground!, ground! / sign!);
      assert.ok(contrast >= 3, `${theme}: ${contrast.toFixed(2)}`);
      await close();
    }
  });

  test('fields that the browser draws are dark on a dark page, so that their signs can be seen', async () => {
    for (const theme of THEMES) {
      const { page, close } = await open(browser, { theme });
      await show(page, targets().campaigns);
      const scheme = await page.getByLabel('New since').evaluate((field) => getComputedStyle(field).colorScheme);
      assert.equal(scheme === 'dark', theme === 'dark' || theme === 'hc-dark', `${theme}: ${scheme}`);
      await close();
    }
  });

  test('beside an editor lists of requests and templates show what was sent', async () => {
    const { page, close } = await open(browser, { width: 420 });
    for (const target of [accountPart('requests'), targets().templates]) {
      await show(page, target);
      const heads = await page.getByRole('grid').last().getByRole('columnheader').allInnerTexts();
      const width = await page
        .getByRole('columnheader', { name: 'Prompt' })
        .last()
        .evaluate((head) => head.clientWidth);
      assert.ok(width > 150, `${heads.join(', ')}: ${width} px for the prompt`);
    }
    await close();
  });

  test('labels are in the language of the reader, and what the report says is in its own', async () => {
    const bundle = readFileSync(path.join(ROOT, 'l10n/bundle.l10n.de.json'), 'utf8');
    const { page, close } = await open(browser, { words: JSON.parse(bundle) as Record<string, string> });
    const entries = await page.getByRole('navigation').getByRole('button').allInnerTexts();
    assert.match(
      entries.join(' '),
      /Übersicht Konten\s.*Vorlagen\s.*Kampagnen\s.*Entscheidungen Was wäre wenn Vergleichen/s,
    );
    await page.getByRole('heading', { name: 'Anfragen im Zeitverlauf' }).waitFor();
    await page.getByText('Belege, die meisten Fehler und Hinweise zu Diagrammen sind englisch').waitFor();
    await show(page, { page: 'accounts' });
    const heads = await page.getByRole('columnheader').allInnerTexts();
    assert.ok(heads.includes('Konto') && heads.includes('Anfragen'), heads.join(', '));
    await picture(page, 'german-accounts', false);
    await show(page, targets().campaign);
    await page.getByText('Falls es harmlos ist, sind die Konten am ehesten Kunden eines Produkts').waitFor();
    assert.match(await page.locator('.verdict-line').innerText(), /Destillation\s+99\.8%\s+so gut wie sicher/);
    assert.match(await page.locator('.reason').first().innerText(), /-mal wahrscheinlicher/);
    assert.match(await page.locator('.brief').innerText(), /^Gemeinsam: .*^Falls harmlos: /ms);
    await picture(page, 'german-campaign');
    assert.deepEqual(await faults(page), []);
    await close();
  });

  for (const theme of THEMES) {
    test(`${theme}: before a scan, and where a page cannot be loaded, there is no accessibility fault`, async () => {
      const empty = await open(browser, { theme, scanned: false });
      assert.deepEqual(await faults(empty.page, rulesIn(theme)), [], 'before a scan');
      await empty.close();
      const broken = await open(browser, { theme, failing: ['template'] });
      await show(broken.page, targets().template);
      assert.deepEqual(await faults(broken.page, rulesIn(theme)), [], 'with a failure');
      await broken.close();
    });
  }

  test('colours change softly, unless somebody asked for less motion in the editor', async () => {
    const { page, close } = await open(browser);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    assert.ok((await longestMotion(page)) > 0, 'otherwise colours change softly');
    await page.evaluate(() => document.body.classList.add('vscode-reduce-motion'));
    assert.equal(await longestMotion(page), 0, 'asked for in the editor');
    await close();
  });

  test('nothing that hostile names make longer is cut off sideways, nor anything at 200% zoom', async () => {
    for (const [width, ratio, hostile] of [[300, 1, true] as const, ...(isAll ? [[640, 2, false] as const] : [])]) {
      const { page, close } = await open(browser, { width, height: 520, ratio, hostile });
      for (const [name, target] of Object.entries(targets(hostile))) {
        await show(page, target);
        await picture(page, `width-${width}${hostile ? '-hostile' : ''}-${name}`);
        assert.deepEqual(await cutAt(page, width), [], name);
      }
      await close();
    }
  });

  test('the legend of the heatmap is in sight, whatever stands above it', async () => {
    for (const [width, height, opened] of [
      [1440, 900, true],
      [900, 900, true],
      [352, 860, false],
    ] as const) {
      const { page, close } = await open(browser, { width, height, opened });
      await show(page, targets().accounts);
      const [end, legend] = await page.evaluate(() => {
        const [scale, key] = ['.scale-legend', '.verdict-key'].map((one) => document.querySelector(one));
        const bottom = Math.max(...[scale, key].map((one) => one?.getBoundingClientRect().bottom ?? Infinity));
        return [window.innerHeight, bottom] as const;
      });
      assert.ok(legend <= end, `the legend ends at ${legend} px of ${end} px, ${width} px wide`);
      assert.ok(legend > end - 60, `the heatmap leaves ${end - legend} px empty`);
      await close();
    }
  });

  test('an opened report says on every page which requests it keeps, draws all that it counts, and nothing that takes the order of all', async () => {
    const { page, close } = await open(browser, { opened: true });
    const all = targets();
    for (const [name, target] of Object.entries(everything())) {
      await show(page, target);
      await picture(page, `opened-${name}`);
      const note = await page.locator('.scope').innerText();
      assert.match(note, /^This report keeps 6,670 of its 266,763 requests: /, name);
    }
    const left = async (target: Target, titles: string[]): Promise<void> => {
      await show(page, target);
      for (const title of titles) {
        const part = page.getByRole('region', { name: title, exact: true });
        assert.match(await part.innerText(), /Not shown: this takes every request/, title);
      }
    };
    await left(all.account, ['Time between requests']);
    await left(accountPart('requests'), ['Models']);
    await left(casePart('requests'), ['The busiest stretch', 'Conversations that change account']);
    await left(casePart('timeline'), ['Who sends next']);
    const drawn = async (target: Target, titles: string[]): Promise<void> => {
      await show(page, target);
      for (const title of titles) {
        const part = page.getByRole('region', { name: title, exact: true });
        const figure = page.getByRole('figure', { name: title, exact: true });
        assert.doesNotMatch(await part.or(figure).first().innerText(), /Not shown/, title);
      }
    };
    await drawn(all.account, ['How it differs', 'Hour of the week']);
    await drawn(accountPart('links'), ['Linked accounts']);
    await drawn(all.template, ['Accounts that send it', 'Use over time']);
    await drawn(casePart('timeline'), ['What happened when']);
    await drawn(casePart('graph'), ['Accounts, templates and infrastructure']);
    await show(page, all.accounts);
    const metrics = page.getByRole('combobox', { name: 'Show', exact: true }).first();
    assert.deepEqual(await metrics.locator('option').allInnerTexts(), ['Requests', 'Flagged share', 'Templates']);
    await show(page, casePart('accounts'));
    const heads = await page
      .getByRole('grid', { name: 'Accounts by evidence' })
      .getByRole('columnheader')
      .allInnerTexts();
    assert.deepEqual(
      heads.filter((head) => /Takes turns|Without it|Templates/.test(head)).map((head) => head.trim()),
      ['Templates', 'Without it'],
    );
    await show(page, all.overview);
    assert.doesNotMatch(await page.getByRole('main').innerText(), /first used|switches from/);
    assert.deepEqual(await faults(page), []);
    await close();
  });

  test('a number stays on one line with its sign, in whatever room it has', async () => {
    const { page, close } = await open(browser);
    await show(page, targets().drift);
    const alarm = page.locator('.drift-alarms p', { hasText: 'chance on an ordinary day <' }).first();
    const broken = await alarm.evaluate((paragraph) => {
      const words = [...paragraph.childNodes].find((node) => node instanceof Text);
      if (!(words instanceof Text)) return ['no text'];
      const range = document.createRange();
      const at = words.data.search(/<\s0\.1%/);
      range.setStart(words, at);
      range.setEnd(words, at + '< 0.1%'.length);
      const widths = Array.from({ length: 60 }, (_, step) => 120 + 3 * step);
      return widths.filter((width) => {
        paragraph.style.setProperty('width', `${width}px`);
        return new Set([...range.getClientRects()].map(({ top }) => top)).size > 1;
      });
    });
    assert.deepEqual(broken, []);
    await close();
  });

  test('a change of theme repaints the canvas', async () => {
    const { page, close } = await open(browser);
    await show(page, { page: 'accounts' });
    const sum = (): Promise<number> =>
      page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>('.hm canvas');
        const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
        let total = 0;
        for (const value of data) total += value;
        return total;
      });
    const dark = await sum();
    await page.evaluate(() => {
      document.documentElement.style.setProperty('--vscode-editor-background', '#ffffff');
      document.documentElement.style.setProperty('--vscode-foreground', '#3b3b3b');
      document.body.className = 'vscode-light';
    });
    await settled(page);
    assert.notEqual(await sum(), dark);
    await close();
  });
});
