import { INPUT, KIND } from '../../bytes/kernel/kernel.ts';
import type { ByteReader } from '../../records/byte-reader.ts';
import type { Place } from '../../records/place.ts';
import type { RequestRecord } from '../../records/request.ts';
import type { RequestTable } from '../request-table.ts';
import { textKernel } from '../text-kernel.ts';
import { Envelopes } from './envelopes.ts';
import { addLitellmTables, QuickLitellm } from './quick-litellm.ts';

/** Lines in a row that were left to the general reader before no more are tried: the log is of another kind. */
const PATIENCE = 200;
/** The same for lines that were left to it to be learned from: a log of many accounts begins with one line of each. */
const LEARNING = 50_000;

/** What is known over all parts of a scan that one thread reads. */
interface Shared {
  root: number;
  litellm: QuickLitellm;
}

let shared: Shared | undefined;

function sharedOf(): Shared {
  if (shared !== undefined) return shared;
  const kernel = textKernel();
  const envelopes = new Envelopes();
  shared = { root: addLitellmTables(kernel), litellm: new QuickLitellm(kernel, envelopes) };
  return shared;
}

/** Reads lines of common logs from their bytes into a table. */
export class QuickLines implements ByteReader {
  format = '';
  private readonly table: RequestTable;
  private refused = 0;
  private learned = 0;

  constructor(table: RequestTable) {
    this.table = table;
    shared?.litellm.begin();
  }

  read(bytes: Buffer, start: number, end: number, place: Place): number {
    if (this.refused > PATIENCE || this.learned > LEARNING) return -1;
    const { root, litellm } = sharedOf();
    const kernel = textKernel();
    this.refused++;
    if (!kernel.load(bytes, start, end)) return -1;
    const events = kernel.call.read(INPUT, INPUT + end - start, root);
    if (events < 1 || kernel.events[1] !== KIND.object) return -1;
    if (!litellm.read(events, this.table, place)) {
      if (litellm.isLearning) {
        this.refused = 0;
        this.learned++;
      }
      return -1;
    }
    this.refused = this.learned = 0;
    this.format = 'litellm';
    return 1;
  }

  /** Told each request that the general reader has read. */
  learn(record: RequestRecord, place: Place): void {
    shared?.litellm.learn(record, place);
  }
}
