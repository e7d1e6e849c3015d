/** Drives VS Code in a browser the way a person does: by roles and labels, never by generated identifiers. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { WITHOUT_WELCOME } from './server.ts';
import type { Server } from './server.ts';

/** Longest time one step may take, in ms. A machine with other work beside it needs more than a quiet one; all of it passes only where something is wrong. */
const PATIENCE = 180_000;

/** Settings of a folder for nothing but the editor, also where VS Code would show a chat next to it. */
export const PLAIN_SETTINGS = { 'chat.disableAIFeatures': true };

/** Part of the screen, in its pixels. */
export interface Clip {
  x: number;
  y: number;
  width: number;
  height: number;
}

export class Workbench {
  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {}

  /** Opens a folder in a browser context of its own and waits until the explorer shows it. */
  static async open(browser: Browser, server: Server, folder: string): Promise<Workbench> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    context.setDefaultTimeout(PATIENCE);
    const workbench = new Workbench(await context.newPage(), context);
    await workbench.page.goto(server.address(folder, WITHOUT_WELCOME));
    await workbench.ready();
    return workbench;
  }

  close(): Promise<void> {
    return this.context.close();
  }

  /** Loads the page again, as a person does with F5, and waits until it is back. */
  async reload(): Promise<void> {
    // A browser allows no writing while a page goes away, so VS Code keeps its state every 5 s instead.
    await this.page.waitForTimeout(8_000);
    await this.page.reload();
    await this.ready();
  }

  private async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor();
    await this.step('the status bar appears', () => this.page.locator('.statusbar-item').first().waitFor());
  }

  /** Runs a step and names it when it fails. */
  async step<T>(what: string, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      throw new Error(`Expected that ${what}. ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** A file or folder in the explorer. */
  file(name: string): Locator {
    return this.page.locator('.explorer-folders-view').getByRole('treeitem', { name, exact: true });
  }

  /**
   * Chooses an entry of a file's context menu. Entries of an extension are missing until VS Code has read its
   * manifest, so the menu is opened again until the entry is there.
   */
  async chooseInExplorer(file: string, entry: string): Promise<void> {
    await this.chooseInMenu(this.file(file), entry);
  }

  /** As `chooseInExplorer`, of anything that has a menu. */
  async chooseInMenu(item: Locator, entry: string): Promise<void> {
    await this.step(`the menu offers "${entry}"`, () =>
      this.retry(async () => {
        await item.click({ button: 'right' });
        const menu = this.page.locator('.monaco-menu');
        const offered = menu.getByRole('menuitem', { name: entry, exact: true });
        await offered.hover({ timeout: 3_000 });
        // A menu takes no clicks in its first 100 ms, so that the click that opened it cannot choose an entry.
        await this.page.waitForTimeout(250);
        await offered.click({ timeout: 3_000 });
        await menu.first().waitFor({ state: 'detached', timeout: 3_000 });
      }),
    );
  }

  /** The commands of this title that the palette offers. */
  async offered(title: string): Promise<string[]> {
    await this.page.keyboard.press('F1');
    const widget = this.page.locator('.quick-input-widget');
    await widget.locator('input[type="text"]').fill(`>${title}`, { timeout: 5_000 });
    // Where nothing has the words, the palette says so or lists what is like them.
    await widget.locator('.quick-input-list [role="option"]').first().waitFor();
    const names = await widget.getByRole('option', { name: title }).allTextContents();
    await this.page.keyboard.press('Escape');
    return names;
  }

  /** Runs a command by its title, through the palette. */
  async command(title: string): Promise<void> {
    await this.step(`the palette offers "${title}"`, () =>
      this.retry(async () => {
        await this.page.keyboard.press('F1');
        const input = this.page.locator('.quick-input-widget input[type="text"]');
        await input.fill(`>${title}`, { timeout: 5_000 });
        const row = this.page.locator('.quick-input-list').getByRole('option', { name: title }).first();
        await row.click({ timeout: 5_000 });
      }),
    );
  }

  /** Content of the webview in front. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
  }

  /** Content of the webview that holds an element, where several are in sight. */
  async webviewWith(selector: string): Promise<Frame> {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      for (const frame of this.page.frames()) {
        // A frame that goes away while it is asked holds nothing.
        if (
          (await frame
            .locator(selector)
            .count()
            .catch(() => 0)) > 0
        )
          return frame;
      }
      if (Date.now() > deadline) throw new Error(`No webview holds ${selector}.`);
      await this.page.waitForTimeout(50);
    }
  }

  tab(name: string | RegExp): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name });
  }

  /** An entry of the status bar that contains the text. */
  status(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text });
  }

  /** Chooses an entry of the list that is open. */
  async choose(name: string | RegExp): Promise<void> {
    await this.step(`the list offers ${name}`, () =>
      this.page.locator('.quick-input-list').getByRole('option', { name }).first().click(),
    );
  }

  /** Answers the question that the editor asks next in its input box. */
  async answer(question: RegExp, text: string): Promise<void> {
    await this.step(`it is asked ${question}`, () =>
      this.page.locator('.quick-input-widget').getByText(question).first().waitFor(),
    );
    await this.page.locator('.quick-input-widget input[type="text"]').fill(text);
    await this.page.keyboard.press('Enter');
  }

  /**
   * Runs a command and chooses an entry of the list that it opens. On a busy machine the focus comes back from the palette late,
   * and the editor closes the list that has just opened.
   */
  async commandAndChoose(title: string, name: string | RegExp): Promise<void> {
    await this.step(`"${title}" offers ${name}`, () =>
      this.retry(async () => {
        await this.command(title);
        await this.page.locator('.quick-input-list').getByRole('option', { name }).first().click({ timeout: 5_000 });
      }),
    );
  }

  /** Waits until a notification says it. */
  async told(text: RegExp): Promise<void> {
    await this.step(`a message says ${text}`, () =>
      this.page.locator('.notifications-toasts').getByText(text).first().waitFor(),
    );
  }

  /** A button of a notification. */
  notificationButton(name: string): Locator {
    return this.page.locator('.notifications-toasts').getByRole('button', { name, exact: true }).first();
  }

  /** Takes all notifications away, which otherwise cover what a picture should show. */
  async clearNotifications(): Promise<void> {
    await this.command('Notifications: Clear All Notifications');
    await this.page.locator('.notifications-toasts .notification-list-item').first().waitFor({ state: 'detached' });
  }

  /** Waits until an editor shows its cursor on the line, counted from 1 within the document. */
  async cursorOnLine(line: number): Promise<void> {
    await this.step(`the cursor stands on line ${line}`, () =>
      this.status(new RegExp(`Ln ${line}, Col \\d+`)).waitFor(),
    );
  }

  /** Line of the cursor, from 1, once an editor shows one. */
  async cursorLine(): Promise<number> {
    const entry = this.status(/Ln \d+, Col \d+/).first();
    const text = await this.step('an editor shows a cursor', () => entry.innerText());
    return Number(/Ln (\d+)/.exec(text)?.[1]);
  }

  /** Opens the Problems panel and gives its rows. */
  async problems(): Promise<Locator> {
    await this.command('Problems: Focus on Problems View');
    return this.page.locator('.markers-panel').getByRole('treeitem');
  }

  /** Saves what is on the screen, or a part of it. */
  async screenshot(folder: string, name: string, clip?: Clip): Promise<string> {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${name}.png`);
    await this.page.screenshot({ path, ...(clip && { clip }) });
    return path;
  }

  /** Repeats an action that may come too early, closing what it left open in between. */
  private async retry(act: () => Promise<void>): Promise<void> {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      try {
        await act();
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await this.closeLists();
      }
    }
  }

  /** Where nothing is open, Escape would reach the page that has the focus, and leave it. */
  private async closeLists(): Promise<void> {
    const open = this.page.locator('.quick-input-widget, .monaco-menu').filter({ visible: true });
    for (let left = 2; left > 0 && (await open.count()) > 0; left--) await this.page.keyboard.press('Escape');
  }
}
