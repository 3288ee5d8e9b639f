// Calls the example endpoint with the client that was built for it, over HTTP, and prints what comes back.
// newEndpoint.test.ts puts it into its copy of the repository, and nothing here compiles anywhere else.
import { createCoinMFuturesClient, hmac } from "@open-orders/client";
import type { CoinMOrder, ListAllOrdersParameters } from "@open-orders/client";
import { createMockExchange, demoAccount } from "@open-orders/mock-exchange";

// Sixty orders, a second apart. As numbers, all their ids would be the same.
const { apiKey, secret } = demoAccount;
const signer = hmac(secret);
const { fetch } = createMockExchange();
const [filled] = await createCoinMFuturesClient({ apiKey, signer, fetch }).listAllOrders();
const orders = Array.from({ length: 60 }, (_, index) => ({
  ...filled,
  orderId: String(8_389_765_489_680_951_400n + BigInt(index)),
  symbol: index % 10 === 0 ? "ETHUSD_PERP" : "BTCUSD_PERP",
  time: 1_768_412_800_000 + index * 1000,
}));

const exchange = createMockExchange({
  accounts: [{ ...demoAccount, orders: { listAllOrders: orders } }],
});
const server = await exchange.listen();
const client = createCoinMFuturesClient({ apiKey, signer, baseUrl: server.url });
const stranger = createCoinMFuturesClient({ apiKey, signer: hmac("no"), baseUrl: server.url });

/** The ids that a call returns, and what it weighed. */
async function ask(
  parameters: ListAllOrdersParameters,
): Promise<{ ids: string[]; weight: number }> {
  const listed: CoinMOrder[] = await client.listAllOrders(parameters);
  return {
    ids: listed.map(({ orderId }) => orderId),
    weight: exchange.requests.at(-1)?.weight ?? 0,
  };
}

async function messageOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "no error",
    (error: Error) => error.message,
  );
}

const byPath = await client.http.GET("/dapi/v1/allOrders", {
  params: { query: { orderId: "8389765489680951459" } },
});

console.log(
  JSON.stringify({
    nothing: await ask({}),
    equal: await ask({ symbol: "ETHUSD_PERP" }),
    from: await ask({ orderId: "8389765489680951457" }),
    until: await ask({ endTime: 1_768_412_801_000 }),
    first: await ask({ limit: 3 }),
    byPath: byPath.data?.map(({ orderId }) => orderId),
    // @ts-expect-error -- a misspelt parameter does not compile
    misspelt: await messageOf(client.listAllOrders({ simbol: "BTCUSD_PERP" })),
    // @ts-expect-error -- an id is a string of digits: a number would have lost some
    rounded: await messageOf(client.listAllOrders({ orderId: 2 ** 60 })),
    // @ts-expect-error -- the client sends this by itself
    filled: await messageOf(client.listAllOrders({ timestamp: 1 })),
    rejected: await messageOf(stranger.listAllOrders({ symbol: "BTCUSD_PERP" })),
  }),
);
await server.close();
