// The kinds of key that the exchange knows. Apart from keys.ts, so that naming them loads no client.
export const keyKinds = ["hmac", "ed25519", "rsa"] as const;
export type KeyKind = (typeof keyKinds)[number];
