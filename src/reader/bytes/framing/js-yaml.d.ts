/** The part of js-yaml that recordings are read with. */
declare module 'js-yaml' {
  interface TypeOptions {
    kind: 'scalar' | 'sequence' | 'mapping';
    /** True for all tags that begin so. */
    multi?: boolean;
    construct?: (text: string | null) => unknown;
  }

  export class Type {
    readonly tag: string;
    constructor(tag: string, options: TypeOptions);
  }
  interface Schema {
    extend(types: Type[]): Schema;
  }
  export const CORE_SCHEMA: Schema;

  /** How far reading is. */
  export interface LoaderState {
    readonly input: string;
    readonly position: number;
    /** Of the node that is opened or closed, from 1. */
    readonly depth: number;
    /** The node that is closed. */
    readonly result: unknown;
    readonly anchorMap: Record<string, unknown>;
  }

  export interface LoadOptions {
    schema: Schema;
    /** Of a key that comes twice the last value counts. */
    json: boolean;
    maxDepth: number;
    listener: (event: 'open' | 'close', state: LoaderState) => void;
  }

  /** @throws where the text is not valid */
  export function loadAll(text: string, iterator: null, options: LoadOptions): unknown[];
}
