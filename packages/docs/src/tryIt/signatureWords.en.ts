// English words of the signature debugger.
import type { SignatureWords } from "./signatureWords.ts";

export const en: SignatureWords = {
  title: "Signature debugger",
  intro:
    "The exchange answers `-1022` and does not say why. Paste what your code sent and what it signed with: this page tries what code with each known mistake would have made, and names the one that gives your signature.",
  testKeysOnly:
    "**Use the secret of a test key only.** Everything is worked out in this page: it is not sent, not stored, and works without a network.",
  query: "Query string, or the whole URL",
  queryNote: "As it was sent, percent-encoded, in the same order.",
  secret: "Secret of the test key",
  secretNote: "HMAC-SHA256 keys only.",
  signature: "Signature that your code made",
  signatureNote: "May stay empty when the query carries it.",
  check: "Find the mistake",
  example: "Fill in an example",
  clear: "Clear",
  noScript:
    "The debugger works in your browser and needs JavaScript. These are the mistakes it knows.",
  incomplete: "Fill in the query, the secret and the signature.",
  match: "The signature is right",
  matchBut: "The signature is right, the request is not",
  matchNote:
    "It was made over exactly this query with this secret. If the exchange still answers -1022, what it received is another query, or the API key belongs to another secret.",
  found: "Here is where they part",
  unknown: "No known mistake gives this signature",
  unknownNote:
    "Most likely it was made with another secret than this one, or over another query: another timestamp is enough. Log the very text that your code hands to HMAC and compare it with the one below.",
  signed: "What your code signed",
  toSign: "What must be signed",
  right: "The right signature",
  looksFor: "What it looks for",
  mistakes: {
    "signature-not-last": {
      what: "The signature is not the last parameter.",
      remedy: "Append it after all others; the exchange checks what stands before it.",
    },
    "timestamp-missing": {
      what: "The query has no timestamp.",
      remedy: "Add the time in milliseconds before you sign.",
    },
    "key-in-query": {
      what: "A key is among the parameters.",
      remedy:
        "The API key goes into its header, the secret nowhere. Replace keys that have travelled in a URL.",
    },
    "encoded-twice": {
      what: "The signature was percent-encoded twice.",
      remedy: "Encode it once: most HTTP libraries do it for you already.",
    },
    "secret-is-pem": {
      what: "This is a PEM key, not the secret of an HMAC key.",
      remedy: "Sign with RSA or Ed25519, in base64; this page checks HMAC only.",
    },
    "other-key-kind": {
      what: "This looks like an RSA or Ed25519 signature.",
      remedy: "This page checks HMAC-SHA256: 64 hex digits.",
    },
    "not-a-signature": {
      what: "This is no HMAC-SHA256 signature, which has 64 hex digits.",
      remedy: "Look at what your code prints: it may be cut short, or the text of an error.",
    },
    decoded: {
      what: "The decoded text was signed, the encoded one was sent.",
      remedy: "Percent-encode every value first, then sign the very text that goes into the URL.",
    },
    plus: {
      what: "Spaces were signed as `+` and sent as `%20`.",
      remedy: "Encode once, as `%20`, and use that text both times.",
    },
    "percent-20": {
      what: "Spaces were signed as `%20` and sent as `+`.",
      remedy: "Your URL library rewrites the query. Append the signed text by concatenation.",
    },
    apostrophe: {
      what: "`'` was encoded at one place and not at the other.",
      remedy: "URL parsers write it as `%27` behind your back. Encode it so before you sign.",
    },
    reserved: {
      what: "`!`, `(`, `)`, `*` or `~` were encoded at one place and not at the other.",
      remedy: "Encode with one function only, and sign what it returns.",
    },
    "lower-case-hex": {
      what: "Percent-encoding was signed with small letters, `%2f`, and sent with capitals.",
      remedy: "Sign the very text that is sent.",
    },
    "upper-case-hex": {
      what: "Percent-encoding was signed with capitals, `%2F`, and sent with small letters.",
      remedy: "Sign the very text that is sent.",
    },
    "letter-case": {
      what: "Letters were changed from small to capital, or back, between signing and sending.",
      remedy: "Change case before you sign, never after.",
    },
    "no-timestamp": {
      what: "The timestamp was added after signing.",
      remedy: "Add it first: everything before the signature is signed.",
    },
    "trailing-newline": {
      what: "A line end was signed along with the query.",
      remedy: "`echo` adds one: use `printf %s`, or `echo -n`.",
    },
    "question-mark": {
      what: "The `?` was signed along with the query.",
      remedy: "Sign what follows it.",
    },
    "whole-url": {
      what: "The whole URL was signed.",
      remedy: "Sign only what follows the `?`.",
    },
    "path-included": {
      what: "The path was signed along with the query.",
      remedy: "Sign only what follows the `?`. Other exchanges sign the path, this one does not.",
    },
    "trailing-ampersand": {
      what: "The `&` before the signature was signed as well.",
      remedy: "Sign the query without it.",
    },
    "empty-signature": {
      what: "An empty signature parameter was signed along.",
      remedy: "Sign first, then append the parameter.",
    },
    "values-only": {
      what: "Names, `=` or `&` were left out of what was signed.",
      remedy: "Sign the query as it stands in the URL, separators included.",
    },
    order: {
      what: "The parameters were signed in another order than they were sent.",
      remedy: "Any order is fine, the same one both times. Dictionaries and sorting change it.",
    },
    "secret-whitespace": {
      what: "The secret was used with white space around it.",
      remedy: "Trim it where you read it.",
    },
    "secret-newline": {
      what: "The secret was used with a line end after it.",
      remedy: "It was read from a file: cut the last line end off.",
    },
    "secret-quotes": {
      what: "The secret was used with its quotation marks.",
      remedy: "Your environment file is read literally: take the quotes away.",
    },
    "secret-case": {
      what: "The letters of the secret were changed to capitals or small ones.",
      remedy: "Use it exactly as it was shown.",
    },
    "secret-hex": {
      what: "The secret was decoded from hex.",
      remedy: "Use its characters as they are: it is a text, not bytes in hex.",
    },
    "secret-base64": {
      what: "The secret was decoded from base64.",
      remedy: "Use its characters as they are: it is a text, not bytes in base64.",
    },
    base64: {
      what: "The signature is in base64.",
      remedy: "HMAC signatures are written in hex; base64 is for RSA and Ed25519.",
    },
    sha512: { what: "HMAC-SHA512 was used.", remedy: "Use SHA-256." },
    sha1: { what: "HMAC-SHA1 was used.", remedy: "Use SHA-256." },
    "plain-hash": {
      what: "A plain SHA-256 was used, without HMAC.",
      remedy: "Use HMAC with the secret as its key.",
    },
    swapped: {
      what: "Key and message of the HMAC were swapped.",
      remedy: "The secret is the key, the query is the message.",
    },
  },
};
