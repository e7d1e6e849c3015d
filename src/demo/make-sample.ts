import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { demoLines } from './demo-lines.ts';
import { planDemo } from './demo-plan.ts';
import { SAMPLE, SAMPLE_PATH } from './sample.ts';

// Writes the sample log again after the generator has changed: node --import tsx src/demo/make-sample.ts
mkdirSync(dirname(SAMPLE_PATH), { recursive: true });
writeFileSync(SAMPLE_PATH, [...demoLines(planDemo(SAMPLE))].join(''));
