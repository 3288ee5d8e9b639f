// Words of the form that signs and sends, in every language.
import type { Language } from "@open-orders/specs";
import type { KeyKind } from "./keyKinds.ts";
import type { MadeMistake } from "./send.ts";

export interface TryItWords {
  title: string;
  intro: string;
  noScript: string;
  parameters: string;
  mandatory: string;
  optional: string;
  key: string;
  keyNote: string;
  keyKind: string;
  kinds: Record<KeyKind, string>;
  apiKey: string;
  secret: Record<KeyKind, string>;
  demoKey: string;
  ownKey: string;
  keyOf: (kind: string, whose: string) => string;
  clearKeys: string;
  keysCleared: string;
  target: string;
  targets: { page: string; local: string; other: string };
  localAddress: string;
  localNote: string;
  otherAddress: string;
  otherWarning: string;
  mistakes: string;
  mistake: Record<Exclude<MadeMistake, "unknown">, string>;
  unknown: (parameter: string) => string;
  /** What a mistake did, beside the refusal it brought. */
  made: Record<MadeMistake, string>;
  send: string;
  makeCommand: string;
  sending: string;
  stepsTitle: string;
  steps: {
    query: string;
    signed: string;
    signature: Record<KeyKind, string>;
    sent: string;
    answer: string;
  };
  emptyQuery: string;
  inPage: string;
  request: (number: number) => string;
  otherRequest: string;
  asked: string;
  /** An answer in a sentence, with the code and the name of a refusal. */
  status: (status: number, code: string) => string;
  /** The same of a request that was sent again. */
  again: (sentence: string) => string;
  sentences: (sentences: string[]) => string;
  entries: (count: number) => string;
  wire: string;
  returned: string;
  more: string;
  failed: string;
  noAnswer: string;
  notLoaded: string;
  notLocal: string;
  notAddress: string;
  command: string;
  commandNote: Record<KeyKind, string>;
  copy: string;
  copied: string;
  debugger: string;
}

const en: TryItWords = {
  title: "Sign and send",
  intro:
    "A real signed call, made in this page by the client package. A mock exchange inside the page answers: no network, no account, a demo key.",
  noScript: "Sending from this page needs JavaScript. These are the steps, whatever you sign with:",
  parameters: "Parameters",
  mandatory: "mandatory",
  optional: "optional",
  key: "Key:",
  keyNote:
    "Left empty, the demo key signs. Use test keys only. What you enter stays in the memory of this page: it is not stored, not sent to this site, and never in the address bar.",
  keyKind: "Kind",
  kinds: { hmac: "HMAC-SHA256", ed25519: "Ed25519", rsa: "RSA" },
  apiKey: "API key",
  secret: {
    hmac: "Secret",
    ed25519: "Private key, PKCS#8 PEM",
    rsa: "Private key, PKCS#8 PEM",
  },
  demoKey: "demo key",
  ownKey: "your key",
  keyOf: (kind, whose) => `${kind}, ${whose}`,
  clearKeys: "Clear keys",
  keysCleared: "Keys cleared.",
  target: "Send to:",
  targets: { page: "the mock in this page", local: "a local mock", other: "another address" },
  localAddress: "Address of the local mock",
  localNote: "On this machine only: http://127.0.0.1 or http://localhost, with its port.",
  otherAddress: "Base URL",
  otherWarning:
    "**With a live key this is a live call.** This page may reach its own site and your machine, nothing else, so that no key typed here can travel. You get the commands instead: run them where your key is.",
  mistakes: "Make a mistake",
  mistake: {
    secret: "Wrong secret",
    clock: "Clock ten minutes slow",
    timestamp: "No timestamp",
    limit: "Weight limit spent",
  },
  unknown: (parameter) => `Unknown \`${parameter}\``,
  made: {
    secret: "You signed with another secret than the exchange has for this key.",
    clock: "Your clock was ten minutes slow.",
    timestamp: "The timestamp was left out, of the signed text and of the request.",
    unknown: "You asked for a value that no market has.",
    limit: "The limit of the mock was set to 0.",
  },
  send: "Sign and send",
  makeCommand: "Make the commands",
  sending: "Sending…",
  stepsTitle: "Step by step",
  steps: {
    query: "Percent-encode every value and join them: the query.",
    signed: "Add the time in milliseconds. This text, byte for byte, is signed.",
    signature: {
      hmac: "Sign it: HMAC-SHA256 with the secret, in hex.",
      ed25519: "Sign it: Ed25519 with the private key, in base64.",
      rsa: "Sign it: RSASSA-PKCS1-v1_5 with SHA-256 and the private key, in base64.",
    },
    sent: "Append the signature, percent-encoded, as the last parameter. The key goes into a header.",
    answer: "Read the answer.",
  },
  emptyQuery: "no parameter",
  inPage: "The mock in this page takes it from here: nothing goes to that host.",
  request: (number) => `Request ${number}`,
  otherRequest: "In between, the client asked for the exchange's time:",
  asked: "The client set its clock by the exchange's and signed again.",
  status: (status, code) => (code ? `Status ${status}: ${code}.` : `Status ${status}.`),
  again: (sentence) => `Sent again: ${sentence}`,
  sentences: (sentences) => sentences.join(" "),
  entries: (count) => (count === 1 ? "1 entry." : `${count} entries.`),
  wire: "The body on the wire",
  returned: "What the client returns, ids as exact text",
  more: "All about",
  failed: "Nothing was sent",
  noAnswer:
    "No answer came. Is the mock running at this address, and does it let pages of other origins ask (CORS)?",
  notLoaded: "The client could not be loaded. Is there a network? Reload the page to try again.",
  notLocal: "Enter an address of this machine, such as http://127.0.0.1:8787.",
  notAddress: "Enter an absolute https: URL without query, such as https://example.com.",
  command: "Run this in a shell with openssl and curl",
  commandNote: {
    hmac: "It reads `API_KEY` and `API_SECRET` from your environment and signs anew each time.",
    ed25519: "It reads `API_KEY` from your environment and the private key from `key.pem`.",
    rsa: "It reads `API_KEY` from your environment and the private key from `key.pem`.",
  },
  copy: "Copy",
  copied: "Copied.",
  debugger: "Your own code makes another signature? The signature debugger finds out why.",
};

