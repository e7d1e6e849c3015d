/** What a format says to whoever writes it of what the file holds. */
export interface ExportRemark {
  /** Sentences: how much of what was found is in it, and why the rest is not. */
  text: string;
  /** Nothing is in it that another program could act on. */
  isEmpty: boolean;
}
