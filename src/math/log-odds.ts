/** Probabilities and log odds (natural logarithm). */
export const logOdds = (probability: number): number => Math.log(probability / (1 - probability));
export const probabilityOf = (odds: number): number => 1 / (1 + Math.exp(-odds));
