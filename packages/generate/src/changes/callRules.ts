// Rules about what callers send: operations and their parameters.
import type { Difference } from "./difference.ts";
import { follow } from "./grammar.ts";
import { member } from "./json.ts";
import { adding, breaking, wording } from "./rule.ts";
import type { Rule } from "./rule.ts";

const limits = ["minimum", "maximum", "minLength", "maxLength"].map((word) => `Schema.${word}`);

export const callRules: Rule[] = [
  {
    id: "call-added",
    at: ["PathItem.*"],
    is: ["added"],
    needs: adding,
    change: "A call is added",
    says: { en: "`{subject}` is a new call", "zh-CN": "新增接口 `{subject}`" },
    why: { en: "nothing that worked changes", "zh-CN": "原有用法不受影响" },
  },
  {
    id: "call-removed",
    at: ["PathItem.*"],
    is: ["removed"],
    needs: breaking,
    change: "A call is removed, or has another path or method",
    says: {
      en: "`{subject}` is no longer where it was",
      "zh-CN": "`{subject}` 已不在原来的路径",
    },
    why: { en: "programs that call it there fail", "zh-CN": "仍按原路径调用的程序会失败" },
  },
  {
    id: "call-renamed",
    at: ["Operation.operationId"],
    needs: breaking,
    change: "An operationId changes",
    says: {
      en: "{before} is called {after} now",
      "zh-CN": "{before} 改名为 {after}",
    },
    why: {
      en: "the client's method and the mock's orders go by that name",
      "zh-CN": "客户端的方法和模拟交易所的订单都以此为名",
    },
  },
  {
    id: "call-deprecated",
    at: ["Operation.deprecated"],
    needs: ["minor", "minor", "none", "none"],
    change: "A call is marked as deprecated, or no longer",
    says: { en: "`{subject}` is marked otherwise", "zh-CN": "`{subject}` 的弃用标记有变" },
    why: { en: "editors strike it out, or stop to", "zh-CN": "编辑器会划掉它，或不再划掉" },
  },
  {
    id: "parameter-added-mandatory",
    at: ["Parameters.*"],
    is: ["added"],
    when: (difference) => isMandatory(difference),
    needs: breaking,
    change: "A mandatory parameter is added",
    says: {
      en: "`{subject}` is a new parameter that must be sent",
      "zh-CN": "新增必填参数 `{subject}`",
    },
    why: { en: "calls without it are rejected", "zh-CN": "不带它的调用会被拒绝" },
  },
  {
    id: "parameter-added",
    at: ["Parameters.*"],
    is: ["added"],
    needs: adding,
    change: "An optional parameter is added",
    says: {
      en: "`{subject}` is a new parameter that may be sent",
      "zh-CN": "新增可选参数 `{subject}`",
    },
    why: { en: "calls without it go on as before", "zh-CN": "不带它的调用照旧" },
  },
  {
    id: "parameter-removed",
    at: ["Parameters.*"],
    is: ["removed"],
    needs: breaking,
    change: "A parameter is removed or renamed",
    says: { en: "the parameter `{subject}` is gone", "zh-CN": "参数 `{subject}` 已移除" },
    why: { en: "calls that send it are rejected", "zh-CN": "仍带它的调用会被拒绝" },
  },
  {
    id: "parameter-mandatory",
    at: ["Parameter.required"],
    when: ({ after }) => after === true,
    needs: breaking,
    change: "A parameter becomes mandatory",
    says: { en: "`{subject}` must be sent now", "zh-CN": "`{subject}` 变为必填" },
    why: { en: "calls without it are rejected", "zh-CN": "不带它的调用会被拒绝" },
  },
  {
    id: "parameter-optional",
    at: ["Parameter.required"],
    needs: adding,
    change: "A mandatory parameter becomes optional",
    says: { en: "`{subject}` may be left out now", "zh-CN": "`{subject}` 变为可选" },
    why: { en: "calls that send it go on as before", "zh-CN": "仍带它的调用照旧" },
  },
  {
    id: "parameter-filled",
    at: ["Parameter.x-filled-by-client"],
    needs: breaking,
    change: "`x-filled-by-client` changes: who sends a parameter, client or caller",
    says: {
      en: "the client and the caller trade places in sending `{subject}`",
      "zh-CN": "`{subject}` 由客户端还是调用者填写有变",
    },
    why: {
      en: "callers must send it, or are rejected when they do",
      "zh-CN": "调用者须自行发送，或发送即被拒绝",
    },
  },
  {
    id: "filter-added",
    at: ["Parameter.x-filter"],
    is: ["added"],
    needs: ["minor", "none", "minor", "minor"],
    change: "`x-filter` is added: what a parameter does to the list is known",
    says: { en: "`{subject}` is known to filter", "zh-CN": "已知 `{subject}` 的过滤作用" },
    why: { en: "the mock exchange filters by it, too", "zh-CN": "模拟交易所也按它过滤" },
  },
  {
    id: "filter",
    at: ["Parameter.x-filter"],
    needs: ["major", "none", "major", "minor"],
    change: "`x-filter` changes or goes: a parameter keeps other items",
    says: { en: "`{subject}` filters otherwise", "zh-CN": "`{subject}` 的过滤作用有变" },
    why: { en: "the same call brings other items", "zh-CN": "同样的调用得到不同的结果" },
  },
  {
    id: "limit-tightened",
    at: limits,
    side: "call",
    when: (difference) => isTightened(difference),
    needs: breaking,
    change: "A limit of a parameter is added or tightened",
    says: {
      en: "`{subject}` takes less than before ({before} → {after})",
      "zh-CN": "`{subject}` 的取值限制收紧（{before} → {after}）",
    },
    why: { en: "values that were accepted are rejected", "zh-CN": "原先可用的值会被拒绝" },
  },
  {
    id: "limit-loosened",
    at: limits,
    side: "call",
    needs: adding,
    change: "A limit of a parameter is loosened or goes",
    says: {
      en: "`{subject}` takes more than before ({before} → {after})",
      "zh-CN": "`{subject}` 的取值限制放宽（{before} → {after}）",
    },
    why: { en: "values that were taken still are", "zh-CN": "原先可用的值仍然可用" },
  },
  {
    id: "default-added",
    at: ["Schema.default"],
    is: ["added"],
    needs: ["patch", "none", "patch", "none"],
    change: "A default is stated",
    says: {
      en: "what the exchange assumes for `{subject}` is known: {after}",
      "zh-CN": "已知 `{subject}` 的默认值：{after}",
    },
    why: { en: "the description says more than it did", "zh-CN": "说明更完整" },
  },
  {
    id: "default",
    at: ["Schema.default"],
    needs: ["major", "none", "major", "minor"],
    change: "A default changes or goes",
    says: {
      en: "left out, `{subject}` is no longer {before}",
      "zh-CN": "省略 `{subject}` 时不再是 {before}",
    },
    why: { en: "the same call means something else", "zh-CN": "同样的调用含义已变" },
  },
  {
    id: "call-worded",
    at: ["summary", "description", "externalDocs"].map((word) => `Operation.${word}`),
    needs: wording,
    change: "A text of a call",
    says: { en: "`{subject}` is described in other words", "zh-CN": "`{subject}` 的说明文字有变" },
    why: { en: "only the words change", "zh-CN": "仅文字变动" },
  },
];

function isMandatory({ after = null, documents }: Difference): boolean {
  return member(follow(documents.after, after, []).value, "required") === true;
}

/** Whether fewer values are allowed: a lower bound that rises, an upper one that falls, or a new one. */
function isTightened({ at, before, after }: Difference): boolean {
  if (before === undefined || after === undefined) return before === undefined;
  return /\.min/.test(at) ? Number(after) > Number(before) : Number(after) < Number(before);
}
