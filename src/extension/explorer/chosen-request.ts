/** A request that somebody selected in an explorer. */
export interface ChosenRequest {
  line: number | null;
  account: string;
  template: string;
}
