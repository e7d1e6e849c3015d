/** What the made-up accounts send: the index of their requests, as a scan of the made-up log would give it. */
import { NO_TEMPLATE, type RequestIndex } from '../../../src/report/shape/request-index.ts';
import { chance, HARVESTED, type MadeUpAccount, named, type Size } from './accounts.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DAYS = 28;
export const START = Date.UTC(2025, 2, 3);
const END = START + DAYS * DAY;
/** When campaigns go over to a new model. */
const PIVOT = START + 9 * DAY;
/** From then on a second file is written, which nobody has kept. */
const SECOND_FILE = START + 24 * DAY;
/** Bytes of every line, without its line break. */
export const LINE_BYTES = 1500;

/** Requests that a campaign deals to four accounts in turn before it continues to the next four. */
const BLOCK = 32;
const AT_ONCE = 4;
/** From one request of a campaign to its next one. */
const STEP = 1.4 * MINUTE;

interface Request {
  time: number;
  account: number;
  template: number;
}

export function madeUpTraffic(accounts: readonly MadeUpAccount[], size: Size): RequestIndex {
  const requests: Request[] = [];
  for (const account of accounts) if (account.campaign === null) sendAlone(account, size, requests);
  for (const campaign of [0, 1, 2, 3]) {
    sendTogether(
      campaign,
      accounts.filter((account) => account.campaign === campaign),
      requests,
    );
  }
  requests.sort((a, b) => a.time - b.time || a.account - b.account);
  const { length } = requests;
  const index: RequestIndex = {
    length,
    files: ['2025-03.jsonl', '2025-03-b.jsonl.gz'],
    accounts: accounts.map(({ name }) => name),
    templates: Array.from({ length: size.templates }, (_, at) => templateId(at, size)),
    models: ['claude-sonnet-4', named('claude-sonnet-4-5', size), 'gpt-5-mini'],
    file: new Uint16Array(length),
    line: new Uint32Array(length),
    offset: new Float64Array(length),
    bytes: new Uint32Array(length).fill(LINE_BYTES),
    time: Float64Array.from(requests, ({ time }) => time),
    account: Uint32Array.from(requests, ({ account }) => account),
    template: Uint32Array.from(requests, ({ template }) => template),
    model: new Uint16Array(length),
    outputTokens: Uint32Array.from(requests, (_, row) => 300 + Math.floor(900 * chance(row, 31))),
    score: new Float32Array(length),
  };
  const inFirst = requests.findIndex(({ time }) => time >= SECOND_FILE);
  requests.forEach(({ time, account }, row) => {
    const inSecond = row >= inFirst;
    const place = inSecond ? row - inFirst : row;
    index.file[row] = Number(inSecond);
    index.line[row] = place + 1;
    index.offset[row] = place * (LINE_BYTES + 1);
    index.model[row] = accounts[account]?.campaign === null ? (time < START + 17 * DAY ? 0 : 2) : Number(time >= PIVOT);
  });
  return index;
}

export const templateId = (at: number, size: Size): string =>
  named(`T-${(at * 2654435761).toString(16).slice(-6)}`, size);

/** People send by day, apps around the clock, batch jobs at their hour. */
function sendAlone({ index, kind }: MadeUpAccount, size: Size, requests: Request[]): void {
  const own = size.templates - HARVESTED;
  const amount =
    kind === 'person'
      ? size.accounts > 5000
        ? 4
        : 10 + Math.floor(20 * chance(index, 6))
      : size.accounts > 5000
        ? 40
        : 1000;
  for (let n = 0; n < amount; n++) {
    const at = chance(index * 1009 + n, 12);
    const free = kind === 'person' && chance(index * 31 + n, 13) < 0.5;
    requests.push({
      time: kind === 'person' ? byDay(index, n) : kind === 'batch' ? atItsHour(index, n) : START + at * DAYS * DAY,
      account: index,
      template: free ? NO_TEMPLATE : HARVESTED + ((index * 7 + (kind === 'person' ? n : n % 2)) % own),
    });
  }
}

function byDay(index: number, n: number): number {
  const day = Math.floor(chance(index * 509 + n, 14) * DAYS);
  // The log begins on a Monday.
  const workday = day % 7 > 4 ? day - 2 : day;
  const shift = (index % 3) * 6;
  return START + workday * DAY + ((8 + shift + 10 * chance(index * 211 + n, 15)) % 24) * HOUR;
}

const atItsHour = (index: number, n: number): number =>
  START + (n % DAYS) * DAY + (index % 24) * HOUR + Math.floor(chance(index + n, 16) * 20) * MINUTE;

/** A queue whose requests are dealt to few accounts in turn, then to the next few; a relay passes on what comes. */
function sendTogether(campaign: number, members: readonly MadeUpAccount[], requests: Request[]): void {
  if (members.length === 0) return;
  const templates = Array.from({ length: HARVESTED }, (_, at) => at).filter((at) => at % 4 === campaign);
  const from = START + campaign * DAY;
  const steps = Math.floor((END - campaign * DAY - from) / STEP);
  for (let step = 0; step < steps; step++) {
    const dealt = Math.floor(step / BLOCK) * AT_ONCE + (step % AT_ONCE);
    const place = campaign === 3 ? Math.floor(chance(step, 17) * members.length) : dealt % members.length;
    const known = templates.slice(0, templatesOf(place, templates.length));
    requests.push({
      time: Math.floor(from + (step + 0.3 * chance(step + campaign, 18)) * STEP),
      account: members[place]?.index ?? 0,
      template:
        chance(step, 19) < 0.06
          ? NO_TEMPLATE
          : (known[Math.floor(chance(step, 20) ** 2 * known.length)] ?? NO_TEMPLATE),
    });
  }
}

/** Half of the members use all templates of their campaign, the others fewer. */
function templatesOf(place: number, all: number): number {
  const draw = place % 20;
  return Math.max(1, draw < 11 ? all : draw < 15 ? all - 1 : draw < 18 ? all - 2 : 1);
}
