import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { measured } from '../harness/host-results.ts';
import { threadMs } from '../harness/processor-ms.ts';
import { extension } from './extension.ts';

/**
 * Bytes of the extension's code that starting it may load: what every window pays, whether or not it opens a log. Reading and
 * compiling it is nearly all of what starting costs; the scan, the report and the pages come when they are asked for.
 */
const CODE_AT_START = 300_000;

/** Files of the extension that this process has loaded. */
const loaded = (): string[] =>
  Object.keys(createRequire(import.meta.url).cache).filter((file) =>
    file.startsWith(join(extension().extensionPath, 'dist') + sep),
  );

suite('Activation', () => {
  test('loads no more code than starting needs', async () => {
    assert.equal(extension().isActive, false, 'something has started the extension before it was needed');
    const began = performance.now();
    const used = threadMs();
    await extension().activate();
    const ms = Math.min(performance.now() - began, threadMs() - used);
    const files = loaded();
    measured.push(`Activation took ${ms.toFixed(1)} ms.`);
    assert.ok(files.length > 0, 'no file of the extension was found among those loaded');
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    assert.ok(bytes <= CODE_AT_START, `starting loaded ${bytes} bytes: ${files.join(', ')}`);
  });

  test('nothing is in view before a scan', async () => {
    const { store, tree, restored } = await extension().activate();
    await restored;
    assert.equal(store.results, undefined);
    assert.deepEqual(tree.getChildren(), []);
  });
});
