// The Chinese of a synthetic operation, as actions of an overlay.
import type { Draft, Node } from "./draft.ts";

/** An action of an overlay. */
export interface Action {
  readonly target: string;
  readonly update: Node;
}

/** Translates every text of the operation, and of the error code it brings. */
export function actionsOf({
  about,
  what,
  name,
  path,
  fields,
  parameters,
  weights,
  code,
}: Draft): readonly Action[] {
  const target = `$.paths['${path}'].get`;
  const examples = { usual: { summary: `${what.zh}一例` } };
  const actions = [
    {
      target,
      update: {
        summary: `${about.zh}的${what.zh}`,
        description: `查询账户${about.zh}的${what.zh}，共 ${Object.keys(fields).length} 个字段。`,
        externalDocs: { description: "本描述所依据的页面。" },
        responses: {
          "200": {
            description: `当前的${what.zh}。`,
            content: { "application/json": { examples } },
          },
          ...(code && { "409": { description: `没有${what.zh}。` } }),
        },
      },
    },
    ...weights.slice(1).map(() => ({
      target: `${target}['x-weight'][1]`,
      update: { description: `查询全部${what.zh}的权重更高。` },
    })),
    ...Object.entries(parameters).map(([parameter, { zh }]) => ({
      target: `${target}.parameters[?@.name=='${parameter}']`,
      update: zh,
    })),
    {
      target: `$.components.schemas.${name}`,
      update: {
        description: `一条${about.zh}的${what.zh}。`,
        properties: Object.fromEntries(
          Object.entries(fields).map(([field, { zh }]) => [field, zh]),
        ),
      },
    },
  ];
  if (code === undefined) return actions;
  const update = {
    description: `该账户的${about.zh}没有${what.zh}。`,
    "x-remedy": `请先开通${about.zh}。`,
  };
  return [...actions, { target: `$.components.examples.${code}`, update }];
}
