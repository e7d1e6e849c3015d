/** The dialog of a VS Code server that asks where a file is to be saved. */
import { existsSync, readFileSync } from 'node:fs';
import { until } from '../harness/processes.ts';
import type { Workbench } from '../harness/workbench.ts';

/** Answers with a path, with the keyboard, and gives what was written there. */
export async function saveAs(workbench: Workbench, title: string, path: string): Promise<Buffer> {
  const { page } = workbench;
  const input = page.locator('.quick-input-widget input[type="text"]');
  await workbench.step(`${title} asks for a place`, async () => {
    await page.locator('.quick-input-title').filter({ hasText: title }).waitFor();
    // The dialog fills in a place of its own a moment after it opens.
    await page.waitForTimeout(1000);
    await input.press('Control+A');
    await page.keyboard.type(path);
    // While it looks whether the folder is there it takes no Enter. Once it is gone, an Enter would press what opened it again.
    for (let tries = 0; tries < 20; tries++) {
      await page.waitForTimeout(700);
      if (!(await input.isVisible())) break;
      await page.keyboard.press('Enter');
      await input.waitFor({ state: 'hidden', timeout: 1000 }).catch(() => undefined);
    }
  });
  return workbench.step(`${path} is written`, async () => {
    await until(path, () => existsSync(path));
    // A file can be seen before it is whole.
    await page.waitForTimeout(500);
    return readFileSync(path);
  });
}
