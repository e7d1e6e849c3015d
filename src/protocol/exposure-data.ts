/** What the first page of the dashboard says of what has left with the answers of a log. */
import * as v from 'valibot';
import { DocumentReader } from '../report/shape/report.ts';
import { Names } from '../schema/shapes.ts';

/** An account, organisation or campaign with what it saw of the documents of an assistant, in words too. */
const ReaderCurve = v.object({ ...DocumentReader.entries, title: v.string(), text: v.string() });
export type ReaderCurve = v.InferOutput<typeof ReaderCurve>;

export const LeftWithAnswers = v.object({
  /** What was taken from the log as a whole: sentences, then its largest customers by name. */
  taken: v.nullable(v.object({ sentences: Names, customers: v.array(v.tuple([v.string(), v.string()])) })),
  /** How much of an assistant's documents has left; null where no answer names any. */
  documents: v.nullable(v.object({ sentences: Names, readers: v.array(ReaderCurve) })),
});
