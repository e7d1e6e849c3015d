/** Marks of a request, apart from what reads them: whoever asks for a mark needs no more code. */

/** Bits of `flags`. */
export const FLAG = {
  /** The log has no text of it: what stands there says nothing about templates. Of one that was cut the rest is read: clients can write the marks of a cut, too. */
  textMissing: 1,
  error: 2,
  weakIdentity: 4,
  zoneUnknown: 8,
  logprobs: 16,
  structured: 32,
  choices: 64,
  batch: 128,
  /** The field that was named for the account is not there. */
  accountMissed: 512,
  /** A text of the prompt has many hidden letters or look-alikes. */
  disguised: 1024,
  /** Set by `finish`: the client may have written the whole conversation, and `open` is all of it. */
  unheard: 2048,
  /** The first message, or what was written last, is mostly a code without words. */
  coded: 4096,
  /** Set by `finish`: definitions of tools or of the form of the answer say more than the prompt, and something else each time. */
  beside: 8192,
} as const;
