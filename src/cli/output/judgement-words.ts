import { probability } from '../../text/numbers.ts';
import type { Verdict } from '../../core/report/report.ts';

/** `distillation 97%`, or `relay, distillation 12%`: a score is the probability of distillation, whatever the verdict. */
export function judgementWords({ verdict, score }: { verdict: Verdict; score: number }): string {
  return `${verdict === 'distillation' ? '' : `${verdict}, `}distillation ${probability(score)}`;
}
