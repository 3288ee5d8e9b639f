// What may be sent: each parameter absent, empty, repeated, misspelt, at and beyond its limits, in strings that need
// encoding, and every combination of the optional ones.
import type { Operation, Parameter, SpecNode } from "@open-orders/specs/model";
import type { Basis, CheckDefinition, CheckSuite } from "../run/check.ts";
import type { RawRequest } from "../run/SentRequest.ts";
import type { Sent, Session } from "../run/Session.ts";
import { invalidValuesOf, limitsOf, ownParameters, takesAnyString } from "../run/values.ts";
import type { InvalidValue } from "../run/values.ts";
import { accepted, notSent, rejected, returnsData } from "./checkBuilders.ts";
import { combinationName, combinations } from "./combinations.ts";
import { encodedFilterChecks } from "./filters.ts";
import { isWindow } from "./timing.ts";

/** Strings that are damaged where they are not encoded, or encoded twice. */
const encodedStrings: readonly (readonly [name: string, value: string])[] = [
  ["beyond ASCII", "１２３４５６"],
  ["of reserved characters", "A&B=C'D +%2F#?(*)!~é"],
  ["of a letter in two code units", "𝔹TC"],
];

export const parameterChecks: CheckSuite = (operation) => [
  ...ownParameters(operation).flatMap((parameter) => oneParameter(operation, parameter)),
  ...(operation.timestamp ? [repeated(operation, operation.timestamp)] : []),
  ...unknownParameters(operation),
];

function oneParameter(operation: Operation, parameter: Parameter): readonly CheckDefinition[] {
  const { name, required } = parameter;
  const isInPath = parameter.in === "path";
  return [
    ...(required ? absent(operation, parameter) : []),
    ...(isInPath && takesAnyString(parameter) ? dotSegments(parameter) : []),
    ...invalidValuesOf(parameter).flatMap((value) => invalidValue(operation, parameter, value)),
    // No item need have the smallest id there is.
    ...(parameter.filter && !operation.list ? [] : limitsOf(parameter)).map(
      ({ name: at, keyword, value }) =>
        accepted(
          {
            rule: `parameters: ${name} ${at}`,
            node: keywordNode(parameter, keyword),
            // With the smallest window, a request is too old as soon as the clock moves on.
            needs: isWindow(parameter) ? ["clock"] : [],
          },
          { parameters: { [name]: value } },
        ),
    ),
    ...(isInPath ? [] : [repeated(operation, parameter)]),
    ...(takesAnyString(parameter) ? encodedValues(operation, parameter) : []),
  ];
}

function keywordNode({ node, schemaNode }: Parameter, keyword: string): SpecNode {
  return schemaNode?.at(keyword) ?? schemaNode ?? node;
}

function absent(operation: Operation, parameter: Parameter): readonly CheckDefinition[] {
  const { name, node } = parameter;
  const common = { rule: `parameters: ${name} absent`, node: node.at("required") ?? node };
  const query = (text: string): string =>
    text
      .split("&")
      .filter((part) => !part.startsWith(`${name}=`))
      .join("&");
  return [
    // Of a path without a value there is nothing to send but another path.
    ...(parameter.in === "path" ? [] : [rejected(operation, "mandatory", common, { query })]),
    ...notSent(common, ({ account: { mandatory } }) =>
      Object.fromEntries(Object.entries(mandatory).filter(([other]) => other !== name)),
    ),
  ];
}

/** Values that would make another path of the path (RFC 3986, section 5.2.4), so that the client must not send them. */
function dotSegments({ name, node }: Parameter): readonly CheckDefinition[] {
  return [".", ".."].flatMap((value) =>
    notSent({ rule: `parameters: ${name} is ${value}`, node }, ({ account: { mandatory } }) => ({
      ...mandatory,
      [name]: value,
    })),
  );
}

