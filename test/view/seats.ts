/**
 * Pages that tests take one after the other: another document in a page that is there costs a browser a third of what a new page does,
 * which needs a process of its own, and compiles every script anew.
 */
import type { Browser, Page } from 'playwright-core';

export const ORIGIN = 'https://view.test';

/** What a test shows in a page. */
export interface Visit {
  width: number;
  height: number;
  /** Device pixels a CSS pixel. */
  ratio: number;
  /** Type and content by path; the document is `/`. */
  files: Readonly<Record<string, readonly [type: string, body: string]>>;
  onTaken?: (page: Page) => void;
  /** Hears what the page asks its host. */
  onAsked: (text: string, scanned: boolean) => Promise<unknown>;
  /** The page is left: by the test, or with its browser where the test failed before. */
  onLeft: () => void;
}

class Seat {
  #visit: Visit | undefined;
  #problems: string[] = [];

  private constructor(readonly page: Page) {}

  static async open(browser: Browser, { width, height, ratio }: Visit, asks: string): Promise<Seat> {
    const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: ratio });
    const seat = new Seat(await context.newPage());
    const { page } = seat;
    page.on('pageerror', (error) => seat.#problems.push(error.message));
    page.on('console', (message) => message.type() === 'error' && seat.#problems.push(message.text()));
    context.once('close', () => seat.leave());
    await page.exposeFunction(asks, (text: string, scanned: boolean) => seat.#visit?.onAsked(text, scanned));
    await page.route(`${ORIGIN}/**`, (route) => {
      const file = seat.#visit?.files[new URL(route.request().url()).pathname];
      return file === undefined
        ? route.fulfill({ status: 404 })
        : route.fulfill({ contentType: `${file[0]}; charset=utf-8`, body: file[1] });
    });
    return seat;
  }

  async take(visit: Visit): Promise<void> {
    this.#visit = visit;
    this.#problems = [];
    visit.onTaken?.(this.page);
    const { width, height } = visit;
    await this.page.setViewportSize({ width, height });
    await this.page.emulateMedia({ reducedMotion: 'reduce' });
    await this.page.goto(`${ORIGIN}/`);
  }

  /** @returns what went wrong in the page */
  leave(): string[] {
    this.#visit?.onLeft();
    this.#visit = undefined;
    return this.#problems.filter((text) => !text.includes('favicon'));
  }
}

const free = new WeakMap<Browser, Map<string, Seat[]>>();

/**
 * Shows a document in a page that is free, or in a new one. An error in the page, or a breach of its policy, fails the test at `close`.
 * @param asks the name of the function by which the page asks its host
 */
export async function visitPage(
  browser: Browser,
  asks: string,
  visit: Visit,
): Promise<{ page: Page; close: () => Promise<void> }> {
  const all = free.get(browser) ?? new Map<string, Seat[]>();
  free.set(browser, all);
  // A very wide page has drawing left to do when its test is over, and the next one would wait for it.
  const kind = `${asks} ${visit.ratio} ${visit.width}`;
  const own = all.get(kind) ?? [];
  all.set(kind, own);
  const seat = own.pop() ?? (await Seat.open(browser, visit, asks));
  await seat.take(visit);
  return {
    page: seat.page,
    close: async () => {
      // Nothing of the next document is under the pointer of this test.
      await seat.page.mouse.move(-1, -1);
      const serious = seat.leave();
      if (serious.length > 0) throw new Error(`The page reported: ${serious.join('; ')}`);
      own.push(seat);
    },
  };
}
