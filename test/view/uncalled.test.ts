/** What pages say of a log in which a rule keeps the only group from being called, whatever its score. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../harness/chromium.ts';
import { scanLog } from './host.ts';
import { open, ROOT, show } from './page.ts';
import { ACCOUNT_TABS, TABS } from './pages.ts';

const SAMPLE = path.join(ROOT, 'media/sample/sample-log.jsonl');
const RULE = 'its prompts are those of a public benchmark';

describe('a log in which nobody is called', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  test('no page calls somebody distillation, likely or not, and each number of flagged accounts is none', async () => {
    const { report } = await scanLog(SAMPLE, 'uncalled', ({ report, index }) => ({
      report: {
        ...report,
        campaigns: report.campaigns.map((one) => ({
          ...one,
          ...{ verdict: 'suspected' as const, atMostSuspected: RULE },
          parts: one.templates.map((own) => ({ templates: [own], accounts: 7, inCommon: 3, requests: 99, score: 0.4 })),
        })),
        accounts: report.accounts.map((one) =>
          one.verdict === 'distillation' ? { ...one, verdict: 'none' as const, flaggedRequests: 0 } : one,
        ),
        templates: report.templates.map((one) =>
          one.verdict === 'distillation' ? { ...one, verdict: 'none' as const } : one,
        ),
      },
      index: { ...index, score: index.score.map(() => 0) },
    }));
    const [campaign] = report.campaigns;
    assert.ok(campaign && campaign.score > report.settings.threshold, 'the score would call the group');
    const [account] = campaign.accounts;
    const { page, close } = await open(browser, { log: 'uncalled' });
    const said: string[] = [];
    for (const target of [
      ...(['overview', 'accounts', 'templates', 'campaigns', 'what-if'] as const).map((name) => ({ page: name })),
      ...TABS.map((tab) => ({ page: 'campaign', campaign: campaign.id, tab })),
      ...ACCOUNT_TABS.map((tab) => ({ page: 'account', account, tab })),
      { page: 'template', template: campaign.templates[0] },
    ]) {
      await show(page, target);
      const text = await page.locator('main').innerText();
      assert.doesNotMatch(
        text,
        /\d% (?:very likely|likely|almost certain\b)|Distillation, |Flagged as distillation at 90% or more/,
        JSON.stringify(target),
      );
      // Each list, chart and page of the members and templates says the same word, and never that of the cleared.
      assert.doesNotMatch(text, /Not flagged\s+(?:score\s+)?(?:[5-9]\d|100)/, JSON.stringify(target));
      if (target.page === 'account' || target.page === 'template') assert.match(text, /Group suspected/);
      if (target.page === 'account') assert.doesNotMatch(text, /that this account collects/);
      said.push(text);
    }
    const all = said.join('\n');
    assert.match(all, /None is flagged as distillation: that takes 90% or more, and a group that is flagged\./);
    assert.match(all, new RegExp(`Not flagged, however high its score, because ${RULE}\\.`));
    assert.match(all, /of its group, which accuses no account/);
    assert.match(
      all,
      /Groups that it was joined from\s+\d+ groups work alike and are one case, .*\s[^]*\s7\s+3\s+99\s+40%\s+First line/,
    );
    await close();
  });
});
