import { readFileSync } from 'node:fs';
import { classifyIntent } from '../../src/engine/templates/intent/intent.ts';
import type { IntentResult } from '../../src/engine/templates/intent/intent.ts';
import { areaUnderCurve, table } from './figures.ts';

interface Judged {
  group: string;
  result: IntentResult;
}

const [attackFile, appFile] = process.argv.slice(2);
if (attackFile === undefined || appFile === undefined) {
  throw new Error('usage: node lab/intent-training/check-intent.mjs ATTACK.jsonl APP.jsonl');
}
const attack = judgeFile(attackFile);
const app = judgeFile(appFile);
const harvests = (judged: readonly Judged[]) => judged.map(({ result }) => result.harvest);
console.log(`AUC of harvest: ${areaUnderCurve(harvests(attack), harvests(app)).toFixed(3)}\n`);
console.log(
  table(
    ['kind', 'group', 'templates', 'mean harvest', 'top intents'],
    [...groupRows('attack', attack), ...groupRows('app', app)],
  ),
);

/** Lines of JSON with `text`, `group` and perhaps `system`. */
function judgeFile(path: string): Judged[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const value: unknown = JSON.parse(line);
      const field = (name: string) => {
        const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
        return typeof found === 'string' ? found : '';
      };
      const system = field('system');
      return {
        group: field('group'),
        result: classifyIntent(system === '' ? field('text') : `${system}\n${field('text')}`),
      };
    });
}

function groupRows(kind: string, judged: readonly Judged[]): string[][] {
  return [...new Set(judged.map(({ group }) => group))].map((group) => {
    const own = judged.filter((each) => each.group === group);
    const tops = new Map<string, number>();
    for (const { result } of own) tops.set(result.top, (tops.get(result.top) ?? 0) + 1);
    const most = [...tops].sort((a, b) => b[1] - a[1]).slice(0, 4);
    const mean = harvests(own).reduce((sum, value) => sum + value, 0) / own.length;
    return [
      kind,
      group,
      String(own.length),
      mean.toFixed(2),
      most.map(([intent, count]) => `${intent} ${count}`).join(', '),
    ];
  });
}
