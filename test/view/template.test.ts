/** What the page of a template shows of its text. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../harness/chromium.ts';
import { scanLog } from './host.ts';
import { open, ROOT, show } from './page.ts';

const SAMPLE = path.join(ROOT, 'media/sample/sample-log.jsonl');

describe('the page of a template', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  test('words that point to an intent are not marked within other words', async () => {
    const text = 'Does it meet the standard? Tell me. 请解释答案';
    const intents = [{ intent: 'tutoring', probability: 1, spans: ['me', '解释'] }];
    const { report } = await scanLog(SAMPLE, 'words', ({ report, index }) => ({
      report: {
        ...report,
        templates: report.templates.map((one) => ({ ...one, parts: [{ text }], intents })) as typeof report.templates,
      },
      index,
    }));
    const { page, close } = await open(browser, { log: 'words' });
    await show(page, { page: 'template', template: report.templates[0]!.id });
    const box = page.getByRole('region', { name: 'Text of the template' });
    assert.deepEqual(await box.locator('mark').allInnerTexts(), ['me', '解释']);
    assert.match((await box.innerHTML()).replaceAll(/<[^>]+>/g, '|'), /meet the standard\? Tell \|me\|/);
    await close();
  });
});
