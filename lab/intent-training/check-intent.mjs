// How the intent model judges templates from elsewhere: node lab/intent-training/check-intent.mjs ATTACK.jsonl APP.jsonl
import { tsImport } from 'tsx/esm/api';

await tsImport('./outside-check.ts', import.meta.url);
