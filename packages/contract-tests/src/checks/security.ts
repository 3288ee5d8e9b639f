// Who may call: keys and signatures, right ones and every wrong kind.
import type { CheckDefinition } from "../run/check.ts";
import { ownParameters } from "../spec/description.ts";
import type { Operation } from "../spec/description.ts";
import { accepted, clientRefused, describeOutcome, refused } from "./checkBuilders.ts";
import type { CheckSuite } from "./checkBuilders.ts";
import type { SpecNode } from "../spec/SpecNode.ts";
import { strangersKey } from "../spec/rejections.ts";
import type { Sent, Session } from "../run/Session.ts";
import type { KeyKind } from "../run/Target.ts";
import { takesAnyText } from "../run/values.ts";

/** Shaped like a secret of the exchange, and nobody's. */
const strangersSecret = "StrangersSecret".padEnd(64, "0");
const kinds: readonly KeyKind[] = ["hmac", "rsa", "ed25519"];

export const securityChecks: CheckSuite = (operation) => [
  ...keyChecks(operation),
  ...(operation.signature ? signatureChecks(operation, operation.signature) : []),
];

function keyChecks(operation: Operation): readonly CheckDefinition[] {
  const { key } = operation;
  const withKey = (apiKey: string | null) => async (session: Session) =>
    session.send(session.signed(session.query()), apiKey);
  if (!key) {
    return [accepted({ rule: "security: no key", place: operation.place, ask: withKey(null) })];
  }
  const { place } = key;
  return [
    refused(operation, "noKey", { rule: "security: no key", place, ask: withKey(null) }),
    refused(operation, "malformedKey", {
      rule: "security: malformed key",
      place,
      ask: withKey("not a key"),
    }),
    refused(operation, "unknownKey", {
      rule: "security: unknown key",
      place,
      ask: withKey(strangersKey),
    }),
    ...clientRefused(operation, "unknownKey", {
      rule: "security: unknown key",
      place,
      call: async (session, level) =>
        session.call(level, session.mandatory, { apiKey: strangersKey }),
    }),
  ];
}

interface Described {
  readonly name: string;
  readonly place: SpecNode;
}

function signatureChecks(
  operation: Operation,
  { name, place }: Described,
): readonly CheckDefinition[] {
  const append = (query: string, signature: string): string => `${query}&${name}=${signature}`;
  /** Sends a query made from the longest right one and the function that signs. */
  const asking =
    (make: (query: string, sign: (text: string) => string, session: Session) => string) =>
    async (session: Session) => {
      const sign = (text: string): string => session.signatureOf(text, "hmac");
      const query = make(session.query(allParameters(session)), sign, session);
      return session.send(query, session.target.credentials.hmac?.apiKey);
    };
  const wrong = (rule: string, make: Parameters<typeof asking>[0]): CheckDefinition =>
    refused(operation, "signature", {
      rule: `security: ${rule}`,
      place,
      needs: ["hmac"],
      ask: asking(make),
    });
  const right = (rule: string, make: Parameters<typeof asking>[0]): CheckDefinition =>
    accepted({ rule: `security: ${rule}`, place, needs: ["hmac"], ask: asking(make) });
  const missing = (rule: string, make: Parameters<typeof asking>[0]): CheckDefinition =>
    refused(operation, "mandatory", {
      rule: `security: ${rule}`,
      place,
      needs: ["hmac"],
      ask: asking(make),
    });
  return [
    missing("no signature", (query) => query),
    missing("empty signature", (query) => append(query, "")),
    wrong("signature altered", (query, sign) => append(query, altered(sign(query)))),
    wrong("signature cut short", (query, sign) => append(query, sign(query).slice(0, -2))),
    wrong("signature not hex", (query, sign) => append(query, `g${sign(query).slice(1)}`)),
    wrong("signature by another secret", (query, _sign, session) =>
      append(query, session.signatureOf(query, "hmac", strangersSecret)),
    ),
    wrong("signature over other bytes", (query, sign) => append(query, sign(`${query}&`))),
    wrong("signature over the decoded query", (_query, sign, session) => {
      const query = session.query(awkwardParameter(session));
      return append(query, sign(decodeURIComponent(query)));
    }),
    wrong("parameter added after signing", (query, sign) => append(`${query}&x=1`, sign(query))),
    wrong("signature not last", (query, sign) => `${name}=${sign(query)}&${query}`),
    wrong("parameter after the signature", (query, sign) => `${append(query, sign(query))}&x=1`),
    right("signature in upper case", (query, sign) => append(query, sign(query).toUpperCase())),
    right("parameters in another order", (query, sign) => {
      const turned = query.split("&").toReversed().join("&");
      return append(turned, sign(turned));
    }),
    ...kinds.flatMap((kind) => keyKindChecks(operation, kind, { name, place })),
    ...clientRefused(operation, "signature", {
      rule: "security: wrong secret",
      place,
      async call(session, level) {
        const { hmac } = session.clientModule;
        const signer = (hmac as (secret: string) => unknown)(strangersSecret);
        return session.call(level, session.mandatory, { signer });
      },
    }),
  ];
}

/** A key of each kind, raw and through the client. */
function keyKindChecks(
  operation: Operation,
  kind: KeyKind,
  { name, place }: Described,
): readonly CheckDefinition[] {
  const ask = (signedText: (query: string) => string) => async (session: Session) => {
    const query = session.query();
    const signature = session.signatureOf(signedText(query), kind);
    return session.send(`${query}&${name}=${signature}`, session.target.credentials[kind]?.apiKey);
  };
  const rule = `security: ${kind} key`;
  return [
    accepted({ rule, place, needs: [kind], ask: ask((query) => query) }),
    refused(operation, "signature", {
      rule: `${rule}, signature over other bytes`,
      place,
      needs: [kind],
      ask: ask((query) => `${query}0`),
    }),
    ...(["method", "http"] as const).map((level): CheckDefinition => ({
      rule,
      level,
      place,
      needs: [kind],
      what: "to be accepted",
      async probe(session) {
        const outcome = await session.call(level, session.mandatory, { kind });
        return outcome.kind === "data" ? undefined : describeOutcome(outcome);
      },
    })),
  ];
}

/** Every parameter with a right value: the longest query there is to sign. */
function allParameters(session: Session): Sent {
  const own = ownParameters(session.operation);
  return Object.fromEntries(own.map((parameter) => [parameter.name, session.valueOf(parameter)]));
}

/** A query in which encoded and decoded text differ; of a name nobody knows, if need be. */
function awkwardParameter(session: Session): Sent {
  const parameter = ownParameters(session.operation).find(takesAnyText);
  return { [parameter?.name ?? "é"]: "é ＆" };
}

/** The same signature with its last digit changed. */
function altered(signature: string): string {
  return `${signature.slice(0, -1)}${signature.endsWith("0") ? "1" : "0"}`;
}
