/** The editor and the dashboard for a person without a pointer. */
import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import type { Workbench } from '../harness/workbench.ts';

export class Keyboard {
  constructor(private readonly workbench: Workbench) {}

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.workbench.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.workbench.page.keyboard.type(text);
  }

  /** Runs a command by its title, through the palette. */
  async command(title: string): Promise<void> {
    await this.ask('F1', title, new RegExp(title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  }

  /** Opens a file of the folder by its name. */
  async openFile(name: string): Promise<void> {
    await this.ask('Control+P', name, new RegExp(`^${name.replace('.', '\\.')}`));
  }

  /**
   * The list may close again when something else takes the focus, before its entry is taken as well, and right after a start it
   * may not know yet what there is: then the key is pressed once more.
   */
  private async ask(key: string, text: string, entry: RegExp): Promise<void> {
    const option = this.workbench.page.locator('.quick-input-list').getByRole('option', { name: entry }).first();
    for (let tries = 0; tries < 5; tries++) {
      await this.press(key);
      await this.input();
      await this.type(text);
      const isThere = await option.waitFor({ timeout: 6_000 }).then(yes, no);
      if (isThere && (await this.take(entry).then(yes, no))) return;
      await this.press('Escape', 'Escape');
    }
    await this.accept(entry);
  }

  /** Moves to the entry of the list that is asked from, and takes it. */
  async choose(name: RegExp): Promise<void> {
    await this.input();
    await this.accept(name);
  }

  /** Presses a key until what has the focus in a list, a tree or a menu has this name. */
  async moveTo(focused: Locator, name: RegExp, key = 'ArrowDown', most = 60): Promise<void> {
    await this.workbench.step(`${key} reaches ${name}`, async () => {
      for (let press = 0; press < most; press++) {
        const label = (await focused.count()) === 0 ? '' : await words(focused.first());
        if (name.test(label)) return;
        await this.press(key);
        await this.workbench.page.waitForTimeout(60);
      }
      assert.fail('It is not there.');
    });
  }

  /** Presses Tab in the dashboard until an element is reached that the selector matches and whose name matches. */
  async tabTo(selector: string, name = /(?:)/, most = 200): Promise<void> {
    const frame = await this.dashboard();
    await this.workbench.step(`Tab reaches ${selector} ${name}`, async () => {
      for (let press = 0; press < most; press++) {
        await this.press('Tab');
        const focused = frame.locator(':focus').and(frame.locator(selector));
        if ((await focused.count()) > 0 && name.test(await words(focused.first()))) return;
      }
      assert.fail('It is not there.');
    });
  }

  dashboard(): Promise<Frame> {
    return this.workbench.webviewWith('header.top');
  }

  private async input(): Promise<void> {
    await this.workbench.page.locator('.quick-input-widget input[type="text"]').waitFor();
  }

  private async accept(name: RegExp): Promise<void> {
    const option = this.workbench.page.locator('.quick-input-list').getByRole('option', { name }).first();
    await this.workbench.step(`the list offers ${name}`, () => option.waitFor());
    await this.take(name);
  }

  /** Goes down in the list that is there to an entry, and takes it. */
  private async take(name: RegExp): Promise<void> {
    await this.moveTo(this.workbench.page.locator('.quick-input-list .monaco-list-row.focused'), name);
    await this.press('Enter');
  }
}

const yes = (): boolean => true;
const no = (): boolean => false;

async function words(element: Locator): Promise<string> {
  return ((await element.getAttribute('aria-label')) ?? (await element.innerText())).trim();
}
