import { formatOf } from '../record-format.ts';

/**
 * Cloudflare AI Gateway: records of Logpush, whose bodies are clear or encrypted, and rows of its API, which have no
 * bodies. Only the holder of the private key can read the encrypted ones.
 */
export const cloudflare = formatOf({
  name: 'cloudflare',
  facts:
    'documentation | time account messages answer tokens cost status | Cloudflare AI Gateway: Logpush and API rows; encrypted bodies are refused by name',
  when: [
    'RequestBody:there ResponseBody:there Metadata:there',
    'tokens_in:there tokens_out:there provider:there path:there cached:there',
  ],
  skips: [
    {
      // The parts stand side by side, or, since 2026, in one.
      when: [
        'RequestBody~json/data:text RequestBody~json/type=encrypted',
        'RequestBody~json/data:text RequestBody~json/key:text RequestBody~json/iv:text',
      ],
      reject:
        'bodies are encrypted with your key: decrypt the log with the private key of the Logpush job and scan the result',
    },
  ],
  prompt: 'body=RequestBody|request',
  answer: 'body=ResponseBody|response',
  fields: `time=Timestamp time=Datetime|created_at id=RequestID|id model=Model|model inputTokens=TokensIn|tokens_in
    outputTokens=TokensOut|tokens_out latencyMs=Duration|duration|Metrics~json/durationMs costUsd=Cost|cost|Metrics~json/cost`,
  usual: 'metadata=Metadata~json|metadata~json',
  caller: 'RequestBody|request',
  orElse: 'project=Gateway|gateway',
  status: { cached: 'Cached|cached=true', error: 'StatusCode|status_code>=400', ok: 'StatusCode|status_code>=100' },
  withoutText: { redacted: 'RequestBody:object' },
});
