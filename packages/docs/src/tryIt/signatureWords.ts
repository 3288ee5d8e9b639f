// What the signature debugger says, in any language: every mistake, and what to do about it.
import type { Mistake } from "./diagnoseSignature.ts";

/** What went wrong, and the way out of it. Code stands in backticks. */
interface MistakeWords {
  what: string;
  remedy: string;
}

export interface SignatureWords {
  title: string;
  intro: string;
  testKeysOnly: string;
  query: string;
  queryNote: string;
  secret: string;
  secretNote: string;
  signature: string;
  signatureNote: string;
  check: string;
  example: string;
  clear: string;
  noScript: string;
  incomplete: string;
  match: string;
  matchBut: string;
  matchNote: string;
  found: string;
  unknown: string;
  unknownNote: string;
  signed: string;
  toSign: string;
  right: string;
  looksFor: string;
  mistakes: Record<Mistake, MistakeWords>;
}
