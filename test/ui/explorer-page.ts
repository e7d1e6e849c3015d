/** The log explorer as a person sees it, inside its two frames. */
import type { Frame, Locator } from 'playwright-core';
import type { Workbench } from '../harness/workbench.ts';

/** A tab that comes to the front has its page made anew once, and the one before it thrown away: more is a fault. */
const FRAMES = 3;

export class ExplorerPage {
  constructor(private readonly workbench: Workbench) {}

  /** Found anew each time: VS Code throws the page of a hidden tab away. */
  private frame(): Promise<Frame> {
    return this.workbench.webviewWith('.log-list');
  }

  /** Waits for something in the frame; if that is thrown away meanwhile, in the one that is there then. */
  private waitIn<T>(what: string, wait: (frame: Frame) => Promise<T>): Promise<T> {
    return this.workbench.step(what, async () => {
      for (let left = FRAMES; ; left--) {
        const frame = await this.frame();
        try {
          return await wait(frame);
        } catch (error) {
          if (left === 1 || !frame.isDetached()) throw error;
        }
      }
    });
  }

  /** Waits until rows are there. */
  async ready(): Promise<void> {
    await this.waitIn('the log explorer shows rows', (frame) =>
      frame.locator('.log-row:not(.pending)').first().waitFor(),
    );
  }

  /** Waits until no row in sight is on its way. */
  async settled(): Promise<void> {
    await this.ready();
    await this.waitIn('all rows are there', (frame) =>
      frame.locator('.log-row.pending').first().waitFor({ state: 'detached' }),
    );
  }

  /** Puts the keyboard into the list. */
  async focus(): Promise<void> {
    await (await this.frame()).getByRole('grid', { name: 'Requests in the log' }).focus();
  }

  /** Waits until the number of rows is told in these words, and gives the number. */
  async count(words: RegExp): Promise<number> {
    const text = await this.waitIn(`the log explorer tells ${words}`, (frame) =>
      frame.locator('.list-status').filter({ hasText: words }).innerText(),
    );
    return Number(text.replace(/\D/g, ''));
  }

  async press(name: string | RegExp): Promise<void> {
    await (await this.frame()).getByRole('button', { name }).click();
  }

  async search(text: string): Promise<void> {
    await (await this.frame()).getByLabel('Search the log').fill(text);
  }

  /** Waits until the request of a line is shown in full. */
  async shows(line: number): Promise<void> {
    const name = `Line ${String(line).replace(/\B(?=(\d{3})+$)/g, ',')}`;
    await this.waitIn(`the log explorer shows ${name}`, (frame) =>
      frame.locator('.pane-head h2', { hasText: new RegExp(`^${name}\\b`) }).waitFor(),
    );
  }

  /** Line of the request that is shown in full. */
  async line(): Promise<number> {
    const text = await (await this.frame()).locator('.pane-head h2').innerText();
    return Number(text.replace(/\D/g, ''));
  }

  /** All text in sight: the rows, and the request once it is there. */
  async texts(): Promise<string[]> {
    await this.settled();
    // A row must stay chosen for a moment before its request is read.
    await this.workbench.page.waitForTimeout(200);
    const frame = await this.frame();
    return Promise.all(['.log-list', '.pane'].map((part) => frame.locator(part).innerText()));
  }

  /** Number of elements that log text may not make. */
  async built(selector: string): Promise<number> {
    return (await this.frame()).locator('.log-parts').locator(selector).count();
  }

  /** What fills the slots of the template in the request that is shown. */
  async slots(): Promise<Locator> {
    return (await this.frame()).locator('.words .fill');
  }
}
