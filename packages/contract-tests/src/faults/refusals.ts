// Refusals of the exchange: overload, limits, clocks, keys; and one of the client's own.
import { again, limited, once, refused, startMs, text } from "./row.ts";
import type { FaultGroup } from "./row.ts";

const overload = (example: string) => ({ mock: { status: 503, example } });
const spent = (status: number, retryAfter?: string) => ({
  mock: {
    status,
    code: -1003,
    ...(retryAfter !== undefined && { headers: { "Retry-After": retryAfter } }),
  },
});
const rightAway = { attempts: 2, waits: [0] } as const;

export const overloads: FaultGroup = {
  title: text("The exchange is overloaded or failed", "交易所过载或故障"),
  rows: [
    {
      fault: text("503, the outcome is unknown", "503，结果未知"),
      play: overload("outcomeUnknown"),
      gets: refused(503),
      ...again,
    },
    {
      fault: text("503, the service is unavailable", "503，服务不可用"),
      play: overload("unavailable"),
      gets: refused(503),
      ...again,
    },
    {
      fault: text("503 with code -1008, throttled", "503，代码 -1008，限流"),
      play: overload("THROTTLED"),
      gets: refused(503, -1008),
      ...again,
    },
    {
      fault: text("503, it failed inside", "503，内部错误"),
      play: overload("internal"),
      gets: refused(503),
      ...again,
    },
    {
      fault: text("408", "408"),
      play: { mock: { status: 408, body: '{"code":-1007,"msg":"Timeout."}' } },
      gets: refused(408, -1007),
      ...again,
    },
  ],
};

export const limits: FaultGroup = {
  title: text("Limits", "限额"),
  rows: [
    {
      fault: text("429 with Retry-After in seconds", "429，Retry-After 为秒数"),
      play: spent(429, "7"),
      gets: limited(429, 7000),
      attempts: 3,
      waits: [7000, 7000],
    },
    {
      // The second answer names the same moment, which is now.
      fault: text("429 with Retry-After as a date, in 30 s", "429，Retry-After 为 30 秒后的日期"),
      play: spent(429, new Date(startMs + 30_000).toUTCString()),
      gets: limited(429, 0),
      attempts: 3,
      waits: [30_000, { below: 500 }],
    },
    {
      // 40 s are left of the minute; the whole one after it is more than is left of totalTimeoutMs.
      fault: text(
        "429 without Retry-After: until the minute is over",
        "429，没有 Retry-After：等到这一分钟结束",
      ),
      play: spent(429),
      gets: limited(429, 60_000),
      attempts: 2,
      waits: [40_000],
    },
    {
      fault: text(
        "429 with a Retry-After beyond totalTimeoutMs",
        "429，Retry-After 超出 totalTimeoutMs",
      ),
      play: spent(429, "120"),
      gets: limited(429, 120_000),
      ...once,
    },
    {
      fault: text("418, banned, with Retry-After", "418（封禁），有 Retry-After"),
      play: spent(418, "300"),
      gets: limited(418, 300_000),
      ...once,
    },
    {
      fault: text(
        "418, banned, without Retry-After: two minutes",
        "418（封禁），没有 Retry-After：两分钟",
      ),
      play: spent(418),
      gets: limited(418, 120_000),
      ...once,
    },
  ],
};

export const clocksAndKeys: FaultGroup = {
  title: text("Clocks, keys and signatures", "时钟、密钥与签名"),
  rows: [
    {
      fault: text("a clock ten minutes slow", "本地时钟慢十分钟"),
      play: { clockAheadMs: 600_000 },
      gets: { orders: "all" },
      ...rightAway,
    },
    {
      fault: text("a clock ten minutes fast", "本地时钟快十分钟"),
      play: { clockAheadMs: -600_000 },
      gets: { orders: "all" },
      ...rightAway,
    },
    {
      fault: text("-1021 once", "-1021，一次"),
      play: { mock: { code: -1021, times: 1 } },
      gets: { orders: "all" },
      ...rightAway,
    },
    {
      fault: text("-1021 for ever", "-1021，每次"),
      play: { mock: { code: -1021 } },
      gets: refused(400, -1021),
      ...rightAway,
    },
    {
      fault: text("-1022, the signature does not fit", "-1022，签名不符"),
      play: { mock: { code: -1022 } },
      gets: refused(400, -1022),
      ...once,
    },
    {
      fault: text("-2014, no key of the exchange's form", "-2014，密钥格式不对"),
      play: { mock: { code: -2014 } },
      gets: refused(401, -2014),
      ...once,
    },
    {
      fault: text("-2015, a key that is not accepted", "-2015，密钥不被接受"),
      play: { mock: { code: -2015 } },
      gets: refused(401, -2015),
      ...once,
    },
    {
      fault: text(
        "half a surrogate pair in a parameter: nothing is sent",
        "参数中的半个代理对：什么都不发送",
      ),
      play: { parameter: "BTCUSD\ud800" },
      gets: { error: "ConfigError", kind: "config" },
      attempts: 0,
      waits: [],
    },
  ],
};
