/**
 * Compiles the kernel of `src/core/bytes/kernel/assembly` to WebAssembly and writes it into `kernel-code.ts`.
 *
 *   node --import tsx scripts/build-kernel.ts
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const KERNEL = join(__dirname, '..', 'src', 'core', 'bytes', 'kernel');

/** The compiled kernel in base64. */
export function compileKernel(): string {
  const compiler = createRequire(__filename).resolve('assemblyscript/bin/asc.js');
  const scratch = mkdtempSync(join(tmpdir(), 'kernel-'));
  const out = join(scratch, 'kernel.wasm');
  const options = [
    '-O3',
    '--converge',
    '--noAssert',
    '--runtime',
    'stub',
    '--enable',
    'simd',
    '--initialMemory',
    '384',
  ];
  try {
    execFileSync(process.execPath, [compiler, join(KERNEL, 'assembly', 'index.ts'), '--outFile', out, ...options]);
    return readFileSync(out).toString('base64');
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** `kernel-code.ts` with the given code. */
export function kernelFile(code: string): string {
  return `/** Written by \`scripts/build-kernel.ts\` from \`assembly/\`: not to be edited. */\nexport const KERNEL_CODE =\n  '${code}';\n`;
}

if (require.main === module) writeFileSync(join(KERNEL, 'kernel-code.ts'), kernelFile(compileKernel()));
