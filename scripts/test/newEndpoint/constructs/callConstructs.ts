// Calls the endpoints beside it with the client that was built for them, and prints what comes back.
// newEndpoint.test.ts puts it into its copy of the repository, and nothing here compiles anywhere else.
import { createCoinMFuturesClient, hmac } from "@open-orders/client";
import type { OrderDetail } from "@open-orders/client";
import { createValidator } from "@open-orders/client/validate";
import { createMockExchange, demoAccount } from "@open-orders/mock-exchange";

// More than a number holds.
const id = (last: number): string => `83897654896809514${String(last).padStart(2, "0")}`;
const detail = (number: number, more: Partial<OrderDetail>): OrderDetail => ({
  orderId: id(number),
  parentId: null,
  symbol: "BTCUSD_PERP",
  kind: "LIMIT",
  leverage: 2.5,
  hidden: false,
  note: null,
  flags: ["POST_ONLY"],
  levels: [1, 2],
  linkedIds: [id(70), id(71)],
  account: { accountId: id(50), owner: { ownerId: id(51), name: "main" } },
  fills: [{ tradeId: id(60), price: "1.50", fees: [{ feeId: id(61), asset: "BTC" }] }],
  ...more,
});
const first = detail(1, {});
const second = detail(2, {
  parentId: id(1),
  symbol: "ETHUSD_PERP",
  kind: "STOP",
  triggerPrice: "10",
  leverage: 10,
  hidden: true,
});

// Its symbol would end the path, or go up in it.
const third = detail(3, { symbol: "../币 a+b?%2F" });
const orders = {
  listOrderDetails: [first, second],
  getOrderDetail: [first, second],
  getOrderDetailAt: [first, second, third],
};
const exchange = createMockExchange({ accounts: [{ ...demoAccount, orders }] });
const { apiKey, secret } = demoAccount;
const unknown: string[] = [];
const client = createCoinMFuturesClient({
  apiKey,
  signer: hmac(secret),
  fetch: exchange.fetch,
  validate: createValidator({ onUnknown: ({ path }) => unknown.push(path) }),
});
const numbers = (list: readonly { orderId: string }[]): string =>
  list.map(({ orderId }) => orderId.slice(-1)).join("");

const byPath = await client.http.GET("/dapi/v1/orderDetails", {
  params: { query: { symbols: ["ETHUSD_PERP"] } },
});
const at = { symbol: third.symbol, orderId: id(3) };
const inPath = await client.http.GET("/dapi/v1/orderDetail/{symbol}/{orderId}", {
  params: { path: at },
});
client.http.use({ onRequest: ({ request }) => request });
const inPathThroughMiddleware = await client.http.GET("/dapi/v1/orderDetail/{symbol}/{orderId}", {
  params: { path: at, query: { recvWindow: 5000 } },
});
const throughMiddleware = await client.http.GET("/dapi/v1/orderDetails", {
  params: { query: { symbols: ["ETHUSD_PERP"] } },
});
/** What ends a call of one order. */
const reasonOf = async (call: Promise<OrderDetail>): Promise<unknown> =>
  call.then(
    () => "no error",
    ({ code, message }: { code?: number; message: string }) => code ?? message,
  );
const linked: string[] = second.linkedIds;
const fee: string | undefined = second.fills[0]?.fees[0]?.feeId;

console.log(
  JSON.stringify({
    whole: await client.listOrderDetails(),
    expected: [first, second],
    symbols: numbers(await client.listOrderDetails({ symbols: ["ETHUSD_PERP", "NONE"] })),
    // As numbers, all these ids are the same.
    orderIds: numbers(await client.listOrderDetails({ orderIds: [id(2), id(9)] })),
    orderIdsByPath: numbers(
      (
        await client.http.GET("/dapi/v1/orderDetails", {
          params: { query: { orderIds: [id(1)] } },
        })
      ).data ?? [],
    ),
    hidden: numbers(await client.listOrderDetails({ hidden: true })),
    leverage: numbers(await client.listOrderDetails({ leverage: 9 })),
    one: (await client.getOrderDetail({ orderId: id(2) })).parentId,
    none: await client
      .getOrderDetail({ orderId: id(3) })
      .catch(({ code }: { code: number }) => code),
    at: [
      (await client.getOrderDetailAt(at)).orderId,
      inPath.data?.orderId,
      inPathThroughMiddleware.data?.orderId,
    ],
    notAt: await reasonOf(client.getOrderDetailAt({ symbol: "ETHUSD_PERP", orderId: id(1) })),
    up: await reasonOf(client.getOrderDetailAt({ symbol: "..", orderId: id(1) })),
    // @ts-expect-error -- every part of the path has to be given
    half: await reasonOf(client.getOrderDetailAt({ symbol: "ETHUSD_PERP" })),
    // @ts-expect-error -- an id is a string of digits
    rounded: await reasonOf(client.getOrderDetailAt({ symbol: "ETHUSD_PERP", orderId: 2 ** 60 })),
    linked,
    requested: exchange.requests.filter(({ path }) => path.includes("orderDetail/")).length,
    byPath: numbers(byPath.data ?? []),
    throughMiddleware: numbers(throughMiddleware.data ?? []),
    fee,
    unknown,
    wrong: await client
      // @ts-expect-error -- a list is no single value
      .listOrderDetails({ symbols: "ETHUSD_PERP" })
      .catch(({ name }: Error) => name),
  }),
);
