/** A request that somebody chose in an explorer. */
export interface ChosenRequest {
  line: number | null;
  account: string;
  template: string;
}
