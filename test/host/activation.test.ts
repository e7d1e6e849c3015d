import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { measured } from '../harness/host-results.ts';
import { threadMs } from '../harness/processor-ms.ts';
import { extension } from './extension.ts';

/** Most bytes of the extension's code that its start may load: each takes time of the editor's main thread. */
const BUDGET = 500_000;

suite('Activation', () => {
  test('loads no more code than the budget', async () => {
    // Let VS Code and its own extensions finish their start first: they share the thread.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    assert.equal(extension().isActive, false, 'something has started the extension before it was needed');
    const began = performance.now();
    const used = threadMs();
    await extension().activate();
    // The clock counts what else runs on the machine, the processor time what else runs in this thread: the smaller of
    // them is still no less than what activation took.
    const ms = Math.min(performance.now() - began, threadMs() - used);
    const loaded = Object.keys(require.cache).filter((path) => /[\\/]dist[\\/][^\\/]+\.js$/.test(path));
    const bytes = loaded.reduce((sum, path) => sum + statSync(path).size, 0);
    measured.push(`Activation took ${ms.toFixed(1)} ms and loaded ${bytes} bytes of code in ${loaded.length} files.`);
    assert.ok(loaded.length > 0 && bytes < BUDGET, `activation loaded ${bytes} bytes: ${loaded.join(', ')}`);
  });

  test('nothing is in view before a scan', async () => {
    const { store, tree, restored } = await extension().activate();
    await restored;
    assert.equal(store.results, undefined);
    assert.deepEqual(tree.getChildren(), []);
  });
});
