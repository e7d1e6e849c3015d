/** The case of the sample log: what shows each reason, what is said of what was not found, and how tall its parts are. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from '../harness/chromium.ts';
import { folder, scanLog } from './host.ts';
import { open, ROOT, show } from './page.ts';
import { TABS } from './pages.ts';

const SAMPLE = path.join(ROOT, 'media/sample/sample-log.jsonl');
const CASE = { page: 'campaign', campaign: 'C1' } as const;

describe('the case of the sample log', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  async function opened(log: string, tab: (typeof TABS)[number]): Promise<{ page: Page; close: () => Promise<void> }> {
    const { page, close } = await open(browser, { width: 1400, height: 900, log });
    await show(page, { ...CASE, tab });
    return { page, close };
  }

  /** The reasons of the case, if these detectors were all that speaks for it. */
  async function reasonsOf(...detectors: string[]): Promise<{ reasons: Locator[]; close: () => Promise<void> }> {
    await scanLog(SAMPLE, detectors.join(' '), ({ report, index }) => {
      const campaigns = report.campaigns.map((campaign) => {
        const all = [...campaign.evidence, ...campaign.counterEvidence];
        // All have lines with repeated prompts, whether or not a line shows them.
        const { lines } = all.find(({ detector }) => detector === 'shared-list')!;
        const evidence = detectors.map((id, at) => ({
          ...{ ...all.find(({ detector }) => detector === id)!, lines },
          weight: 3 - at,
        }));
        return { ...campaign, evidence, counterEvidence: [] };
      });
      return { report: { ...report, campaigns }, index };
    });
    const { page, close } = await opened(detectors.join(' '), 'decisions');
    return { reasons: await page.locator('.reason').all(), close };
  }

  const picture = async (reason: Locator, title: RegExp): Promise<number[]> => {
    await reason.getByRole('img', { name: title }).waitFor();
    assert.equal(await reason.locator('.quote').count(), 0, 'no line is said to show it');
    const heights = await reason
      .locator('.proof-bar')
      .evaluateAll((all) => all.map((one) => one.getAttribute('height')));
    return heights.map(Number);
  };

  test('shares, depth and rhythm are pictures of all accounts, and no single line is said to show them', async () => {
    const { reasons, close } = await reasonsOf('even-shares', 'depth', 'daily-rhythm');
    const [shares, depth, rhythm] = reasons as [Locator, Locator, Locator];
    assert.equal((await picture(shares, /^Requests of each of its 6 accounts: 10 to 13/)).length, 6);
    await picture(depth, /Above: its accounts, half have at least \d+.* Below: all others/);
    assert.ok((await depth.locator('.proof-other').count()) > 1);
    const hours = await picture(rhythm, /^One strip for each of its accounts: the hours of the day/);
    assert.equal(hours.length, 6 * 24);
    assert.ok(hours.filter((tall) => tall > 0).length > 30, 'the accounts send at some hours');
    await close();
  });

  test('what is a share is a bar that is filled so far, however its statistic counts', async () => {
    const { reasons, close } = await reasonsOf('other-traffic', 'crowd', 'own-topics');
    const [traffic, crowd, topics] = reasons as [Locator, Locator, Locator];
    await picture(traffic, /^The whole bar: all their \d+ requests\. Filled: those that use these templates, \d+%/);
    await picture(crowd, /^The whole bar: all accounts of the log\. Filled: its 6 accounts, 10%/);
    await picture(topics, /Filled: those that are more alike, 41%/);
    const width = await crowd.locator('.proof-bar').getAttribute('width');
    assert.equal(Math.round(Number(width)), Math.round((240 * 6) / 58));
    await close();
  });

  test('an account shows of its campaign’s totals what they show, and of the rest its own requests', async () => {
    const { report } = await scanLog(SAMPLE);
    const { page, close } = await open(browser, { width: 1400, height: 900, log: SAMPLE });
    await show(page, { page: 'account', account: report.accounts.find((one) => one.campaign === 'C1')!.account });
    const [intent, shares, favourites] = ['could train a model', 'shared out evenly', 'no favourites'].map((title) =>
      page.locator('.reason').filter({ hasText: title }),
    ) as [Locator, Locator, Locator];
    await intent.getByText('The examples of this are other members’ requests.').waitFor();
    await picture(shares, /^Requests of each of its 6 accounts/);
    await favourites.locator('.quote').first().waitFor();
    assert.match(await shares.innerText(), /of campaign C1/);
    await close();
  });

  test('work day and night is a strip of the day, turns are lanes, and samples are one prompt with its answers', async () => {
    const { reasons, close } = await reasonsOf('round-the-clock', 'dealing', 'k-sampling');
    const [day, turns, samples] = reasons as [Locator, Locator, Locator];
    assert.equal(
      (await picture(day, /^Requests of all its accounts by hour of the day.* in \d+ of 24 hours/)).length,
      24,
    );
    assert.equal((await picture(turns, /as lanes, 68 requests in a row/)).length, 68);
    await samples.locator('.samples li').nth(1).waitFor();
    await close();
  });

  test('each piece of evidence against says in a clause of its own why it counts so, and too little of a sign says that', async () => {
    await scanLog(SAMPLE);
    const { page, close } = await opened(SAMPLE, 'evidence');
    const rows = await page.locator('.pair > section').last().locator('.evidence > li').allInnerTexts();
    const clauses = rows.map((row) => /^Counts against: (.*)$/m.exec(row)?.[1]);
    assert.ok(rows.length >= 5 && !clauses.includes(undefined), clauses.join('; '));
    assert.equal(new Set(clauses).size, rows.length, clauses.join('; '));
    assert.match(
      rows.find((row) => row.startsWith('Requests per account')) ?? '',
      /Campaigns usually show more of this\.\s+Counts against: Strangers/,
    );
    assert.match(
      await page.locator('.case-top ~ * li', { hasText: 'Shared infrastructure' }).innerText(),
      /not weighed/,
    );
    await close();
  });

  test('what was looked for and not found is a line without a heading', async () => {
    // Each account sends in a month of its own.
    await scanLog(SAMPLE, 'one by one', ({ report, index }) => {
      const time = index.time.map((_, row) => Date.UTC(2026, index.account[row] ?? 0) + row * 60_000);
      return { report, index: { ...index, time } };
    });
    const { page, close } = await opened('one by one', 'requests');
    const lines = page.getByRole('tabpanel').locator('.nothing');
    await lines.filter({ hasText: /^Its accounts do not take turns in the busiest stretch: / }).waitFor();
    await lines.filter({ hasText: /^No conversation changes account/ }).waitFor();
    const headings = await page.getByRole('tabpanel').getByRole('heading').allInnerTexts();
    assert.deepEqual(headings, ['The same question under two accounts', 'Templates']);
    await close();
  });

  test('templates that are too far down for lists are counted, and its accounts are not said to share none', async () => {
    await scanLog(SAMPLE, 'many templates', ({ report, index }) => {
      const others = Array.from({ length: 5000 }, (_, at) => ({
        ...report.templates[0]!,
        id: `T-${at}`,
        campaigns: [],
      }));
      return { report: { ...report, templates: [...others, ...report.templates] }, index };
    });
    const { page, close } = await opened('many templates', 'requests');
    const templates = page.getByRole('tabpanel').getByRole('region', { name: 'Templates' });
    await templates
      .getByText(/Lists hold the 5,000 most suspicious templates, 0 of this campaign's [1-9]\d*\./)
      .waitFor();
    await show(page, { ...CASE, tab: 'graph' });
    await page.getByRole('figure', { name: 'Accounts, templates and infrastructure' }).waitFor();
    assert.equal(await page.getByText('Its accounts share no template').count(), 0);
    await close();
  });

  test('questions that only resemble each other are not called the same', async () => {
    const log = path.join(folder(), 'no-two-alike.jsonl');
    const lines = readFileSync(SAMPLE, 'utf8').trimEnd().split('\n');
    const changed = lines.map((line, at) => {
      const record = JSON.parse(line) as { messages: { role: string; content: unknown }[] };
      for (const message of record.messages)
        if (message.role === 'user' && typeof message.content === 'string')
          message.content += ` Case ${at} of the list.`;
      return JSON.stringify(record);
    });
    writeFileSync(log, `${changed.join('\n')}\n`);
    await scanLog(log);
    const { page, close } = await opened(log, 'requests');
    const part = page.getByRole('region', { name: 'Similar questions under two accounts' });
    assert.match(await part.innerText(), /None of the \d+ requests that were read repeats one of another account/);
    assert.equal(await page.getByRole('heading', { name: 'The same question under two accounts' }).count(), 0);
    await close();
  });

  test('no part of the case takes more than two screens, and its tabs stand on the first', async () => {
    await scanLog(SAMPLE);
    for (const tab of TABS) {
      const { page, close } = await opened(SAMPLE, tab);
      const box = await page.getByRole('tablist', { name: 'Parts of this case' }).boundingBox();
      assert.ok(box && box.y + box.height < 900, `the tabs end at ${box?.y}`);
      const height = await page.getByRole('tabpanel').evaluate((panel) => panel.scrollHeight);
      assert.ok(height <= 1800, `${tab} is ${height} pixels tall, more than two screens`);
      await close();
    }
  });
});
