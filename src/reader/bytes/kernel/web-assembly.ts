import { InputError } from '../files/input-error.ts';

/** What is used of WebAssembly, which the types of Node leave out. */
interface WebAssembly {
  Module: new (code: Uint8Array) => object;
  Instance: new (module: object) => { exports: unknown };
}

/** Why a file is not read, as the end of a sentence. */
const NO_WEB_ASSEMBLY =
  'WebAssembly, which is needed to read logs, is switched off (was Node.js started with --jitless?)';

function webAssembly(): WebAssembly {
  // The types of Node name no such global.
  const { WebAssembly: found } = globalThis as unknown as { WebAssembly?: WebAssembly };
  if (found === undefined) throw new InputError(NO_WEB_ASSEMBLY);
  return found;
}

/**
 * @param code in base64
 * @throws InputError where the program runs without WebAssembly
 */
export function compiled(code: string): object {
  return new (webAssembly().Module)(Buffer.from(code, 'base64'));
}

/** What a compiled module exports; the caller knows what that is, for it is in `assembly/index.ts`. */
export function exportsOf(module: object): unknown {
  return new (webAssembly().Instance)(module).exports;
}
