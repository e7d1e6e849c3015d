/** Takes a picture of every page in every theme into `test/results/view`: `node --import tsx test/view/screenshots.ts [theme] [page]`. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { openBrowser } from '../harness/chromium.ts';
import { open, ROOT, settled, show, THEMES } from './page.ts';
import { harvestTargets, targets } from './pages.ts';

async function main(): Promise<void> {
  const [onlyTheme, onlyPage] = process.argv.slice(2);
  const folder = path.join(ROOT, 'test/results/view');
  mkdirSync(folder, { recursive: true });
  const browser = await openBrowser();
  for (const theme of THEMES.filter((name) => onlyTheme === undefined || name === onlyTheme)) {
    const { page, close } = await open(browser, { theme });
    for (const [name, target] of Object.entries({ ...targets(), ...harvestTargets() })) {
      if (onlyPage !== undefined && name !== onlyPage) continue;
      await show(page, target);
      await page.screenshot({ path: path.join(folder, `${theme}-${name}.png`), fullPage: name !== 'accounts' });
    }
    await settled(page);
    await close();
  }
  await browser.close();
}

void main();
