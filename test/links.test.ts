/** Links of the documentation, and those that marks in the editor and exports carry, lead to what is there. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { test } from 'node:test';
import packageJson from '../package.json';
import { DETAIL_FOLDERS, detailPages } from '../scripts/pages/detail-pages.ts';
import { CAMPAIGN_DETECTORS } from '../src/engine/campaigns/detectors/detectors.ts';
import { helpUri, rulePath } from '../src/report/export/sarif/doc-links.ts';

const ROOT = join(__dirname, '..');
/** What evidence on one account is named after, which no detector of campaigns is. */
const EVIDENCE_ALONE = ['membership', 'automation', 'continuation'];

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

function pagesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name).replaceAll('\\', '/'));
}

const PAGES = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...pagesIn('docs')];

/** What people who change the project read beside its code. */
const ROOMS = ['src', 'webview-ui', 'lab', 'scripts', 'test'].flatMap(pagesIn);

/** Text without what is code. */
const prose = (text: string): string => text.replaceAll(/^```[^]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '`');

/** As code hosts name the headings of a page. */
function anchorsOf(path: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of read(path)
    .replaceAll(/^```[^]*?^```$/gm, '')
    .matchAll(/^#{1,6} (.*)$/gm)) {
    const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const base = plain.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-');
    let name = base;
    for (let n = 1; anchors.has(name); n++) name = `${base}-${n}`;
    anchors.add(name);
  }
  return anchors;
}

test('every link of the documentation leads to a file that is there, and to a heading in it', () => {
  for (const page of [...PAGES, ...ROOMS]) {
    for (const [, link = ''] of prose(read(page)).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link)) continue;
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : relative(ROOT, join(ROOT, dirname(page), path)).replaceAll('\\', '/');
      assert.ok(existsSync(join(ROOT, target)), `${page}: ${link}`);
      if (anchor !== undefined && target.endsWith('.md')) assert.ok(anchorsOf(target).has(anchor), `${page}: ${link}`);
    }
  }
});

test('every file that a README of the project names is there, so that nobody looks for one that has moved', () => {
  const files = ['src', 'webview-ui', 'lab', 'scripts', 'test', 'media', 'docs', 'l10n', '.vscode'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `/${folder}/${name.replaceAll('\\', '/')}`,
    ),
  );
  const all = [...files, ...readdirSync(ROOT).map((name) => `/${name}`)];
  for (const page of ROOMS)
    for (const [, name = ''] of read(page).matchAll(/[` ]((?:[\w./-]+\.(?:ts|js)|[\w.-]+\/[\w./-]+\.\w+))(?=[`\s])/g))
      assert.ok(
        all.some((file) => file.endsWith(`/${name}`)),
        `${page}: ${name}`,
      );
});

test('a page of the package of npm leads to no file that is not in it', () => {
  const packed = [...packageJson.files, 'package.json'];
  for (const page of PAGES.filter((path) => path !== 'CONTRIBUTING.md')) {
    for (const [, link = ''] of prose(read(page)).matchAll(/\]\((?!\w+:)([^)#\s]+)/g)) {
      const target = posix.join(dirname(page), link);
      // These are said to be in the repository.
      if (
        ['CONTRIBUTING.md', 'Dockerfile', 'lab/NOTES.md'].includes(target) ||
        target.startsWith('test/golden/formats/samples')
      )
        continue;
      assert.ok(
        packed.some((path) => target === path || target.startsWith(`${path}/`)),
        `${page}: ${link}`,
      );
    }
  }
});

test('no cell of a table of the documentation is longer than anybody reads in a table', () => {
  const long = PAGES.flatMap((page) =>
    read(page)
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .flatMap((line) => line.split('|').map((cell) => cell.trim()))
      .filter((cell) => cell.length > 400 && !/^-+:?$/.test(cell))
      .map((cell) => `${page}: ${cell.slice(0, 60)}`),
  );
  assert.deepEqual(long, []);
});

test('every detector and every shipped rule has its page, made of what it is today, and no page is left over', async () => {
  const pages = await detailPages();
  for (const [path, text] of pages) {
    assert.ok(existsSync(join(ROOT, path)), `${path} is missing: run npm run regenerate`);
    assert.ok(read(path) === text, `${path} is out of date: run npm run regenerate`);
  }
  const found = DETAIL_FOLDERS.flatMap(pagesIn);
  assert.deepEqual(
    found.filter((path) => !pages.has(path)),
    [],
  );
});

test('links that exports carry lead to pages that are there', () => {
  const home = helpUri('', true).helpUri!;
  const paths = [
    'detection.md',
    rulePath('rule/shared-key'),
    ...[...CAMPAIGN_DETECTORS.map(({ id }) => id), ...EVIDENCE_ALONE].map((id) => `detectors/${id}.md`),
  ];
  for (const path of paths) {
    const link = helpUri(path, true).helpUri!;
    assert.equal(new URL(link).protocol, 'https:');
    assert.ok(existsSync(join(ROOT, 'docs', link.slice(home.length))), link);
  }
});

test('the index of the documentation names every page of it once, in the order of the README', () => {
  const [, index = ''] = /^## Read on$([^]*?)^## /m.exec(read('README.md')) ?? [];
  const named = [...index.matchAll(/\]\((docs\/[^)#]+)\)/g)].map(([, path = '']) => path);
  assert.equal(new Set(named).size, named.length);
  const all = PAGES.filter((page) => /^docs\/[^/]+\.md$/.test(page));
  assert.deepEqual(named.toSorted(), all.toSorted());
});
