// Rules about what callers receive: fields, their types, known values, statuses and headers.
import { isDeepStrictEqual } from "node:util";
import type { Json } from "../model.ts";
import { member, shown } from "./json.ts";
import { adding, breaking } from "./rule.ts";
import type { Rule } from "./rule.ts";

export const responseRules: Rule[] = [
  {
    id: "field-added",
    at: ["Properties.*"],
    is: ["added"],
    needs: adding,
    change: "A field is added",
    says: { en: "`{subject}` is a new field", "zh-CN": "新增字段 `{subject}`" },
    why: { en: "programs that do not know it go on as before", "zh-CN": "不认识它的程序不受影响" },
  },
  {
    id: "field-removed",
    at: ["Properties.*"],
    is: ["removed"],
    needs: breaking,
    change: "A field is removed or renamed",
    says: { en: "the field `{subject}` is gone", "zh-CN": "字段 `{subject}` 已移除" },
    why: { en: "code that reads it no longer compiles", "zh-CN": "读取它的代码无法通过编译" },
  },
  {
    id: "field-optional",
    at: ["Required.*"],
    is: ["removed"],
    needs: breaking,
    change: "A field becomes optional",
    says: { en: "`{subject}` may be absent now", "zh-CN": "`{subject}` 可能不再出现" },
    why: { en: "code that reads it must allow for that", "zh-CN": "读取它的代码必须考虑到这一点" },
  },
  {
    id: "field-present",
    at: ["Required.*"],
    is: ["added"],
    needs: adding,
    change: "An optional field becomes one that is always there",
    says: { en: "`{subject}` is always there now", "zh-CN": "`{subject}` 总会出现" },
    why: {
      en: "code that allows for its absence still works",
      "zh-CN": "考虑过它缺失的代码照常工作",
    },
  },
  {
    id: "nullable",
    at: ["Schema.type"],
    side: "answer",
    when: ({ before, after }) => isDeepStrictEqual(typesOf(before), withoutNull(after)),
    needs: breaking,
    change: "A field may be null",
    says: { en: "`{subject}` may be null now", "zh-CN": "`{subject}` 可能为 null" },
    why: { en: "code that reads it must allow for that", "zh-CN": "读取它的代码必须考虑到这一点" },
  },
  {
    id: "never-null",
    at: ["Schema.type"],
    side: "answer",
    when: ({ before, after }) => isDeepStrictEqual(withoutNull(before), typesOf(after)),
    needs: adding,
    change: "A field is no longer ever null",
    says: { en: "`{subject}` is never null now", "zh-CN": "`{subject}` 不再为 null" },
    why: { en: "code that allows for null still works", "zh-CN": "考虑过 null 的代码照常工作" },
  },
  {
    id: "type",
    at: ["Schema.type"],
    needs: breaking,
    change: "A type changes",
    says: {
      en: "`{subject}` is {after}, no longer {before}",
      "zh-CN": "`{subject}` 的类型由 {before} 变为 {after}",
    },
    why: { en: "code that handles the old type fails", "zh-CN": "按原类型处理的代码会出错" },
  },
  {
    id: "format",
    at: ["Schema.format"],
    needs: breaking,
    change: "A format changes, comes or goes (`int64` is a string of digits in TypeScript)",
    says: {
      en: "`{subject}` has another format ({before} → {after})",
      "zh-CN": "`{subject}` 的格式有变（{before} → {after}）",
    },
    why: {
      en: "its values are read in another way, and an exact id may become a number",
      "zh-CN": "取值的读法有变，精确的 id 可能变成普通数字",
    },
  },
  {
    id: "value-added",
    at: ["KnownValues.*"],
    is: ["added"],
    needs: ["minor", "minor", "none", "minor"],
    change: "A known value is added (`x-extensible-enum`)",
    says: {
      en: "the known values of `{subject}` now include {after}",
      "zh-CN": "`{subject}` 新增已知取值 {after}",
    },
    why: {
      en: "any text was allowed before, and still is",
      "zh-CN": "原本就允许任意文本，现在仍然允许",
    },
  },
  {
    id: "parameter-value-removed",
    at: ["KnownValues.*"],
    side: "call",
    needs: breaking,
    change: "A known value of a parameter is removed",
    says: {
      en: "the known values of `{subject}` no longer include {before}",
      "zh-CN": "`{subject}` 不再有取值 {before}",
    },
    why: { en: "calls that send it may be rejected", "zh-CN": "仍发送它的调用可能被拒绝" },
  },
  {
    id: "value-removed",
    at: ["KnownValues.*"],
    needs: ["minor", "minor", "none", "minor"],
    change: "A known value of a field is removed",
    says: {
      en: "the known values of `{subject}` no longer include {before}",
      "zh-CN": "`{subject}` 的已知取值不再包括 {before}",
    },
    why: {
      en: "code that compares with it still compiles, as any text is allowed",
      "zh-CN": "仍允许任意文本，与它比较的代码照常通过编译",
    },
  },
  {
    id: "condition-added",
    at: ["Schema.x-present-when"],
    is: ["added"],
    needs: adding,
    change: "`x-present-when` is added: it is known when a field is there",
    says: { en: "when `{subject}` is there is known now", "zh-CN": "已知 `{subject}` 何时出现" },
    why: { en: "it was optional before, and still is", "zh-CN": "它原本就是可选的，现在仍然是" },
  },
  {
    id: "condition",
    at: ["Schema.x-present-when"],
    needs: breaking,
    change: "`x-present-when` changes or goes: a field is there at other times",
    says: { en: "`{subject}` is there at other times", "zh-CN": "`{subject}` 出现的条件有变" },
    why: { en: "code that counts on it finds it missing", "zh-CN": "依赖它的代码会取不到值" },
  },
  {
    id: "unit",
    at: ["Schema.x-unit"],
    is: ["changed"],
    needs: ["major", "major", "none", "none"],
    change: "A unit changes (`x-unit`)",
    says: {
      en: "`{subject}` counts {after}, no longer {before}",
      "zh-CN": "`{subject}` 的单位由 {before} 变为 {after}",
    },
    why: { en: "the same digits mean another amount", "zh-CN": "同样的数字含义已变" },
  },
  {
    id: "answer-limit",
    at: ["minimum", "maximum", "minLength", "maxLength"].map((word) => `Schema.${word}`),
    side: "answer",
    needs: ["minor", "none", "none", "minor"],
    change: "A limit of a field or header changes",
    says: { en: "`{subject}` keeps other limits", "zh-CN": "`{subject}` 的取值限制有变" },
    why: {
      en: "types say nothing of it; the contract tests check it",
      "zh-CN": "类型不受影响，契约测试会检查",
    },
  },
  {
    id: "order-role-added",
    at: ["Schema.x-order"],
    when: ({ before, after }) => holds(before, after),
    needs: adding,
    change: "`x-order` says more: what the fields of an order mean",
    says: {
      en: "what the fields of `{subject}` mean is described now",
      "zh-CN": "`{subject}` 新增字段含义的描述",
    },
    why: { en: "what was known before still holds", "zh-CN": "已有的含义不变" },
  },
  {
    id: "order-role",
    at: ["Schema.x-order"],
    needs: breaking,
    change: "`x-order` changes or is removed: another field is the id, price or time of an order",
    says: {
      en: "fields of `{subject}` mean something else ({before} → {after})",
      "zh-CN": "`{subject}` 的字段含义有变（{before} → {after}）",
    },
    why: {
      en: "code that reads orders of all lists in one shape gets other values",
      "zh-CN": "以统一形式读取各列表订单的代码会得到不同的值",
    },
  },
  {
    id: "simulation",
    at: ["Schema.x-simulation"],
    needs: ["patch", "none", "minor", "none"],
    change: "`x-simulation` changes: how the mock exchange simulates orders",
    says: {
      en: "`{subject}` is simulated differently by the mock exchange",
      "zh-CN": "`{subject}` 在模拟交易所中的模拟方式有变",
    },
    why: {
      en: "tests with simulated orders see other ones",
      "zh-CN": "使用模拟订单的测试会看到不同的订单",
    },
  },
  {
    id: "sensitive",
    at: ["Schema.x-sensitive"],
    needs: ["patch", "none", "none", "minor"],
    change: "`x-sensitive` changes: what recordings replace",
    says: { en: "`{subject}` is guarded otherwise", "zh-CN": "`{subject}` 是否脱敏有变" },
    why: {
      en: "recordings of the contract tests replace it, or no longer",
      "zh-CN": "契约测试的录制会替换它，或不再替换",
    },
  },
  {
    id: "answer-added",
    at: ["Responses.*", "MediaTypes.*", "Headers.*"],
    is: ["added"],
    needs: adding,
    change: "A status, a form of the body or a header is added",
    says: { en: "`{subject}` is described now", "zh-CN": "新增 `{subject}` 的描述" },
    why: { en: "programs that do not know it go on as before", "zh-CN": "不认识它的程序不受影响" },
  },
  {
    id: "answer-removed",
    at: ["Responses.*", "MediaTypes.*", "Headers.*"],
    is: ["removed"],
    needs: breaking,
    change: "A status, a form of the body or a header is removed",
    says: { en: "`{subject}` is no longer promised", "zh-CN": "不再承诺 `{subject}`" },
    why: {
      en: "code that reads it by its type no longer compiles",
      "zh-CN": "按类型读取它的代码无法通过编译",
    },
  },
  {
    id: "header-optional",
    at: ["Header.required"],
    when: ({ after }) => after !== true,
    needs: ["major", "none", "none", "minor"],
    change: "A header becomes optional",
    says: { en: "`{subject}` may be absent now", "zh-CN": "`{subject}` 可能不再出现" },
    why: { en: "code that reads it must allow for that", "zh-CN": "读取它的代码必须考虑到这一点" },
  },
  {
    id: "header-present",
    at: ["Header.required"],
    needs: ["minor", "none", "none", "minor"],
    change: "An optional header becomes one that is always there",
    says: { en: "`{subject}` is always there now", "zh-CN": "`{subject}` 总会出现" },
    why: {
      en: "code that allows for its absence still works",
      "zh-CN": "考虑过它缺失的代码照常工作",
    },
  },
];

function typesOf(type: Json | undefined): string[] {
  return [type ?? []].flat().map(shown).toSorted();
}

function withoutNull(type: Json | undefined): string[] {
  return typesOf(type).filter((one) => one !== "null");
}

/** Whether every role of the older `x-order` is the same in the newer one. */
function holds(before: Json | undefined, after: Json | undefined): boolean {
  return Object.entries(before ?? {}).every(([role, field]) => member(after, role) === field);
}
