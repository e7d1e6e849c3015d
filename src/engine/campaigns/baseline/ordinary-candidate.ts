/** What a baseline keeps of a candidate to compare others with: no names and no text. */
export interface OrdinaryCandidate {
  logOdds: number;
  /** Weight of each detector that did not abstain. */
  weights: Readonly<Record<string, number>>;
  /** Whether its accounts share several templates. */
  joint: boolean;
}
