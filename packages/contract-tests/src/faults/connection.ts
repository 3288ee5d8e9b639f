// Connections that fail, and answers that do not come in time.
import { again, noAnswer, once, text } from "./row.ts";
import type { ErrorShape, FaultGroup } from "./row.ts";

const noConnection: ErrorShape = { error: "ConnectionError", kind: "connection" };
const options = { timeoutMs: 50 };
const tooLate: ErrorShape = {
  error: "TimeoutError",
  kind: "timeout",
  limit: "timeoutMs",
  limitMs: 50,
};

export const connection: FaultGroup = {
  title: text("The connection", "连接"),
  rows: [
    {
      fault: text("refused", "被拒绝"),
      play: { server: "none" },
      gets: noConnection,
      ...again,
    },
    {
      fault: text("reset before the answer", "应答之前被重置"),
      play: { mock: { reset: "before" } },
      gets: noConnection,
      ...again,
    },
    {
      fault: text("reset in the middle of the body", "正文传到一半时被重置"),
      play: { mock: { reset: "during" } },
      gets: noAnswer("truncated"),
      ...again,
    },
    {
      fault: text("headers later than timeoutMs", "响应头晚于 timeoutMs"),
      play: { mock: { delayMs: 60_000 } },
      options,
      gets: tooLate,
      ...again,
    },
    {
      fault: text("a body that takes longer than timeoutMs", "正文用时超过 timeoutMs"),
      play: { mock: { chunkBytes: 1, chunkDelayMs: 20 } },
      options,
      gets: tooLate,
      ...again,
    },
    {
      fault: text("silence in place of an answer", "始终没有应答"),
      play: { mock: { hang: "before" } },
      options,
      gets: tooLate,
      ...again,
    },
    {
      fault: text("silence in the middle of the body", "正文传到一半后再无动静"),
      play: { mock: { hang: "during" } },
      options,
      gets: tooLate,
      ...again,
    },
    {
      fault: text("silence until totalTimeoutMs is over", "没有应答，直到 totalTimeoutMs 用尽"),
      play: { mock: { hang: "before" } },
      options: { totalTimeoutMs: 200 },
      gets: { ...tooLate, limit: "totalTimeoutMs", limitMs: 200 },
      ...once,
    },
  ],
};
