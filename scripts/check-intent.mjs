// How the intent model judges templates from elsewhere: node scripts/check-intent.mjs ATTACK.jsonl APP.jsonl
import { tsImport } from 'tsx/esm/api';

await tsImport('./intent-training/outside-check.ts', import.meta.url);
