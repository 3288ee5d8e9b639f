// Who may call: keys and signatures, valid ones and every wrong kind.
import type { Credential, Operation } from "@open-orders/specs/model";
import type { CheckDefinition, CheckSuite } from "../run/check.ts";
import type { Mistake } from "../run/publishedErrors.ts";
import { malformedKey, unknownKey, anotherSecret } from "../run/SentRequest.ts";
import type { RawRequest, SigningChange } from "../run/SentRequest.ts";
import type { Sent, Session } from "../run/Session.ts";
import { keyKinds } from "../run/Target.ts";
import { encodeQuery } from "../run/sign.ts";
import { ownParameters, takesAnyString, valueFor } from "../run/values.ts";
import { accepted, rejected, rejectedCall, returnsData } from "./checkBuilders.ts";

export const securityChecks: CheckSuite = (operation) => {
  const { key, signature, node } = operation;
  if (!key) return [accepted({ rule: "security: no key", node }, { apiKey: null })];
  const wrongKey = (rule: string, mistake: Mistake, apiKey: string | null): CheckDefinition =>
    rejected(
      operation,
      mistake,
      { rule: `security: ${rule}`, node: key.node, cause: "key" },
      { apiKey },
    );
  return [
    wrongKey("unknown key", "unknownKey", unknownKey),
    wrongKey("no key", "noKey", null),
    wrongKey("malformed key", "malformedKey", malformedKey),
    ...rejectedCall(
      operation,
      "unknownKey",
      { rule: "security: unknown key", node: key.node, cause: "key" },
      () => ({ apiKey: unknownKey }),
    ),
    ...(signature ? signatureChecks(operation, signature) : []),
  ];
};

interface SignatureRule {
  readonly rule: string;
  /** What the request gets; accepted where it is left out. */
  readonly mistake?: Mistake;
  readonly signature?: SigningChange | null;
  readonly query?: RawRequest["query"];
  /** Whether only what is mandatory is sent, in place of every parameter. */
  readonly bare?: boolean;
  /** Sent besides. */
  readonly parameters?: Sent;
}

function rulesOf(operation: Operation, name: string): readonly SignatureRule[] {
  // A parameter that is described: which mistake is looked at first is stated nowhere.
  const other = ownParameters(operation).find(({ required }) => !required);
  const text = ownParameters(operation).find((one) => one.in === "query" && takesAnyString(one));
  const added = `&${other ? encodeQuery({ [other.name]: valueFor(other, []) }) : "x=1"}`;
  const append = (query: string, signature: string): string => `${query}&${name}=${signature}`;
  return [
    { rule: "signature altered", mistake: "signature", signature: { edit: "altered" } },
    { rule: "no signature", mistake: "mandatory", signature: null },
    {
      rule: "empty signature",
      mistake: "mandatory",
      signature: { join: (query) => append(query, "") },
    },
    { rule: "signature cut short", mistake: "signature", signature: { edit: "shortened" } },
    { rule: "signature not hex", mistake: "signature", signature: { edit: "notHex" } },
    {
      rule: "signature by another secret",
      mistake: "signature",
      signature: { secret: anotherSecret },
    },
    {
      rule: "signature over other bytes",
      mistake: "signature",
      signature: { over: (query) => `${query}&` },
    },
    ...(text
      ? [
          {
            rule: "signature over the decoded query",
            mistake: "signature",
            signature: { over: decodeURIComponent },
            // In this value, encoded and decoded text differ.
            parameters: { [text.name]: "é ＆" },
          } as const,
        ]
      : []),
    {
      rule: "parameter added after signing",
      mistake: "signature",
      bare: true,
      signature: { join: (query, signature) => append(query + added, signature) },
    },
    {
      rule: "signature not last",
      mistake: "signature",
      signature: { join: (query, signature) => `${name}=${signature}&${query}` },
    },
    {
      rule: "parameter after the signature",
      mistake: "signature",
      bare: true,
      signature: { join: (query, signature) => append(query, signature) + added },
    },
    { rule: "signature in upper case", signature: { edit: "upperCase" } },
    {
      rule: "parameters in another order",
      query: (query) => query.split("&").toReversed().join("&"),
    },
  ];
}

const signatureChecks = (
  operation: Operation,
  { name, node }: Credential,
): readonly CheckDefinition[] => [
  ...keyKinds.flatMap((kind) => {
    const common = { rule: `security: ${kind} key`, node, needs: [kind] };
    const wrong = {
      ...common,
      rule: `${common.rule}, signature over other bytes`,
      cause: "signature",
    };
    const signature = { over: (query: string) => `${query}0` };
    const altered = rejected(operation, "signature", wrong, { kind, signature });
    const right = [accepted(common, { kind })].concat(returnsData(common, () => ({ kind })));
    return kind === "hmac" ? right : right.concat(altered);
  }),
  ...rulesOf(operation, name).map(({ rule, mistake, parameters, bare, ...change }) => {
    const common = {
      rule: `security: ${rule}`,
      node,
      needs: ["hmac"] as const,
      cause: "signature",
    };
    const request = (session: Session): RawRequest => ({
      kind: "hmac",
      parameters: { ...(bare ? {} : allParameters(session)), ...parameters },
      ...change,
    });
    return mistake
      ? rejected(operation, mistake, common, request)
      : accepted({ ...common, cause: `${operation.id}: ${common.rule}` }, request);
  }),
  ...rejectedCall(
    operation,
    "signature",
    { rule: "security: wrong secret", node, cause: "signature" },
    ({ client }) => ({ signer: client.sign("hmac", anotherSecret) }),
  ),
];

/** Every parameter with a valid value: the longest query there is to sign. */
function allParameters({ operation, account }: Session): Sent {
  return Object.fromEntries(
    ownParameters(operation).map((one) => [one.name, account.valueOf(one)]),
  );
}
