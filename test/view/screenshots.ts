/**
 * Takes a picture of every page in every theme into `test/results/view`: `node --import tsx test/view/screenshots.ts [theme] [page]`.
 * `--log FILE` shows a log instead of the made-up scan, `--campaign ID` another than its first, `--width N` (of more than one) another width,
 * and with `AXE` set what axe finds is printed.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser } from '../harness/chromium.ts';
import type { Target } from '../../src/protocol/messages.ts';
import type { Report } from '../../src/report/shape/report.ts';
import { faults } from './axe.ts';
import { scanLog } from './host.ts';
import { open, ROOT, settled, show, THEMES } from './page.ts';
import { caseParts, everything, harvestTargets } from './pages.ts';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      log: { type: 'string' },
      campaign: { type: 'string' },
      width: { type: 'string', multiple: true, default: ['1280'] },
      output: { type: 'string', default: path.join(ROOT, 'test/results/view') },
    },
  });
  const [onlyTheme, onlyPage] = positionals;
  const { log, width: widths, output } = values;
  mkdirSync(output, { recursive: true });
  const pages =
    log === undefined
      ? { ...everything(), ...harvestTargets() }
      : pagesOf((await scanLog(path.resolve(log))).report, values.campaign);
  const browser = await openBrowser();
  for (const theme of THEMES.filter((name) => onlyTheme === undefined || name === onlyTheme)) {
    for (const width of widths.map(Number)) {
      const fake = log === undefined ? {} : { log: path.resolve(log) };
      const { page, close } = await open(browser, { theme, width, height: 900, ...fake });
      for (const [name, target] of Object.entries(pages)) {
        if (onlyPage !== undefined && name !== onlyPage) continue;
        await show(page, target);
        const file = path.join(output, `${theme}-${width}-${name}.png`);
        await page.screenshot({ path: file, fullPage: name !== 'accounts' });
        const found = process.env.AXE ? await faults(page) : [];
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (found.length > 0) console.log(theme, width, name, JSON.stringify(found));
        if (wider > 0) console.log(theme, width, name, `${wider} px wider than the window`);
      }
      await settled(page);
      await close();
    }
  }
  await browser.close();
}

/** Every page about the first things that a report has. */
function pagesOf(report: Report, id?: string): Record<string, Target> {
  const { campaigns, accounts, templates } = report;
  const campaign = campaigns.find((one) => id === undefined || one.id === id);
  const account = (campaign?.accounts ?? accounts.map((one) => one.account))[0];
  const plain = ['overview', 'accounts', 'templates', 'campaigns', 'entities', 'links', 'cleared'] as const;
  const more = ['drift', 'techniques', 'decisions', 'what-if', 'compare'] as const;
  return {
    ...Object.fromEntries([...plain, ...more].map((page) => [page, { page }])),
    ...(account !== undefined && { account: { page: 'account', account } }),
    ...(templates[0] !== undefined && {
      template: { page: 'template', template: templates[0].id },
      entity: { page: 'entity', kind: 'template', value: templates[0].id },
    }),
    ...(campaign !== undefined && caseParts(campaign.id)),
  };
}

void main();
