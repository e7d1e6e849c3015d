/** Windows of prompts by maximum mean discrepancy (arXiv 2606.05725), with hashed words in place of a neural model: see `lab/bench/mmd.ts`. */
import { MMD_THRESHOLD, mmdScores } from '../bench/mmd.ts';
import { pointsOf } from '../bench/prompt-features.ts';
import { judged, type Peer } from './peer.ts';

export const mmdWindows: Peer = {
  name: 'MMD windows',
  judge: (requests) => {
    const points = pointsOf(requests.map(({ system, first }) => `${system}\n${first}`));
    const scores = mmdScores({ account: requests.map(({ account }) => account), points });
    return judged(
      requests.length,
      scores.map(({ id, z, p }) => ({
        ...{ account: id, score: z },
        verdict: p <= MMD_THRESHOLD ? 'distillation' : 'none',
      })),
    );
  },
};
