/** What the first page of the dashboard says of what has left with the answers of a log. */
import * as v from 'valibot';
import { DocumentReader } from '../report/shape/report.ts';
import { Names } from '../schema/shapes.ts';

/** An account, organisation or campaign with what it saw of the documents of an assistant, in words too. */
const ReaderCurve = v.object({ ...DocumentReader.entries, title: v.string(), text: v.string() });
export type ReaderCurve = v.InferOutput<typeof ReaderCurve>;

const Customer = v.object({ name: v.string(), kind: v.picklist(['organisation', 'account']), text: v.string() });

export const LeftWithAnswers = v.object({
  /** What was taken from the log as a whole: sentences, then customers side by side. */
  taken: v.nullable(v.object({ heading: v.string(), sentences: Names, customers: v.array(Customer) })),
  /** How much of an assistant's documents has left; null where no answer names any. */
  documents: v.nullable(v.object({ sentences: Names, readers: v.array(ReaderCurve) })),
});
