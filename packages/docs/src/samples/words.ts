// The words in and around the samples, in each language.
import type { Language } from "@open-orders/specs";

export interface SampleWords {
  title: string;
  /** Where key and secret come from, and how to ask another host. */
  intro: (call: { baseUrl: string; baseUrlName: string }) => string;
  /** Names the tabs to those who do not see them. */
  language: string;
  answer: string;
  answerIntro: string;
  byPath: string;
  /** What a sample needs to run, and what to know of it. */
  needs: Record<"curl" | "typescript" | "python" | "go", string>;
  /** Comments in the code. */
  comments: {
    signed: string;
    baseUrl: string;
    refused: string;
    longIdsInPython: string;
    longIdsInGo: string;
    unwrapped: string;
  };
}

export const sampleWords: Record<Language, SampleWords> = {
  en: {
    title: "Samples",
    intro: ({ baseUrl, baseUrlName }) =>
      `Complete programs that read \`BINANCE_API_KEY\` and \`BINANCE_API_SECRET\` from the environment. Where \`${baseUrlName}\` is set, they ask that host in place of \`${baseUrl}\`.`,
    language: "Language of the sample",
    answer: "Answer",
    answerIntro: "What the mock exchange answers this call.",
    byPath: "TypeScript, by path",
    needs: {
      curl: "Needs curl 7.76 or newer and openssl, which takes the secret as an argument: while it runs, other users of the machine can see it.",
      typescript:
        "Needs `npm install @open-orders/client`. Saved as `.mts`, Node 24 runs it as it is.",
      python: "Needs Python 3.6 or newer, nothing else.",
      go: "Needs Go 1.18 or newer, nothing else.",
    },
    comments: {
      signed: "The signature covers the encoded query exactly as it is sent, and goes last.",
      baseUrl: "not set: the exchange itself",
      refused: "code, message, and what to do",
      longIdsInPython: "integers stay exact, however long",
      longIdsInGo: "a float64 would round long ids",
      unwrapped: "err itself shows the signed URL",
    },
  },
  "zh-CN": {
    title: "代码示例",
    intro: ({ baseUrl, baseUrlName }) =>
      `以下都是可以直接运行的完整程序，从环境变量 \`BINANCE_API_KEY\` 和 \`BINANCE_API_SECRET\` 读取 API Key 与密钥。设置 \`${baseUrlName}\` 后，请求改发到该主机，而不是 \`${baseUrl}\`。`,
    language: "示例所用的语言",
    answer: "响应",
    answerIntro: "模拟交易所对这次调用的响应。",
    byPath: "TypeScript 按路径",
    needs: {
      curl: "需要 curl 7.76 或更高版本，以及 openssl。密钥作为参数传给 openssl，运行期间本机的其他用户可以看到它。",
      typescript:
        "需要先执行 `npm install @open-orders/client`。保存为 `.mts` 文件后，Node 24 可直接运行。",
      python: "需要 Python 3.6 或更高版本，无须安装其他软件包。",
      go: "需要 Go 1.18 或更高版本，无须安装其他软件包。",
    },
    comments: {
      signed: "签名的对象是编码后、原样发送的查询字符串；签名放在最后。",
      baseUrl: "未设置时访问交易所本身",
      refused: "错误码、消息与处理办法",
      longIdsInPython: "整数不论多长都是精确的",
      longIdsInGo: "用 float64 会使长 ID 失真",
      unwrapped: "err 本身会带出已签名的 URL",
    },
  },
};
