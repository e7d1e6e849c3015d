/**
 * Compiles `src/reader/bytes/kernel/assembly` and `src/reader/bytes/inflate/assembly` to WebAssembly and writes it into
 * `kernel-code.ts` and `inflate-code.ts` next to them.
 *
 *   node --import tsx scripts/build-kernel.ts
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BYTES = join(__dirname, '..', 'src', 'reader', 'bytes');

/** What is compiled, and the pages of 64 KB that its memory has. */
const KERNELS = { kernel: 464, inflate: 32 } as const;
type KernelName = keyof typeof KERNELS;

/** The compiled code in base64. */
function compile(name: KernelName): string {
  const compiler = createRequire(__filename).resolve('assemblyscript/bin/asc.js');
  const scratch = mkdtempSync(join(tmpdir(), 'kernel-'));
  const out = join(scratch, 'kernel.wasm');
  const options = ['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];
  const memory = ['--initialMemory', `${KERNELS[name]}`];
  try {
    const source = join(BYTES, name, 'assembly', 'index.ts');
    execFileSync(process.execPath, [compiler, source, '--outFile', out, ...options, ...memory]);
    return readFileSync(out).toString('base64');
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** What `kernel-code.ts` or `inflate-code.ts` has to be. */
export function codeFile(name: KernelName): string {
  return `/** Written by \`scripts/build-kernel.ts\` from \`assembly/\`: not to be edited. */\nexport const ${name.toUpperCase()}_CODE =\n  '${compile(name)}';\n`;
}

if (require.main === module) {
  for (const name of Object.keys(KERNELS) as KernelName[])
    writeFileSync(join(BYTES, name, `${name}-code.ts`), codeFile(name));
}
