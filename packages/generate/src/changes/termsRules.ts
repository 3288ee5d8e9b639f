// Rules about the terms of a call: who may make it, where it goes, and what it costs.
import { isDeepStrictEqual } from "node:util";
import { securityOf } from "../model.ts";
import type { Json, SecurityRequirement, WeightRuleObject } from "../model.ts";
import type { Difference } from "./difference.ts";
import { shown } from "./json.ts";
import { adding, breaking, document } from "./rule.ts";
import type { Rule } from "./rule.ts";

const security = ["none", "key", "signed"];
const securityTypes = ["NONE", "MARKET_DATA", "USER_STREAM", "USER_DATA"];

export const termsRules: Rule[] = [
  {
    id: "security-raised",
    at: ["Root.security", "Operation.security", "Operation.x-security-type"],
    when: (difference) => asksMore(difference),
    needs: breaking,
    change: "A call asks for a key, a signature or another permission",
    says: { en: "`{subject}` asks for more", "zh-CN": "`{subject}` 的权限要求提高" },
    why: { en: "keys that sufficed are rejected", "zh-CN": "原先够用的 API Key 会被拒绝" },
  },
  {
    id: "security",
    at: ["Root.security", "Operation.security", "Operation.x-security-type"],
    needs: adding,
    change: "A call asks for less: no signature, no key, a smaller permission",
    says: { en: "`{subject}` asks for less", "zh-CN": "`{subject}` 的权限要求降低" },
    why: { en: "keys that sufficed still do", "zh-CN": "原先够用的 API Key 仍然够用" },
  },
  {
    id: "credential",
    at: ["in", "name", "type", "scheme"].map((word) => `SecurityScheme.${word}`),
    needs: breaking,
    change: "A key or signature goes to another place of the request",
    says: {
      en: "`{subject}` is sent otherwise ({before} → {after})",
      "zh-CN": "`{subject}` 的发送方式有变（{before} → {after}）",
    },
    why: { en: "requests made the old way are rejected", "zh-CN": "按旧方式发送的请求会被拒绝" },
  },
  {
    id: "weight-worded",
    at: ["Operation.x-weight"],
    when: ({ before, after }) => isDeepStrictEqual(costs(before), costs(after)),
    needs: document,
    change: "A remark on a weight changes",
    says: {
      en: "the weight of `{subject}` is described in other words",
      "zh-CN": "`{subject}` 的权重说明文字有变",
    },
    why: { en: "a call costs what it did", "zh-CN": "权重不变" },
  },
  {
    id: "weight",
    at: ["Operation.x-weight"],
    needs: adding,
    change: "A weight rises or falls",
    says: {
      en: "the weight of `{subject}` is {after}, no longer {before}",
      "zh-CN": "`{subject}` 的权重由 {before} 变为 {after}",
    },
    show: (rules) => costs(rules).map(showCost).join(" / "),
    why: {
      en: "code goes on unchanged, and as many calls spend another share of the limit",
      "zh-CN": "代码无需改动，但同样多的调用占用的额度不同",
    },
  },
  {
    id: "rate-limit",
    at: ["Root.x-rate-limits"],
    needs: adding,
    change: "`x-rate-limits` changes",
    says: { en: "`{subject}` limits calls otherwise", "zh-CN": "`{subject}` 的限频有变" },
    why: {
      en: "code goes on unchanged, and waits earlier or later",
      "zh-CN": "代码无需改动，但等待会提前或推迟",
    },
  },
  {
    id: "clock",
    at: ["Root.x-clock"],
    needs: adding,
    change: "`x-clock` changes",
    says: {
      en: "the time of `{subject}` is asked elsewhere",
      "zh-CN": "`{subject}` 的对时接口有变",
    },
    why: { en: "the client corrects its clock there", "zh-CN": "客户端改由该处校准时钟" },
  },
  {
    id: "host",
    at: ["Root.host"],
    needs: ["major", "major", "none", "minor"],
    change: "Another host comes first, which the client calls by default",
    says: {
      en: "calls go to {after} by default, no longer to {before}",
      "zh-CN": "默认主机由 {before} 变为 {after}",
    },
    why: {
      en: "a firewall that knows the old one may not let them through",
      "zh-CN": "只认旧主机的防火墙可能不放行",
    },
  },
  {
    id: "host-added",
    at: ["Servers.*"],
    is: ["added"],
    needs: ["minor", "none", "none", "minor"],
    change: "A host is added",
    says: { en: "`{subject}` is a new host", "zh-CN": "新增主机 `{subject}`" },
    why: { en: "calls go on to where they went", "zh-CN": "请求仍发往原处" },
  },
  {
    id: "host-removed",
    at: ["Servers.*"],
    needs: ["major", "none", "none", "major"],
    change: "A host is removed",
    says: { en: "the host `{subject}` is gone", "zh-CN": "主机 `{subject}` 已移除" },
    why: { en: "runs against it fail", "zh-CN": "对它的测试会失败" },
  },
  {
    id: "environment",
    at: ["Server.x-environment"],
    needs: ["minor", "minor", "none", "minor"],
    change: "`x-environment` changes: what a host is for",
    says: { en: "`{subject}` is for something else", "zh-CN": "`{subject}` 的用途有变" },
    why: {
      en: "the client lists hosts by it, and the contract tests choose their target by it",
      "zh-CN": "客户端据此列出主机，契约测试据此选择目标",
    },
  },
];

function asksMore({ at, before, after, documents }: Difference): boolean {
  if (at === "Operation.x-security-type") {
    const [old, now] = [before, after].map((type) => securityTypes.indexOf(shown(type)));
    // TRADE and MARGIN are permissions of their own, and either is more than to read.
    return now === -1 || (old !== -1 && Number(now) > Number(old));
  }
  const level = (requirement: Json | undefined, within: "before" | "after"): number => {
    const needed = requirement as readonly SecurityRequirement[] | undefined;
    return security.indexOf(securityOf(documents[within], needed).security);
  };
  return level(after, "after") > level(before, "before");
}

/** What calls cost, without remarks. */
function costs(
  rules: Json | undefined,
): Required<Pick<WeightRuleObject, "weight" | "whenSent" | "estimate">>[] {
  return ((rules ?? []) as unknown as readonly WeightRuleObject[]).map(
    ({ weight, whenSent = [], estimate = false }) => ({ weight, whenSent, estimate }),
  );
}

function showCost({ weight, whenSent, estimate }: ReturnType<typeof costs>[number]): string {
  const names = whenSent.length > 0 ? ` (${whenSent.join(", ")})` : "";
  return `${estimate ? "≥ " : ""}${weight}${names}`;
}
