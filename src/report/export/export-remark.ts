/** What a format tells its user about the contents of the file. */
export interface ExportRemark {
  /** Sentences: how much of what was found is in it, and why the rest is not. */
  text: string;
  /** Nothing is in it that another program could act on. */
  isEmpty: boolean;
}
