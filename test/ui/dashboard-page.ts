/** The dashboard as a person sees it, inside its two frames. */
import type { FrameLocator, Locator } from 'playwright-core';
import type { Workbench } from '../harness/workbench.ts';

export class DashboardPage {
  private readonly frame: FrameLocator;

  constructor(private readonly workbench: Workbench) {
    this.frame = workbench.webview();
  }

  /** Waits until the overview of a scan is there and gives its headline. */
  async headline(): Promise<string> {
    const title = this.frame.locator('main[data-page="overview"] h1');
    return this.workbench.step('the dashboard shows its overview', () => title.innerText());
  }

  /** Brings the dashboard's tab to the front. */
  async front(): Promise<void> {
    await this.workbench.tab('Prompt Audit').click();
  }

  async goTo(page: 'Overview' | 'Accounts' | 'Templates' | 'Campaigns' | 'Decisions'): Promise<void> {
    await this.workbench.step(`the dashboard goes to ${page}`, () =>
      this.frame.getByRole('navigation').getByRole('button', { name: page }).click(),
    );
  }

  heading(name: string | RegExp): Locator {
    return this.frame.getByRole('heading', { name });
  }

  get main(): Locator {
    return this.frame.getByRole('main');
  }

  /** Class of the body: VS Code says there which kind of theme is on. */
  async theme(): Promise<string> {
    return (await this.frame.locator('body').getAttribute('class')) ?? '';
  }

  /**
   * Moves the pointer along the first row of the heatmap to the first cell with requests, clicks it and says whose row
   * it is, as the tooltip tells.
   */
  async clickFirstCell(): Promise<string> {
    const canvas = this.frame.locator('.hm-grid canvas').first();
    await this.workbench.step('the heatmap is drawn', () => canvas.waitFor());
    const box = await canvas.boundingBox();
    if (box === null) throw new Error('The heatmap has no size.');
    const tip = this.frame.locator('.tooltip');
    for (let x = box.width * 0.25; x < box.width; x += 3) {
      await canvas.hover({ position: { x, y: 2 }, timeout: 5_000 });
      const lines = await tip.locator('div').allInnerTexts();
      if (!/^[1-9]/.test(lines[0] ?? '')) continue;
      await canvas.click({ position: { x, y: 2 } });
      return lines[2] ?? '';
    }
    throw new Error('No cell in the first row of the heatmap has requests.');
  }

  /** Opens the first template of the list; gives the page's text of where it leads. */
  async openFirstTemplate(): Promise<void> {
    const row = this.frame.getByRole('grid', { name: 'Templates' }).locator('.vt-body').getByRole('row').first();
    await this.workbench.step('the list of templates has a row', () => row.click());
    await this.frame.locator('main[data-page="template"]').waitFor();
  }

  /** Clicks the first of the listed requests and gives its place, for example `requests.jsonl:12`. */
  async clickFirstRequest(): Promise<string> {
    const row = this.frame.getByRole('grid', { name: 'Requests' }).locator('.vt-body').getByRole('row').first();
    const text = await this.workbench.step('the page lists requests', () => row.locator('.link').innerText());
    await row.click();
    return text;
  }
}
