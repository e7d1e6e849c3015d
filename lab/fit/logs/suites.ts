/** Which dumps an argument names. */
import { type Dump, readDumps } from './dumped.ts';

/** `SUITE`, or `SUITE:a` and `SUITE:b` for logs whose campaigns use one half of the pipelines. */
export function dumpsOf(folder: string, names: readonly string[]): Dump[] {
  return names.flatMap((name) => {
    const [suite = '', side] = name.split(':');
    return readDumps(folder, [suite]).filter(({ log }) => side === undefined || log.side === side);
  });
}
