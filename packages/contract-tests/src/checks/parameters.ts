// What may be sent: each parameter left out, empty, repeated, misspelt, at and beyond its limits, in
// texts that need encoding, and every combination of the optional ones.
import type { CheckDefinition } from "../run/check.ts";
import { combinationName, combinations } from "./combinations.ts";
import { ownParameters } from "../spec/description.ts";
import type { Operation, Parameter } from "../spec/description.ts";
import { accepted, describeOutcome, listed, refused } from "./checkBuilders.ts";
import type { CheckSuite } from "./checkBuilders.ts";
import type { SpecNode } from "../spec/SpecNode.ts";
import { windowName } from "../spec/rejections.ts";
import type { Sent, Session } from "../run/Session.ts";
import { limitsOf, mistakesFor, takesAnyText } from "../run/values.ts";
import type { Mistake } from "../run/values.ts";

const unknownName = "anUnknownParameter";

export const parameterChecks: CheckSuite = (operation) => [
  ...ownParameters(operation).flatMap((parameter) => oneParameter(operation, parameter)),
  ...(operation.timestamp
    ? [repeated(operation, operation.timestamp.name, operation.timestamp.place)]
    : []),
  ...unknownParameters(operation),
  ...combined(operation),
];

function oneParameter(operation: Operation, parameter: Parameter): readonly CheckDefinition[] {
  return [
    ...(parameter.required ? missing(operation, parameter) : []),
    repeated(operation, parameter.name, parameter.place),
    ...mistakesFor(parameter).flatMap((mistake) => wrongValue(operation, parameter, mistake)),
    ...limitsOf(parameter).map(({ name, keyword, value }) =>
      accepted({
        rule: `parameters: ${parameter.name} ${name}`,
        place: keywordPlace(parameter, keyword),
        // With the least window, a request is too old as soon as the clock moves on.
        needs: parameter.name === windowName ? ["clock"] : [],
        ask: (session) => session.ask({ [parameter.name]: value }),
      }),
    ),
    ...(takesAnyText(parameter) ? encodedValues(operation, parameter) : []),
  ];
}

function keywordPlace({ place }: Parameter, keyword: string): SpecNode {
  return place.at("schema", keyword) ?? place.at("schema") ?? place;
}

function missing(operation: Operation, { name, place }: Parameter): readonly CheckDefinition[] {
  const rule = `parameters: ${name} absent`;
  const without = ({ mandatory }: Session): Sent =>
    Object.fromEntries(Object.entries(mandatory).filter(([other]) => other !== name));
  return [
    refused(operation, "mandatory", {
      rule,
      place: place.at("required") ?? place,
      async ask(session) {
        const parts = session.query().split("&");
        return session.send(
          session.signed(parts.filter((p) => !p.startsWith(`${name}=`)).join("&")),
        );
      },
    }),
    ...notSent({ rule, place: place.at("required") ?? place, parameters: without }),
  ];
}

function repeated(operation: Operation, name: string, place: SpecNode): CheckDefinition {
  return refused(operation, "repeated", {
    rule: `parameters: ${name} repeated`,
    place,
    async ask(session) {
      const parameter = operation.parameters.find((described) => described.name === name);
      const own = parameter && !parameter.filledByClient;
      const query = session.query(own ? { [name]: session.valueOf(parameter) } : {});
      const part = query.split("&").find((text) => text.startsWith(`${name}=`));
      return session.send(session.signed(`${query}&${part}`));
    },
  });
}

function wrongValue(
  operation: Operation,
  parameter: Parameter,
  { name, keyword, value, kind }: Mistake,
): readonly CheckDefinition[] {
  const rule = `parameters: ${parameter.name} ${name}`;
  const place = keywordPlace(parameter, keyword);
  const mandatory = parameter.required && kind !== "outside";
  const raw = refused(operation, mandatory ? "mandatory" : kind, {
    rule,
    place,
    ask: (session) => session.ask({ [parameter.name]: value }),
  });
  // The client looks at these before it sends anything.
  const looksAt = ["type", "minimum", "maximum", "minLength"].includes(keyword);
  const anyText = keyword === "type" && parameter.schema.type === "string";
  if (!looksAt || anyText) return [raw];
  const parameters = (session: Session): Sent => ({
    ...session.mandatory,
    [parameter.name]: value,
  });
  return [raw, ...notSent({ rule, place, parameters })];
}

/** What the client must refuse by itself, without a request. */
function notSent({
  rule,
  place,
  parameters,
}: {
  readonly rule: string;
  readonly place: SpecNode;
  readonly parameters: (session: Session) => Sent;
}): readonly CheckDefinition[] {
  return (["method", "http"] as const).map((level) => ({
    rule,
    level,
    place,
    what: "a ConfigError, and nothing sent",
    async probe(session) {
      const outcome = await session.call(level, parameters(session));
      const { requested } = session;
      if (requested.length > 0) return `${requested.length} requests; ${describeOutcome(outcome)}`;
      const right = outcome.kind === "thrown" && session.isError(outcome.error, "ConfigError");
      return right ? undefined : describeOutcome(outcome);
    },
  }));
}

function encodedValues(operation: Operation, parameter: Parameter): readonly CheckDefinition[] {
  const { name, place, filter } = parameter;
  const values = [
    ["beyond ASCII", "１２３４５６"],
    ["of reserved characters", "A&B=C'D +%2F#?(*)!~é"],
    ["of a letter in two code units", "𝔹TC"],
  ] as const;
  const undecodable = refused(operation, parameter.required ? "mandatory" : "malformed", {
    rule: `parameters: ${name} not UTF-8`,
    place: place.at("schema") ?? place,
    async ask(session) {
      const others = session.query({ [name]: "x" }).replace(`${name}=x`, `${name}=%FF`);
      return session.send(session.signed(others));
    },
  });
  return [
    undecodable,
    ...values.flatMap(([what, value]) => {
      const rule = `parameters: ${name} ${what}`;
      const sent = (): Sent => ({ [name]: value });
      if (filter) return listed(operation, { rule, place, sent });
      return [accepted({ rule, place, ask: (session) => session.ask(sent()) })];
    }),
  ];
}

function unknownParameters(operation: Operation): readonly CheckDefinition[] {
  const misspelt = ownParameters(operation).find(({ required }) => !required);
  const capitals = misspelt
    ? unknownParameter(operation, `${misspelt.name} in capitals`, misspelt.name.toUpperCase())
    : [];
  return [...unknownParameter(operation, "unknown", unknownName), ...capitals];
}

function unknownParameter(
  operation: Operation,
  what: string,
  name: string,
): readonly CheckDefinition[] {
  const rule = `parameters: ${what}`;
  const place = operation.place.at("parameters") ?? operation.place;
  const ask = async (session: Session) => session.ask({ [name]: "x" });
  return [
    refused(operation, "unknown", { rule, place, ask }),
    ...notSent({ rule, place, parameters: ({ mandatory }) => ({ ...mandatory, [name]: "x" }) }),
  ];
}

function combined(operation: Operation): readonly CheckDefinition[] {
  const optional = ownParameters(operation).filter(({ required }) => !required);
  return combinations(optional).flatMap((members) =>
    listed(operation, {
      rule: `parameters: ${combinationName(members)} sent`,
      place: operation.place.at("parameters") ?? operation.place,
      sent: (session) =>
        Object.fromEntries(members.map((member) => [member.name, session.valueOf(member)])),
    }),
  );
}
