import * as v from 'valibot';
import { Finite } from '../../schema/shapes.ts';

/** Size in bytes and time of the last change of a log when it was scanned, to notice later that it changed. */
export const FileStamp = v.object({ path: v.string(), size: Finite, mtimeMs: Finite });
export type FileStamp = v.InferOutput<typeof FileStamp>;
