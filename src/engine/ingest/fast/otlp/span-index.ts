import { INPUT, GROUP_OF, type Kernel, KIND } from '../../../../reader/bytes/kernel/kernel.ts';
import { SLOT } from './otlp-tables.ts';

/** Where the spans of a line are. */
export class SpanIndex {
  length = 0;
  /** Place of each span's first event, and its batch. */
  readonly events: number[] = [];
  readonly batch: number[] = [];
  /** Those that hold what a retriever found. */
  readonly retrievers: number[] = [];
  /** The bytes of each batch's resource, from the start of the line; none if both are 0. */
  readonly resourceFrom: number[] = [];
  readonly resourceTo: number[] = [];

  constructor(private readonly kernel: Kernel) {}

  /** Finds the spans in the events of a line. False when the line is built in an unusual way. */
  find(count: number): boolean {
    const { events } = this.kernel;
    this.length = this.retrievers.length = 0;
    let batches = 0;
    // Lists already seen in the line, in the batch, in the scope: a repeated key is not worth following.
    let [inLine, inBatch, inScope] = [0, 0, 0];
    for (let at = 4; at < 4 * count; at += 4) {
      const slot = events[at]!;
      const isList = slot === SLOT.batches || slot === SLOT.scopes || slot === SLOT.spans;
      if ((events[at + 1]! & KIND.kind) !== (isList ? KIND.array : KIND.object)) return false;
      switch (slot) {
        case SLOT.batches:
          if (++inLine > 1) return false;
          break;
        case SLOT.batch:
          if (batches > 0 && inBatch !== 1) return false;
          this.resourceFrom[batches] = this.resourceTo[batches] = inBatch = 0;
          batches++;
          break;
        case SLOT.resource:
          if (this.resourceTo[batches - 1] !== 0) return false;
          this.resourceFrom[batches - 1] = events[at + 2]! - INPUT;
          this.resourceTo[batches - 1] = events[at + 3]! - INPUT;
          break;
        case SLOT.scopes:
          if (++inBatch > 1) return false;
          break;
        case SLOT.scope:
          inScope = 0;
          break;
        case SLOT.spans:
          if (++inScope > 1) return false;
          break;
        case SLOT.span:
          this.events[this.length] = at;
          this.batch[this.length] = batches - 1;
          this.length++;
          for (; events[at] !== GROUP_OF.b; at += 4)
            if (events[at] === SLOT.retrieved && this.retrievers.at(-1) !== this.length - 1)
              this.retrievers.push(this.length - 1);
          break;
        default:
          return false;
      }
    }
    return inLine === 1 && (batches === 0 || inBatch === 1);
  }
}
