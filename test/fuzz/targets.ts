import type { FuzzTarget } from './fuzz-target.ts';
import { bodies } from './targets/bodies.ts';
import { archives, parquet } from './targets/archives.ts';
import { decisions, directory, mappings } from './targets/configuration.ts';
import { exports } from './targets/exports.ts';
import { framing, recordings } from './targets/framing.ts';
import { gzip } from './targets/gzip.ts';
import { kept } from './targets/kept.ts';
import { messages } from './targets/messages.ts';
import { fastPath } from './targets/fast-path.ts';
import { records } from './targets/records.ts';

/** Everything that takes input of strangers. Adding one is one file, its seeds, and one line here. */
export const TARGETS: readonly FuzzTarget[] = [
  framing,
  records,
  bodies,
  mappings,
  decisions,
  directory,
  messages,
  recordings,
  fastPath,
  gzip,
  archives,
  parquet,
  exports,
  kept,
];
