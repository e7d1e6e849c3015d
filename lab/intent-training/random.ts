import { Random } from '../../src/math/random.ts';

/** Draws of the training: seeds of old stay as they are, since the weights that ship were trained with them. */
export const trainingRandom = (seed: number): Random => Random.at(Math.imul(seed + 1, 0x9e3779b9));
