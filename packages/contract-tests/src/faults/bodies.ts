// Answers that are none, or that a careless reader would take for something else.
import { again, noAnswer, once, refused, text } from "./row.ts";
import type { FaultGroup } from "./row.ts";

const page = "<!doctype html><title>Maintenance</title>";
const json = (body: string) => ({ mock: { body } });
const html = (status: number) => ({ mock: { status, body: page, contentType: "text/html" } });

export const noAnswers: FaultGroup = {
  title: text("Answers that are none", "不成其为应答的应答"),
  rows: [
    {
      fault: text("JSON that ends too early", "JSON 提前结束"),
      play: json('[{"orderId":1,'),
      gets: noAnswer("truncated"),
      ...again,
    },
    {
      fault: text("broken JSON", "JSON 有语法错误"),
      play: json('[{"orderId":1,}]'),
      gets: noAnswer("not-json"),
      ...once,
    },
    {
      fault: text("JSON of another shape", "JSON 的结构不对"),
      play: json('{"orders":[]}'),
      gets: noAnswer("shape"),
      ...once,
    },
    {
      fault: text("an HTML page with status 200", "状态 200 的 HTML 页面"),
      play: html(200),
      gets: noAnswer("html"),
      ...once,
    },
    {
      fault: text("an HTML page with status 403, from a firewall", "防火墙的 HTML 页面，状态 403"),
      play: html(403),
      gets: noAnswer("html", 403),
      ...once,
    },
    {
      fault: text("an HTML page with status 502, from a gateway", "网关的 HTML 页面，状态 502"),
      play: html(502),
      gets: noAnswer("html", 502),
      ...again,
    },
    {
      fault: text("status 200 without a body", "状态 200，没有正文"),
      play: { mock: { status: 200 } },
      gets: noAnswer("empty"),
      ...again,
    },
    {
      fault: text("status 503 without a body", "状态 503，没有正文"),
      play: { mock: { status: 503, body: "" } },
      gets: noAnswer("empty", 503),
      ...again,
    },
    {
      fault: text("plain text", "纯文本"),
      play: { mock: { body: "All is well.", contentType: "text/plain" } },
      gets: noAnswer("content-type"),
      ...once,
    },
    {
      fault: text("gzip that ends too early", "gzip 提前结束"),
      play: { server: "gzipCutShort" },
      gets: noAnswer("truncated"),
      ...again,
      // It asks for no compression, so it unpacks none.
      overUndici: { gets: noAnswer("content-type"), ...once },
    },
    {
      fault: text("a body of 100 MB", "100 MB 的正文"),
      play: { server: "large" },
      gets: noAnswer("too-large"),
      ...once,
    },
    {
      fault: text("a body of 100 MB that does not say so", "未声明长度的 100 MB 正文"),
      play: { server: "largeUnannounced" },
      gets: noAnswer("too-large"),
      ...once,
    },
    {
      fault: text("a redirect, which is not followed", "重定向（不予跟随）"),
      play: { mock: { status: 302, headers: { Location: "/elsewhere" } } },
      gets: noAnswer("redirect", 302),
      ...once,
    },
  ],
};

export const awkwardAnswers: FaultGroup = {
  title: text("Answers that are awkward", "棘手的应答"),
  rows: [
    {
      fault: text("JSON under the name text/html", "标为 text/html 的 JSON"),
      play: { mock: { contentType: "text/html" } },
      gets: { orders: "all" },
      ...once,
    },
    {
      fault: text("a key that occurs twice: the last one counts", "重复的键：以最后一个为准"),
      play: json('[{"orderId":8389765489680951453,"orderId":8389765489680951454}]'),
      gets: { orders: [{ orderId: "8389765489680951454" }] },
      ...once,
    },
    {
      fault: text("a key __proto__, which is left out", "名为 __proto__ 的键（略去）"),
      play: json('[{"orderId":1,"__proto__":{"symbol":"BTCUSD_PERP"}}]'),
      gets: { orders: [{ orderId: "1" }] },
      ...once,
    },
    {
      fault: text("half a surrogate pair in the body", "正文中的半个代理对"),
      play: json(String.raw`[{"orderId":1,"clientOrderId":"\ud800"}]`),
      gets: { orders: [{ orderId: "1", clientOrderId: "\ud800" }] },
      ...once,
    },
    {
      fault: text("a refusal with status 200", "状态 200 的拒绝"),
      play: json('{"code":-1121,"msg":"Invalid symbol."}'),
      gets: refused(200, -1121),
      ...once,
    },
  ],
};

export const quotedRequests: FaultGroup = {
  title: text("Answers that quote the signed request", "引述已签名请求的应答"),
  rows: [
    {
      fault: text("in an HTML page", "HTML 页面中"),
      play: { server: "quotesInPage" },
      gets: noAnswer("html", 502),
      ...again,
    },
    {
      fault: text("in plain text", "纯文本中"),
      play: { server: "quotesInText" },
      gets: refused(503),
      ...again,
    },
    {
      fault: text("in the words of a refusal", "拒绝的说明中"),
      play: { server: "quotesInJson" },
      gets: refused(400, -1022),
      ...once,
    },
    {
      fault: text("in the address of a redirect", "重定向的地址中"),
      play: { server: "quotesInRedirect" },
      gets: noAnswer("redirect", 308),
      ...once,
    },
  ],
};