/** A parameter that is sent twice. No source says that it is rejected. */
function repeated(operation: Operation, parameter: Parameter): CheckDefinition {
  const { name, node, filledByClient } = parameter;
  const query = (text: string): string =>
    `${text}&${text.split("&").find((part) => part.startsWith(`${name}=`)) ?? ""}`;
  return rejected(
    operation,
    "repeated",
    { rule: `parameters: ${name} repeated`, node, basis: "assumption" },
    ({ account }): RawRequest =>
      filledByClient ? { query } : { query, parameters: { [name]: account.valueOf(parameter) } },
  );
}

function invalidValue(
  operation: Operation,
  parameter: Parameter,
  { name, keyword, value, kind }: InvalidValue,
): readonly CheckDefinition[] {
  const common = {
    rule: `parameters: ${parameter.name} ${name}`,
    node: keywordNode(parameter, keyword),
    basis: basisOf(parameter, kind),
  };
  const mistake = parameter.required && kind !== "outside" ? "mandatory" : kind;
  const parameters = { [parameter.name]: value };
  // Without a value in it, a path is another one.
  const isNoPath = parameter.in === "path" && kind === "empty";
  const raw = isNoPath ? [] : [rejected(operation, mistake, common, { parameters })];
  // The client looks at these before it sends anything.
  const looksAt = ["type", "minimum", "maximum", "minLength"].includes(keyword);
  const anyString = keyword === "type" && parameter.schema.type === "string";
  if (!isNoPath && (!looksAt || anyString)) return raw;
  return [
    ...raw,
    ...notSent({ ...common, basis: "source" }, ({ account }) => ({
      ...account.mandatory,
      ...parameters,
    })),
  ];
}

/** That an empty optional value is rejected is stated nowhere; nor is a limit about which the sources disagree. */
function basisOf({ required, node }: Parameter, kind: InvalidValue["kind"]): Basis {
  if (kind === "empty" && !required) return "assumption";
  return kind === "outside" && node.value["x-discrepancy"] !== undefined ? "assumption" : "source";
}

function encodedValues(operation: Operation, parameter: Parameter): readonly CheckDefinition[] {
  const { name, node, schemaNode, required, filter } = parameter;
  const undecodable = rejected(
    operation,
    required ? "mandatory" : "malformed",
    { rule: `parameters: ${name} not UTF-8`, node: schemaNode ?? node, basis: "assumption" },
    {
      encoded: { [name]: "%FF" },
    },
  );
  return [
    undecodable,
    ...encodedStrings.flatMap(([what, value]) => {
      if (value.length > (parameter.schema.maxLength ?? Infinity)) return [];
      const rule = `parameters: ${name} ${what}`;
      return filter
        ? encodedFilterChecks(parameter, rule, value)
        : [accepted({ rule, node }, { parameters: { [name]: value } })];
    }),
  ];
}

/** Names that are not described. No source says that this operation rejects them. */
function unknownParameters(operation: Operation): readonly CheckDefinition[] {
  const optional = ownParameters(operation).find(({ required }) => !required);
  const names = [["unknown", "anUnknownParameter"]];
  if (optional) names.push([`${optional.name} in capitals`, optional.name.toUpperCase()]);
  return names.flatMap(([what = "", name = ""]) => {
    const node = operation.node.at("parameters") ?? operation.node;
    const common = { rule: `parameters: ${what}`, node };
    const parameters = { [name]: "x" };
    const raw = rejected(operation, "unknown", { ...common, basis: "assumption" }, { parameters });
    return notSent(common, ({ account }) => ({ ...account.mandatory, ...parameters })).concat(raw);
  });
}

/** Every combination of the optional parameters, each with a valid value. */
export const combinationChecks: CheckSuite = (operation) => {
  const optional = ownParameters(operation).filter(({ required }) => !required);
  return combinations(optional).flatMap((members) => {
    const common = {
      rule: `parameters: ${combinationName(members)} sent`,
      node: operation.node.at("parameters") ?? operation.node,
    };
    const parameters = ({ account }: Session): Sent =>
      Object.fromEntries(members.map((member) => [member.name, account.valueOf(member)]));
    const raw = accepted(common, (session) => ({ parameters: parameters(session) }));
    return [raw].concat(returnsData(common, () => ({}), "to be accepted", parameters));
  });
};
