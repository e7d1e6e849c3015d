/** What the texts of a call say by themselves: who the assistant is, which day it is, which tag an answer opens with. */
import { wordGroups } from '../../../../schema/words.ts';
import { LIMITS, type Facts } from '../facts.ts';

/** Names of model families and of their assistants, by the word for the family. */
const FAMILIES = wordGroups(`kimi: kimi moonshot | mimo: mimo | deepseek: deepseek 深度求索 | qwen: qwen tongyi 通义千问
  | glm: chatglm glm 智谱清言 | doubao: doubao 豆包 | minimax: minimax hailuo | hunyuan: hunyuan 混元
  | ernie: ernie 文心一言 | sensechat: sensechat sensenova | baichuan: baichuan | stepfun: stepfun | claude: claude
  | chatgpt: chatgpt | gemini: gemini | grok: grok | copilot: copilot | codex: codex | mistral: mistral | llama: llama`);

/** How a system prompt begins to say who the assistant is, in lower case. */
const OPENERS = ['you are', "you're", 'you’re', 'your name is', '你是', '您是', '我是', 'あなたは'];
const NAME = new RegExp(
  String.raw`[\s:"'*]{0,4}(?:an? [\w -]{0,60}(?:named|called) |名叫|叫)?[\s"'*]{0,4}(${[...FAMILIES.keys()].join('|')})(?![a-z])`,
  'y',
);
/** Times an opener is looked at. */
const MOST_TIMES = 20;
/** Letters of a system prompt in which the assistant is named. */
const HEAD = 2000;

/** The family whose assistant a system prompt says that it speaks to. */
function statedIdentity(system: string): string | undefined {
  const head = system.slice(0, HEAD).toLowerCase();
  for (const opener of OPENERS) {
    let times = 0;
    for (let at = head.indexOf(opener); at >= 0 && times++ < MOST_TIMES; at = head.indexOf(opener, at + 1)) {
      NAME.lastIndex = at + opener.length;
      const name = NAME.exec(head)?.[1];
      if (name !== undefined) return FAMILIES.get(name);
    }
  }
  return undefined;
}

const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const DAY = new RegExp(
  String.raw`(?:today['\u2018\u2019\u02bc]?s date|today is|current ?date|current time|当前日期|当前时间|今天是|今天的日期)[^\d\n]{0,40}?(?:(20\d\d)[-/.年] ?(\d{1,2})[-/.月] ?(\d{1,2})(?!\d)|(${MONTHS})[a-z]{0,6}\.? (\d{1,2})(?:st|nd|rd|th)?,? (20\d\d)|(\d{1,2}) (${MONTHS})[a-z]{0,6}\.?,? (20\d\d))`,
  'i',
);
/** Words of which a text that says the day has one. */
const DAY_WORDS = ['oday', 'urrent', '当前', '今天'];
/** Letters of a text in which the day is looked for. */
const MOST_LETTERS = 100_000;

/** The day that a text says is today, in ms UTC. */
export function statedDay(text: string): number | undefined {
  if (!DAY_WORDS.some((word) => text.includes(word))) return undefined;
  const found = DAY.exec(text.slice(0, MOST_LETTERS));
  if (found === null) return undefined;
  const [, year, month, day, monthName, dayAfter, yearAfter, dayBefore, monthAfter, yearLast] = found;
  const named = monthName ?? monthAfter;
  const number = named === undefined ? Number(month) : MONTHS.split('|').indexOf(named.toLowerCase()) + 1;
  const [ofYear, ofMonth] = [Number(year ?? yearAfter ?? yearLast), Number(day ?? dayAfter ?? dayBefore)];
  const time = Date.UTC(ofYear, number - 1, ofMonth);
  return new Date(time).getUTCDate() === ofMonth && number >= 1 && number <= 12 ? time : undefined;
}

/** How coding agents begin the first message, in which they say what day it is. */
export const REMINDER = '<system-reminder>';

/** What a system prompt and the first message say. */
export function statedIn(system: string, first: string): Pick<Facts, 'statedDay' | 'statedIdentity'> {
  const own = system === '' ? NOTHING : statedBy(system);
  if (!first.startsWith(REMINDER) || own.statedDay !== undefined) return own;
  const day = statedDay(first);
  return day === undefined ? own : { ...own, statedDay: day };
}

type Stated = Pick<Facts, 'statedDay' | 'statedIdentity'>;
const NOTHING: Stated = {};
/** What the last system prompts say: they come again and again, those of several customers in turn. */
const known = new Map<string, Stated>();
const KNOWN = 64;

function statedBy(system: string): Stated {
  const before = known.get(system);
  if (before !== undefined) return before;
  const [identity, day] = [statedIdentity(system), statedDay(system)];
  const stated = {
    ...(identity !== undefined && { statedIdentity: identity }),
    ...(day !== undefined && { statedDay: day }),
  };
  if (known.size === KNOWN) known.clear();
  known.set(system, stated);
  return stated;
}

const TAG = /^\s{0,20}<([A-Za-z][\w-]{0,39})>/;
/** Tags of pages and drawings: an answer that is one is no text in tags. */
const MARKUP: ReadonlySet<string> = new Set([
  ...['html', 'head', 'body', 'div', 'p', 'span', 'svg', 'table', 'ul', 'ol', 'li', 'script', 'style', 'template'],
  ...['section', 'article', 'main', 'nav', 'header', 'footer', 'form', 'button', 'details', 'h1', 'h2', 'h3', 'b', 'i'],
]);

/** The tag that an answer opens with, and the share of the answer inside of it. */
export function openingTag(text: string): Facts['openingTag'] {
  const found = TAG.exec(text);
  const [opened, name] = [found?.[0] ?? '', found?.[1] ?? ''];
  if (name === '' || MARKUP.has(name.toLowerCase())) return undefined;
  const end = text.indexOf(`</${name}>`, opened.length);
  const inside = (end < 0 ? text.length : end) - opened.length;
  return { name: name.toLowerCase().slice(0, LIMITS.text), share: Math.round((1000 * inside) / text.length) / 1000 };
}