const zhCN: TryItWords = {
  title: "签名并发送",
  intro:
    "由客户端包在本页内完成一次真实的签名调用，并由页面内的模拟交易所应答：不经网络，不用账户，密钥仅供演示。",
  noScript: "在本页发送请求需要 JavaScript。无论用什么签名，步骤都是：",
  parameters: "参数",
  mandatory: "必需",
  optional: "可选",
  key: "密钥：",
  keyNote:
    "留空则用演示密钥签名。请只使用测试密钥。输入的内容只留在本页内存中：不保存，不发给本站，也不会出现在地址栏。",
  keyKind: "类型",
  kinds: { hmac: "HMAC-SHA256", ed25519: "Ed25519", rsa: "RSA" },
  apiKey: "API Key",
  secret: { hmac: "Secret", ed25519: "私钥（PKCS#8 PEM）", rsa: "私钥（PKCS#8 PEM）" },
  demoKey: "演示密钥",
  ownKey: "您的密钥",
  keyOf: (kind, whose) => `${kind}，${whose}`,
  clearKeys: "清除密钥",
  keysCleared: "密钥已清除。",
  target: "发送到：",
  targets: { page: "本页内的模拟交易所", local: "本机的模拟交易所", other: "其他地址" },
  localAddress: "本机模拟交易所的地址",
  localNote: "仅限本机：http://127.0.0.1 或 http://localhost，并带端口。",
  otherAddress: "基础 URL",
  otherWarning:
    "**用实盘密钥调用，就是实盘调用。** 本页只能访问本站和您的机器，因此在这里输入的密钥无法外传。您将得到一组命令，请在存放密钥的地方运行。",
  mistakes: "故意出错",
  mistake: {
    secret: "错误的 Secret",
    clock: "时钟慢十分钟",
    timestamp: "缺少时间戳",
    limit: "权重已用完",
  },
  unknown: (parameter) => `不存在的 \`${parameter}\``,
  made: {
    secret: "签名所用的 Secret 与交易所为此密钥保存的不同。",
    clock: "您的时钟慢了十分钟。",
    timestamp: "待签文本和请求中都去掉了时间戳。",
    unknown: "您查询的取值在任何市场都不存在。",
    limit: "模拟交易所的权重上限被设为 0。",
  },
  send: "签名并发送",
  makeCommand: "生成命令",
  sending: "正在发送…",
  stepsTitle: "分步说明",
  steps: {
    query: "对每个值做百分号编码，再连接起来，得到查询字符串。",
    signed: "加上以毫秒计的时间戳。被签名的就是这段文本，一个字节都不能差。",
    signature: {
      hmac: "签名：以 Secret 计算 HMAC-SHA256，写成十六进制。",
      ed25519: "签名：以私钥计算 Ed25519 签名，写成 Base64。",
      rsa: "签名：以私钥计算 RSASSA-PKCS1-v1_5（SHA-256）签名，写成 Base64。",
    },
    sent: "把签名做百分号编码，作为最后一个参数附上；API Key 放在请求头中。",
    answer: "读取响应。",
  },
  emptyQuery: "没有参数",
  inPage: "请求由本页内的模拟交易所接收，不会发往该主机。",
  request: (number) => `第 ${number} 次请求`,
  otherRequest: "其间客户端查询了交易所的时间：",
  asked: "客户端按交易所的时间校准了时钟，并重新签名。",
  status: (status, code) => (code ? `状态码 ${status}：${code}。` : `状态码 ${status}。`),
  again: (sentence) => `重新发送：${sentence}`,
  sentences: (sentences) => sentences.join(""),
  entries: (count) => `共 ${count} 条。`,
  wire: "实际传输的响应体",
  returned: "客户端返回的结果，ID 为精确的文本",
  more: "详见",
  failed: "没有发送任何请求",
  noAnswer: "没有收到响应。模拟交易所是否在此地址运行，并允许其他来源的页面访问（CORS）？",
  notLoaded: "无法加载客户端。请检查网络，然后重新载入页面。",
  notLocal: "请填写本机地址，例如 http://127.0.0.1:8787。",
  notAddress: "请填写不带查询字符串的完整 https: 地址，例如 https://example.com。",
  command: "在装有 openssl 和 curl 的 shell 中运行",
  commandNote: {
    hmac: "命令从环境变量读取 `API_KEY` 和 `API_SECRET`，每次运行都会重新签名。",
    ed25519: "命令从环境变量读取 `API_KEY`，从 `key.pem` 读取私钥。",
    rsa: "命令从环境变量读取 `API_KEY`，从 `key.pem` 读取私钥。",
  },
  copy: "复制",
  copied: "已复制。",
  debugger: "您自己的代码算出了另一个签名？签名调试器能找出原因。",
};

export const tryItWords: Record<Language, TryItWords> = { en, "zh-CN": zhCN };
