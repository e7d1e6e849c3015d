/** The hovers over flagged lines, as a person goes from one finding to the next. */
import type { Workbench } from '../harness/workbench.ts';

/** What the hovers of the next findings say, and the links in them beside the one command that they offer. */
export async function hoversOfFindings(
  workbench: Workbench,
  findings: number,
): Promise<{ texts: string[]; links: string[] }> {
  const texts: string[] = [];
  const links: string[] = [];
  for (let finding = 0; finding < findings; finding++) {
    await workbench.command('Prompt Audit: Next Finding');
    await workbench.page.waitForTimeout(700);
    await workbench.command('Show or Focus Hover');
    const hover = workbench.page.locator('.monaco-hover').filter({ hasText: 'Evidence for' }).first();
    await workbench.step('the hover shows', () => hover.waitFor());
    texts.push(await hover.innerText());
    for (const link of await hover.locator('a').all()) {
      const target = (await link.getAttribute('data-href')) ?? '';
      if (target !== '' && !target.startsWith('command:promptAudit.showLine?')) links.push(target);
    }
    await workbench.page.keyboard.press('Escape');
  }
  return { texts, links };
}
