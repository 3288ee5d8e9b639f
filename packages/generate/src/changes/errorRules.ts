// Rules about errors, what the client does after them, and examples, which error codes are written as.
import type { Difference } from "./difference.ts";
import { follow } from "./grammar.ts";
import { member } from "./json.ts";
import { adding, breaking, document, wording } from "./rule.ts";
import type { Rule } from "./rule.ts";

export const errorRules: Rule[] = [
  {
    id: "retry",
    at: ["Response.x-retry", "Example.x-retry"],
    needs: ["minor", "minor", "none", "minor"],
    change: "`x-retry` changes: what the client does after an error",
    says: {
      en: "after `{subject}` the client does otherwise ({before} → {after})",
      "zh-CN": "遇到 `{subject}` 时客户端的处理有变（{before} → {after}）",
    },
    why: {
      en: "code goes on unchanged; calls are tried again more or less often",
      "zh-CN": "代码无需改动；重试的情形有增减",
    },
  },
  {
    id: "code-listed",
    at: ["Examples.*"],
    is: ["added", "removed"],
    when: (difference) => isCode(difference) && isKnownTwice(difference),
    needs: ["minor", "none", "minor", "minor"],
    change: "An error code comes with another status",
    says: {
      en: "the statuses that the error `{subject}` comes with change",
      "zh-CN": "错误 `{subject}` 对应的状态码有变",
    },
    why: {
      en: "code that decides by the number is right as before",
      "zh-CN": "按错误码判断的代码不受影响",
    },
  },
  {
    id: "code-added",
    at: ["Examples.*"],
    is: ["added"],
    when: isCode,
    needs: adding,
    change: "An error code is added",
    says: { en: "`{subject}` is a new error code", "zh-CN": "新增错误码 `{subject}`" },
    why: {
      en: "the client can say what it means; any code could come before",
      "zh-CN": "客户端能说明其含义；原本就可能收到任意错误码",
    },
  },
  {
    id: "code-removed",
    at: ["Examples.*"],
    is: ["removed"],
    when: isCode,
    needs: adding,
    change: "An error code is removed",
    says: {
      en: "the error code `{subject}` is no longer described",
      "zh-CN": "不再描述错误码 `{subject}`",
    },
    why: {
      en: "code that decides by its number still compiles, and finds no meaning and remedy",
      "zh-CN": "按错误码判断的代码照常通过编译，但不再有含义和处理办法",
    },
  },
  {
    id: "code-number",
    at: ["Example.value"],
    when: ({ before, after }) => member(before, "code") !== member(after, "code"),
    needs: breaking,
    change: "An error code has another number",
    says: {
      en: "the error `{subject}` has another number",
      "zh-CN": "错误 `{subject}` 的错误码有变",
    },
    why: { en: "code that decides by the number misses it", "zh-CN": "按错误码判断的代码会漏掉它" },
  },
  {
    id: "example",
    at: ["Example.value", "Examples.*"],
    needs: ["patch", "none", "patch", "none"],
    change: "An example's value changes, or an example comes or goes",
    says: { en: "the example `{subject}` is another", "zh-CN": "示例 `{subject}` 有变" },
    why: {
      en: "the mock exchange responds with examples where nothing else is asked of it",
      "zh-CN": "未另行指定时，模拟交易所以示例应答",
    },
  },
  {
    id: "meaning",
    at: ["Example.description", "Example.x-remedy"],
    needs: wording,
    change: "The meaning or the remedy of an error is described in other words",
    says: {
      en: "the error `{subject}` is explained in other words",
      "zh-CN": "错误 `{subject}` 的解释文字有变",
    },
    why: { en: "only the words change", "zh-CN": "仅文字变动" },
  },
  {
    id: "example-named",
    at: ["Example.summary"],
    needs: document,
    change: "The title of an example",
    says: {
      en: "the example `{subject}` has another title",
      "zh-CN": "示例 `{subject}` 的标题有变",
    },
    why: { en: "only the words change", "zh-CN": "仅文字变动" },
  },
];

function isCode({ before, after, is, documents }: Difference): boolean {
  const within = is === "added" ? documents.after : documents.before;
  const { value } = follow(within, after ?? before ?? null, []);
  return typeof member(member(value, "value"), "code") === "number";
}

/** Whether both bundles have the code: it is only listed in one place more or less. */
function isKnownTwice({ subject, documents: { before, after } }: Difference): boolean {
  return [before, after].every(({ components }) =>
    Object.hasOwn(components?.examples ?? {}, subject),
  );
}
