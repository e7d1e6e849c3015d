/** A setting that was in force, as shown in a report: its value and where it came from. */
import * as v from 'valibot';

/** `command line` wins over `setting` (of the editor), which wins over `file`, which wins over `default`. */
export const CONFIGURED_BY = ['command line', 'setting', 'file', 'default'] as const;

/** A setting that was in force. */
export const ConfiguredValue = v.object({
  /** Name of the key in `prompt-audit.yaml`, for example `limits.unpackRatio`. */
  key: v.string(),
  /** The value as text; empty when nothing is set. */
  value: v.string(),
  /** Who gave the value. */
  from: v.picklist(CONFIGURED_BY),
  /** File and line, when a file gave it. */
  place: v.exactOptional(v.string()),
});
export type ConfiguredValue = v.InferOutput<typeof ConfiguredValue>;
