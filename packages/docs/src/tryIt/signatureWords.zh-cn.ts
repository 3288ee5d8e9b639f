// 签名调试器的中文用语。 Chinese words of the signature debugger.
import type { SignatureWords } from "./signatureWords.ts";

export const zhCN: SignatureWords = {
  title: "签名调试器",
  intro:
    "交易所只返回 `-1022`，不说原因。粘贴您的代码发送的内容和签名所用的 Secret：本页会逐一尝试各种已知错误会得出的签名，指出与您的签名吻合的那一种。",
  testKeysOnly:
    "**请只使用测试密钥的 Secret。** 全部计算都在本页内完成：不发送，不保存，断网也能用。",
  query: "查询字符串，或完整的 URL",
  queryNote: "与发送时完全一致：已做百分号编码，顺序不变。",
  secret: "测试密钥的 Secret",
  secretNote: "仅限 HMAC-SHA256 密钥。",
  signature: "您的代码算出的签名",
  signatureNote: "查询字符串中已带签名时可以留空。",
  check: "查找错误",
  example: "填入示例",
  clear: "清除",
  noScript: "调试器在浏览器中运行，需要 JavaScript。以下是它能识别的错误。",
  incomplete: "请填写查询字符串、Secret 和签名。",
  match: "签名正确",
  matchBut: "签名正确，但请求有误",
  matchNote:
    "它正是用此 Secret 对此查询字符串算出的。如果交易所仍返回 -1022，说明它收到的是另一个查询字符串，或者 API Key 与此 Secret 不是一对。",
  found: "问题出在这里",
  unknown: "没有一种已知的错误会得出这个签名",
  unknownNote:
    "最可能的原因是用了另一个 Secret，或者签的是另一个查询字符串，哪怕只是时间戳不同。请把代码交给 HMAC 的那段文本打印出来，与下面的对照。",
  signed: "您的代码签名的文本",
  toSign: "应当签名的文本",
  right: "正确的签名",
  looksFor: "能识别的错误",
  mistakes: {
    "signature-not-last": {
      what: "签名不是最后一个参数。",
      remedy: "把它放在其他所有参数之后，交易所校验的是它之前的内容。",
    },
    "timestamp-missing": {
      what: "查询字符串中没有时间戳。",
      remedy: "签名之前先加上以毫秒计的时间。",
    },
    "key-in-query": {
      what: "密钥出现在参数中。",
      remedy: "API Key 应放在请求头中，Secret 则不该发送。曾在 URL 中传输过的密钥请作废重建。",
    },
    "encoded-twice": {
      what: "签名做了两次百分号编码。",
      remedy: "只编码一次，多数 HTTP 库已经替您编码。",
    },
    "secret-is-pem": {
      what: "这是 PEM 密钥，不是 HMAC 密钥的 Secret。",
      remedy: "请改用 RSA 或 Ed25519 签名，写成 Base64；本页只校验 HMAC。",
    },
    "other-key-kind": {
      what: "这看起来是 RSA 或 Ed25519 签名。",
      remedy: "本页校验的是 HMAC-SHA256，即 64 位十六进制数字。",
    },
    "not-a-signature": {
      what: "这不是 HMAC-SHA256 签名，后者有 64 位十六进制数字。",
      remedy: "检查代码的输出：可能被截断，或者是一条错误信息。",
    },
    decoded: {
      what: "签名用的是解码后的文本，发送的却是编码后的。",
      remedy: "先对每个值做百分号编码，再对放进 URL 的那段文本签名。",
    },
    plus: {
      what: "空格在签名时写成 `+`，发送时却是 `%20`。",
      remedy: "只编码一次，写成 `%20`，两处使用同一段文本。",
    },
    "percent-20": {
      what: "空格在签名时写成 `%20`，发送时却是 `+`。",
      remedy: "URL 库改写了查询字符串。请用字符串拼接附上已签名的文本。",
    },
    apostrophe: {
      what: "`'` 一处做了编码，另一处没有。",
      remedy: "URL 解析器会悄悄把它写成 `%27`，请在签名之前就这样编码。",
    },
    reserved: {
      what: "`!`、`(`、`)`、`*` 或 `~` 一处做了编码，另一处没有。",
      remedy: "只用一个编码函数，并对它的返回值签名。",
    },
    "lower-case-hex": {
      what: "百分号编码在签名时为小写（`%2f`），发送时却是大写。",
      remedy: "对实际发送的那段文本签名。",
    },
    "upper-case-hex": {
      what: "百分号编码在签名时为大写（`%2F`），发送时却是小写。",
      remedy: "对实际发送的那段文本签名。",
    },
    "letter-case": {
      what: "签名与发送之间，字母的大小写变了。",
      remedy: "如需转换大小写，请在签名之前，不要在之后。",
    },
    "no-timestamp": {
      what: "时间戳是签名之后才加上的。",
      remedy: "先加时间戳：签名之前的全部内容都要签。",
    },
    "trailing-newline": {
      what: "签名时多签了一个换行符。",
      remedy: "`echo` 会加上换行符，请改用 `printf %s` 或 `echo -n`。",
    },
    "question-mark": { what: "签名时多签了 `?`。", remedy: "只签 `?` 之后的内容。" },
    "whole-url": { what: "签的是整个 URL。", remedy: "只签 `?` 之后的内容。" },
    "path-included": {
      what: "签名时多签了路径。",
      remedy: "只签 `?` 之后的内容。有些交易所要签路径，这里不用。",
    },
    "trailing-ampersand": {
      what: "签名时多签了 signature 之前的 `&`。",
      remedy: "签名的文本不含这个 `&`。",
    },
    "empty-signature": {
      what: "签名时多签了一个空的签名参数。",
      remedy: "先签名，再附上该参数。",
    },
    "values-only": {
      what: "签名的文本缺少参数名、`=` 或 `&`。",
      remedy: "按 URL 中的原样签名，分隔符也包括在内。",
    },
    order: {
      what: "签名时的参数顺序与发送时不同。",
      remedy: "任何顺序都可以，但两处必须一致。字典和排序会改变顺序。",
    },
    "secret-whitespace": {
      what: "所用 Secret 的首尾带有空白。",
      remedy: "读取时去掉首尾空白。",
    },
    "secret-newline": {
      what: "所用 Secret 的末尾带有换行符。",
      remedy: "它是从文件读取的，请去掉末尾的换行符。",
    },
    "secret-quotes": {
      what: "所用的 Secret 连引号也包括在内。",
      remedy: "环境变量文件是按字面读取的，请去掉引号。",
    },
    "secret-case": {
      what: "Secret 的字母被转成了大写或小写。",
      remedy: "请与显示时完全一致地使用。",
    },
    "secret-hex": {
      what: "Secret 被当作十六进制解码了。",
      remedy: "请直接使用它的字符：它是文本，不是十六进制字节。",
    },
    "secret-base64": {
      what: "Secret 被当作 Base64 解码了。",
      remedy: "请直接使用它的字符：它是文本，不是 Base64 字节。",
    },
    base64: {
      what: "签名写成了 Base64。",
      remedy: "HMAC 签名应写成十六进制，Base64 用于 RSA 和 Ed25519。",
    },
    sha512: { what: "使用了 HMAC-SHA512。", remedy: "请使用 SHA-256。" },
    sha1: { what: "使用了 HMAC-SHA1。", remedy: "请使用 SHA-256。" },
    "plain-hash": {
      what: "使用了普通的 SHA-256，而不是 HMAC。",
      remedy: "请使用 HMAC，并以 Secret 作为密钥。",
    },
    swapped: {
      what: "HMAC 的密钥与消息颠倒了。",
      remedy: "Secret 是密钥，查询字符串是消息。",
    },
  },
};
