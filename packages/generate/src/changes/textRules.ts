// Rules about what only people read, and about what the document says of itself.
import { grammar } from "./grammar.ts";
import { shown } from "./json.ts";
import { adding, breaking, document, wording } from "./rule.ts";
import type { Rule } from "./rule.ts";

const onlyWords = { en: "only the words change", "zh-CN": "仅文字变动" };

export const textRules: Rule[] = [
  {
    id: "described",
    at: [
      "Info.title",
      "Info.summary",
      "Parameter.description",
      "Schema.title",
      "Schema.description",
      "Response.description",
      "Header.description",
    ],
    needs: wording,
    change: "A text of an API, a parameter, a field, a status or a header",
    says: { en: "`{subject}` is described in other words", "zh-CN": "`{subject}` 的说明文字有变" },
    why: onlyWords,
  },
  {
    id: "unit-told",
    at: ["Schema.x-unit"],
    needs: wording,
    change: "A unit is given, or no longer",
    says: {
      en: "the unit of `{subject}` is given, or no longer",
      "zh-CN": "`{subject}` 的单位说明有增减",
    },
    why: onlyWords,
  },
  {
    id: "document-worded",
    at: [
      "Info.description",
      "Info.license",
      "Info.contact",
      "Info.version",
      "Root.externalDocs",
      "Root.openapi",
      "Root.tags",
      "Operation.tags",
      "Server.description",
      "SecurityScheme.description",
      "Example.externalDocs",
    ],
    needs: document,
    change: "A text about the document as a whole: hosts, tags, credentials, licence",
    says: {
      en: "the document says something else of `{subject}`",
      "zh-CN": "`{subject}` 的文档信息有变",
    },
    why: onlyWords,
  },
  {
    id: "sample",
    at: [
      "Parameter.example",
      "Parameter.examples",
      "Header.example",
      "Schema.example",
      "Schema.examples",
    ],
    needs: wording,
    change: "An example of a parameter, a header or a schema",
    says: { en: "the example of `{subject}` is another", "zh-CN": "`{subject}` 的示例有变" },
    why: onlyWords,
  },
  {
    id: "sources",
    at: ["Operation.x-sources"],
    needs: document,
    change: "`x-sources` changes: the pages a description was written from",
    says: {
      en: "`{subject}` was written from other pages",
      "zh-CN": "`{subject}` 所依据的页面有变",
    },
    why: { en: "what is promised stays", "zh-CN": "所作的承诺不变" },
  },
  {
    id: "discrepancy",
    at: Object.keys(grammar).map((kind) => `${kind}.x-discrepancy`),
    needs: document,
    change: "`x-discrepancy` changes: where the sources disagree",
    says: {
      en: "open questions about `{subject}` are added, settled or split",
      "zh-CN": "关于 `{subject}` 的疑点有变",
    },
    why: { en: "what is promised stays", "zh-CN": "所作的承诺不变" },
  },
  {
    id: "type-renamed",
    at: ["Reference.Schema"],
    show: (part) => shown(part).replace("schemas/", ""),
    needs: ["major", "major", "none", "none"],
    change: "A schema has another name",
    says: { en: "{before} is called {after} now", "zh-CN": "{before} 改名为 {after}" },
    why: {
      en: "code that imports the type by its name no longer compiles",
      "zh-CN": "按名称导入该类型的代码无法通过编译",
    },
  },
  {
    id: "part-renamed",
    at: [
      "Parameter",
      "Response",
      "Header",
      "Example",
      "SecurityScheme",
      "PathItem",
      "RequestBody",
    ].map((kind) => `Reference.${kind}`),
    needs: wording,
    change: "A shared part has another name, or is written in place",
    says: { en: "{before} is {after} now", "zh-CN": "{before} 变为 {after}" },
    why: { en: "what it says is compared by itself", "zh-CN": "其内容另行比较" },
  },
  {
    id: "api-added",
    at: ["Api"],
    is: ["added"],
    needs: adding,
    change: "An API is added",
    says: { en: "`{subject}` is a new API", "zh-CN": "新增 API `{subject}`" },
    why: { en: "nothing that worked changes", "zh-CN": "原有用法不受影响" },
  },
  {
    id: "api-removed",
    at: ["Api"],
    needs: ["major", "major", "major", "major"],
    change: "An API is removed",
    says: { en: "the API `{subject}` is gone", "zh-CN": "API `{subject}` 已移除" },
    why: { en: "programs that use it fail", "zh-CN": "使用它的程序会失败" },
  },
  {
    id: "translation",
    at: ["Translation"],
    needs: document,
    change: "A translation",
    says: { en: "`{subject}` is translated in other words", "zh-CN": "`{subject}` 的译文有变" },
    why: { en: "only the words change, in one language", "zh-CN": "仅一种语言的文字变动" },
  },
  {
    id: "second-opinion",
    at: ["SecondOpinion"],
    needs: wording,
    change:
      "What `redocly diff` alone finds, such as another order of a list: at least as severe as it says",
    says: {
      en: "`redocly diff` finds a change in `{subject}`",
      "zh-CN": "`redocly diff` 发现 `{subject}` 有变",
    },
    why: {
      en: "no rule sees more in it than another arrangement",
      "zh-CN": "各规则只看到排列不同",
    },
  },
];

/** What no rule knows is taken as severe until somebody says what it means. */
export const unknownRule: Rule = {
  id: "unknown",
  at: [],
  needs: breaking,
  change:
    "Anything that no rule knows, until a rule in `packages/generate/src/changes` says what it means",
  says: { en: "`{at}` of `{subject}` changes", "zh-CN": "`{subject}` 的 `{at}` 有变" },
  why: { en: "no rule says what that means to callers", "zh-CN": "尚无规则说明其含义" },
};
