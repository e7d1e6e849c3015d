/** A public prompt as a program uses it: where the material goes is settled once, and what fills it is new each time. */
import type { Random } from '../../../src/math/random.ts';
import { type Message, system, user } from '../town/log.ts';
import type { Material, Pool, RealTemplate } from './material.ts';

export interface Deployment {
  kind: string;
  /** What fills it. */
  pool: Pool;
  /** How many items fill one request. */
  items: number;
  /** What each of its places asks for. */
  places: readonly Pool[];
  say: (items: readonly string[]) => Message[];
}

const PLACES =
  /\{\{\{?\s*[#$]?([\w. -]{1,40}?)\s*\}?\}\}|\{\$?([A-Za-z_][\w. ]{0,40})\}|<\|?([a-z_]{4,30})\|?>(?!.*<\/\3>)|\[([A-Z][A-Z _]{3,30})\]|__([A-Z_]{4,30})__/g;
/** What a place asks for, by its name; the others are filled once, as a program's settings are. */
const ASKED: readonly (readonly [Pool, RegExp])[] = [
  ['code', /code|snippet|diff|function|patch|program|solution|sql|file_content/i],
  ['dialogues', /conversation|dialog|history|chat|transcript|messages/i],
  ['passages', /text|passage|document|article|content|context|paper|chunk|story|page|source|report|email|body|resume/i],
  ['problems', /problem|exercise|math|puzzle/i],
  ['questions', /question|query|ques\b/i],
  [
    'requests',
    /instruction|prompt|task|request|goal|input|user|issue|seed|example|answer|response|completion|output|generation/i,
  ],
  ['short', /topic|title|keyword|concept|subject|intent|entity|name|persona|description/i],
];
/** What is put behind a prompt that has no place for it, by what the prompt is about. */
const BY_KIND: Readonly<Record<string, readonly Pool[]>> = {
  code: ['code', 'requests'],
  'unit tests': ['code'],
  judge: ['questions', 'requests'],
  reasoning: ['problems'],
  'questions and answers': ['passages', 'questions'],
  'quiz or exam': ['passages'],
  summary: ['passages', 'dialogues'],
  extraction: ['passages'],
  translation: ['passages', 'short'],
  retrieval: ['questions', 'passages'],
  tutor: ['problems', 'questions'],
  instructions: ['requests', 'questions'],
  writing: ['short', 'passages'],
};
const OTHERS: readonly Pool[] = ['requests', 'short', 'questions'];

export function deploymentOf(random: Random, { kind, text }: RealTemplate, material: Material): Deployment {
  const places = [...text.matchAll(PLACES)].map((match) => ({
    at: match.index,
    length: match[0].length,
    pool: ASKED.find(([, name]) => name.test(match.slice(1).find(Boolean) ?? ''))?.[0],
    setting: random.pick(material.pools.short).split(' ').slice(0, 2).join(' '),
  }));
  const asked = places.filter(({ pool }) => pool !== undefined);
  const isSystem = random.chance(asked.length > 0 ? 0.15 : 0.65);
  const pool = asked[0]?.pool ?? random.pick(BY_KIND[kind] ?? OTHERS);
  const say = (items: readonly string[]): Message[] => {
    let [out, from, next] = ['', 0, 0];
    for (const place of places) {
      out +=
        text.slice(from, place.at) +
        (place.pool === undefined || isSystem ? place.setting : items[next++ % items.length]!);
      from = place.at + place.length;
    }
    out += text.slice(from);
    if (isSystem) return [system(out), user(items.join('\n\n'))];
    return [user(asked.length > 0 ? out : `${out}\n\n${items.join('\n\n')}`)];
  };
  return {
    kind,
    pool,
    items: isSystem ? 1 : Math.min(3, Math.max(1, asked.length)),
    places: isSystem ? [] : asked.map((place) => place.pool!),
    say,
  };
}
