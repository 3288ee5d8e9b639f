// Words around the guides, the changelog, Markdown copies and llms.txt, in each language.
import type { Bump } from "@open-orders/generate/rule";
import type { Language } from "@open-orders/specs";

export interface GuideWords {
  guides: string;
  changelog: string;
  markdown: { copy: string; copied: string; failed: string; open: string };
  llms: { intro: string; others: string };
  changelogPage: {
    intro: string;
    /** Shown where the changelogs are not in the reader's language. */
    english: string;
    descriptions: string;
    noDescriptions: string;
    /** Above what changed since the last release, gravest first. */
    since: string;
    unchanged: string;
    gravities: Record<Bump, string>;
    packages: string;
    noRelease: string;
    next: string;
    nextIntro: string;
  };
  yaml: { name: string; note: string };
  postman: { name: string; note: string; how: string; baseUrl: string };
}

export const guideWords: Record<Language, GuideWords> = {
  en: {
    guides: "Guides",
    changelog: "Changelog",
    markdown: {
      copy: "Copy as Markdown",
      copied: "Copied",
      failed: "Not copied",
      open: "Markdown",
    },
    llms: {
      intro: "Each page below is Markdown. All of them in one file: ",
      others: "More",
    },
    changelogPage: {
      intro: "What changed in the descriptions, and what changed for those who use the packages.",
      english: "The changelogs are in English.",
      descriptions: "The descriptions",
      noDescriptions:
        "Nothing has been released yet, so there is nothing to compare with. The first release opens this list.",
      since:
        "Since the last release, as `npm run bump` judges it from the caller's side, with the release that each package needs for it:",
      unchanged: "Nothing has changed in them since the last release.",
      gravities: { major: "Breaks programs", minor: "Breaks nothing", patch: "Words and examples" },
      packages: "The packages",
      noRelease: "No version has been published yet.",
      next: "In the next release",
      nextIntro: "Merged, and not yet published:",
    },
    yaml: {
      name: "OpenAPI 3.1, one YAML file",
      note: "The same document, for people to read.",
    },
    postman: {
      name: "Postman collection",
      note: "Signs each request by itself. As it is, it calls the mock exchange on this machine with the demo key: start that, import this, press Send.",
      how: "Every request signs itself: a script before it stamps the time, encodes the query and puts the signature last. As it is, the collection calls a mock exchange on this machine (`npx @open-orders/mock-exchange --port 8787`) with the demo key. For another host, set `baseUrl`, `apiKey` and `apiSecret` in an environment of yours. HMAC keys only.",
      baseUrl: "Where requests go. Described hosts:",
    },
  },
  "zh-CN": {
    guides: "指南",
    changelog: "更新日志",
    markdown: {
      copy: "复制为 Markdown",
      copied: "已复制",
      failed: "复制失败",
      open: "Markdown",
    },
    llms: {
      intro: "以下每个页面均为 Markdown 格式。全部内容合为一个文件：",
      others: "其他",
    },
    changelogPage: {
      intro: "接口描述的变化，以及各软件包中使用者会察觉到的变化。",
      english: "更新日志以英文书写。",
      descriptions: "接口描述",
      noDescriptions: "尚未发布任何版本，因此没有可对比的对象。首次发布之后，变化将列在这里。",
      since:
        "自上次发布以来的变化，由 `npm run bump` 从调用者的角度判断，并列出各软件包所需的版本升级：",
      unchanged: "自上次发布以来没有变化。",
      gravities: { major: "不兼容", minor: "兼容", patch: "文字与示例" },
      packages: "软件包",
      noRelease: "尚未发布任何版本。",
      next: "下一次发布",
      nextIntro: "已经合并、尚未发布的变化：",
    },
    yaml: {
      name: "OpenAPI 3.1，单个 YAML 文件",
      note: "内容相同，便于阅读。",
    },
    postman: {
      name: "Postman 集合",
      note: "每个请求都会自动签名。默认用演示密钥调用本机的模拟交易所：启动它，导入集合，点击发送即可。",
      how: "每个请求都会自动签名：请求前的脚本填写时间戳、编码查询字符串，并把签名放在最后。默认用演示密钥调用本机的模拟交易所（`npx @open-orders/mock-exchange --port 8787`）。要调用其他地址，请在自己的环境中设置 `baseUrl`、`apiKey` 和 `apiSecret`。仅支持 HMAC 密钥。",
      baseUrl: "请求发往的地址。接口描述中的服务器：",
    },
  },
};
