// 性能基准结果中的英文用语的译文。 Chinese for the texts that the results of the benchmark carry.
export const phrases: Record<string, string> = {
  "hand-written `fetch`": "手写的 `fetch`",
  "hand-written `fetch` with a time limit": "手写的 `fetch`，带超时",
  "this client, global `fetch`": "本客户端，全局 `fetch`",
  "this client by path, global `fetch`": "本客户端按路径调用，全局 `fetch`",
  "hand-written `undici.request`": "手写的 `undici.request`",
  "this client, `createUndiciFetch()`": "本客户端，`createUndiciFetch()`",
  "official packages": "官方软件包",
  "ccxt, implicit method": "ccxt，隐式方法",
  "ccxt, unified method": "ccxt，统一方法",

  "this client": "本客户端",
  "this client, both APIs, all but the subpaths": "本客户端，两个 API，不含子路径",
  "this client, COIN-M alone, HMAC": "本客户端，仅币本位合约，HMAC",
  "official packages, both": "官方软件包，两个",
  "ccxt, without what it does not install": "ccxt，不含它未安装的依赖",

  "this client, CPU against the hand-written fetch, 1 order":
    "本客户端相对于手写 fetch 的 CPU 时间，1 个订单",
  "this client, CPU against the hand-written fetch, 200 and 5,000 orders, ids that fit a double":
    "本客户端相对于手写 fetch 的 CPU 时间，200 与 5,000 个订单，ID 在双精度范围内",
  "this client, CPU against the hand-written fetch, 200 and 5,000 orders, one id in ten of 19 digits":
    "本客户端相对于手写 fetch 的 CPU 时间，200 与 5,000 个订单，十分之一的 ID 为 19 位",
  "this client by path, CPU against the hand-written fetch, 1 order":
    "本客户端按路径调用，相对于手写 fetch 的 CPU 时间，1 个订单",
  "this client by path, CPU against the hand-written fetch, 200 and 5,000 orders, ids that fit a double":
    "本客户端按路径调用，相对于手写 fetch 的 CPU 时间，200 与 5,000 个订单，ID 在双精度范围内",
  "this client by path, CPU against the hand-written fetch, 200 and 5,000 orders, one id in ten of 19 digits":
    "本客户端按路径调用，相对于手写 fetch 的 CPU 时间，200 与 5,000 个订单，十分之一的 ID 为 19 位",
  "undici transport, CPU against the hand-written undici":
    "undici 传输相对于手写 undici 的 CPU 时间",
  "undici transport, CPU against each peer": "undici 传输相对于其他各软件包的 CPU 时间",
  "cold import, added to a bare Node": "冷启动导入，相对于空白 Node 的增量",
  "browser bundle, gzipped": "浏览器打包体积，gzip 后",
  "heap grown by 100,000 calls": "100,000 次调用后的堆内存增量",
  "TLS connections for 20 calls in sequence": "依次调用 20 次的 TLS 连接数",
};
