import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { run } from './processes.ts';
import { words } from '../../src/schema/words.ts';

/** Thrown when there is no browser and none can be installed, so that callers can skip and say so. */
export class NoBrowser extends Error {}

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Path of a Chromium: `CHROME_PATH`, a usual place, or freshly installed from the packages of Debian where that is
 * allowed without a password.
 */
export async function findChromium(): Promise<string> {
  const given = process.env.CHROME_PATH;
  if (given !== undefined) {
    if (existsSync(given)) return given;
    throw new NoBrowser(`CHROME_PATH names ${given}, which does not exist.`);
  }
  const present = PLACES.find((place) => existsSync(place));
  if (present !== undefined) return present;
  await (installing ??= installChromium());
  const arrived = PLACES.find((place) => existsSync(place));
  if (arrived !== undefined) return arrived;
  throw new NoBrowser('No Chromium found. Install it (Debian: apt-get install chromium) or set CHROME_PATH.');
}

/** Once, however many ask for it at the same time: a second `apt-get` is turned away while the first has the lock. */
let installing: Promise<void> | undefined;

async function installChromium(): Promise<void> {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return;
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = async (...args: string[]): Promise<boolean> => {
    const [command, ...rest] = [...prefix, 'apt-get', ...args];
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const result = await run(command ?? 'apt-get', rest, { env: environment }).catch(() => undefined);
    return result?.code === 0;
  };
  console.log('Installing Chromium with apt-get');
  if (!(await apt('update', '-qq'))) return;
  await apt('install', '-y', '-qq', 'chromium', 'fonts-dejavu-core');
}

/** Starts a browser that talks to nobody but the page it is sent to. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await findChromium(),
    args: [
      ...words(`--no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking
      --disable-component-update --disable-sync --no-first-run`),
    ],
  });
}
