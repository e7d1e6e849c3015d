import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { chartQuestions } from './chart-data.ts';

const ROOT = join(__dirname, '..', '..');
const files = ['src/protocol', 'src/extension', 'webview-ui'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => join(ROOT, folder, path)),
);

for (const [kind, type] of Object.entries({ arrivals: 'Arrivals', turns: 'Turns' })) {
  test(`a chart on data of its own touches five files, as webview-ui/README.md says: ${kind}`, () => {
    assert.ok(kind in chartQuestions);
    // Its type where it is declared or imported, its function, its question, and the entries of both tables.
    const names = new RegExp(
      `^import [^;]*?\\b${type}\\b|^export (?:const|type) ${type}\\b|\\b${kind}Of\\b|'${kind}'|^ {2}${kind}: (?:\\{ ask|\\()`,
      'm',
    );
    const touched = files.filter((path) => names.test(readFileSync(path, 'utf8')));
    // The same data may be shown on several pages; each only asks for it.
    const asking = touched.filter((path) => /webview-ui.(?:pages|parts)./.test(path));
    const count = touched.length - asking.length + Math.min(1, asking.length);
    assert.ok(count > 2 && count <= 5, touched.join('\n'));
  });
}
