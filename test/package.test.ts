import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { copyPacked, packedFiles, packExtension } from './harness/vsix.ts';
import { scratchFolder } from './harness/folders.ts';
import { words } from '../src/schema/words.ts';

const ROOT = join(__dirname, '..');

/** All that may be in the package. A new kind of file is added here on purpose or not at all. */
const MAY_HOLD = [
  /^package(\.nls(\.de)?)?\.json$/,
  /^l10n\/bundle\.l10n\.de\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^(LICENSE|THIRD-PARTY-NOTICES\.txt)$/,
  /^dist\/(extension|prompt-audit|scan-worker|audit-worker|entity-worker|explorer-worker|reader|webview|explorer)\.js$/,
  /^dist\/((extension|worker)-[A-Z0-9]{8}|worker-pieces)\.js$/,
  /^dist\/(webview|explorer)\.css$/,
  /^docs\/((detection|detectors|rules)\/)?[a-z0-9-]+\.md$/,
  /^media\/[\w./-]+\.(png|svg|md|json|jsonl|gz|yml)$/,
];

const MUST_HOLD =
  words(`LICENSE README.md THIRD-PARTY-NOTICES.txt dist/audit-worker.js dist/explorer-worker.js dist/entity-worker.js
  dist/explorer.css dist/explorer.js dist/extension.js dist/prompt-audit.js dist/scan-worker.js dist/webview.css
  dist/webview.js package.json package.nls.json`);

const LARGEST = 3 * 1024 * 1024;

const scratch = scratchFolder('prompt-audit-package-');

before(() => {
  assert.ok(existsSync(join(ROOT, 'dist/extension.js')), 'nothing is built: run `node esbuild.js --production` first');
});

test('the package holds no source, test, map or other file that does not belong to it', async () => {
  const strangers = (await packedFiles(ROOT)).filter((file) => !MAY_HOLD.some((pattern) => pattern.test(file)));
  assert.deepEqual(strangers, []);
});

test('the package holds every file that the extension loads', async () => {
  const packed = await packedFiles(ROOT);
  const pieces = packed
    .filter((file) => /^dist\/(extension|prompt-audit|.*worker)/.test(file))
    .flatMap((file) => [
      ...readFileSync(join(ROOT, file), 'utf8').matchAll(/require\("\.\/((?:extension|worker)-\w+\.js)"\)/g),
    ])
    .map(([, name]) => `dist/${name}`);
  assert.ok(pieces.length > 0);
  const files = new Set(packed);
  assert.deepEqual(
    [...MUST_HOLD, ...pieces].filter((file) => !files.has(file)),
    [],
  );
});

test('a page of the extension leads to no file that is not in it', async () => {
  const place = join(scratch, 'pages');
  await copyPacked(ROOT, place);
  const pages = (await packedFiles(ROOT)).filter((file) => /^docs\/.*\.md$/.test(file));
  const links = pages.flatMap((page) =>
    [...readFileSync(join(place, page), 'utf8').matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)].map(
      ([, link = '']) => [page, link] as const,
    ),
  );
  assert.ok(links.length > 100);
  for (const [page, link] of links) assert.ok(existsSync(join(place, page, '..', link)), `${page}: ${link}`);
});

test('the shipped code refers to no source map', async () => {
  for (const file of (await packedFiles(ROOT)).filter((name) => name.endsWith('.js'))) {
    assert.doesNotMatch(readFileSync(join(ROOT, file), 'utf8'), /\/\/# sourceMappingURL=/, file);
  }
});

test('the package is under 3 MB, and packing twice gives the same bytes', async () => {
  const copy = join(scratch, 'extension');
  await copyPacked(ROOT, copy);
  const first = await packExtension(copy, join(scratch, 'first.vsix'));
  const second = await packExtension(copy, join(scratch, 'second.vsix'));
  assert.ok(statSync(first).size < LARGEST, `${statSync(first).size} bytes`);
  assert.ok(readFileSync(first).equals(readFileSync(second)), 'the bytes differ');
});

/** Settings that a folder may give before it is trusted: they change neither what is found nor what is shown. */
const HARMLESS = ['promptAudit.codeLens.enabled', 'promptAudit.workers'];

test('a folder that is not trusted can name no file to be read, and change neither what is found nor what is shown', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    capabilities: { untrustedWorkspaces: { supported: unknown; restrictedConfigurations: string[] } };
    contributes: { configuration: { properties: Record<string, unknown> } };
  };
  const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  assert.equal(supported, 'limited', 'VS Code applies the list to no other word');
  // Each setting is on one of the two lists: a new one must be placed.
  assert.deepEqual(
    [...restrictedConfigurations, ...HARMLESS].sort(),
    Object.keys(manifest.contributes.configuration.properties).sort(),
  );
});
