// Words of the home page's orders and picture, in every language.
import type { Language } from "@open-orders/specs";

interface HomeWords {
  /** Before what a JavaScript number makes of an id. */
  asNumber: string;
  picture: {
    title: string;
    /** The whole picture in words. */
    text: string;
    source: string;
    sourceNote: string;
    bundle: string;
    bundleNote: string;
    results: { name: string; note: string }[];
  };
}

export const homeWords: Record<Language, HomeWords> = {
  en: {
    asNumber: "As a JavaScript number:",
    picture: {
      title: "How everything is made",
      text: "The descriptions, written by hand with sources, doubts and Chinese texts, are checked and bundled into one JSON document per API and language. From it come the client, the mock exchange, the contract tests and this site.",
      source: "Descriptions",
      sourceNote: "by hand, doubts included",
      bundle: "Checked bundles",
      bundleNote: "per API and language",
      results: [
        { name: "Client", note: "typed, signed" },
        { name: "Mock", note: "an exchange" },
        { name: "Contract tests", note: "every promise" },
        { name: "This site", note: "two languages" },
      ],
    },
  },
  "zh-CN": {
    asNumber: "按 JavaScript 数字读取则为",
    picture: {
      title: "一切如何生成",
      text: "接口描述由人工编写，附有来源、疑点与中文文本；校验后按 API 和语言各打包成一个 JSON 文档。客户端、模拟交易所、契约测试和本站都由它生成。",
      source: "接口描述",
      sourceNote: "人工编写，含疑点",
      bundle: "校验并打包",
      bundleNote: "每个 API、每种语言一份",
      results: [
        { name: "客户端", note: "类型与签名" },
        { name: "模拟交易所", note: "供测试使用" },
        { name: "契约测试", note: "逐条检验" },
        { name: "本站", note: "中英双语" },
      ],
    },
  },
};
