// A CommonJS program with the packed client.
"use strict";

const { createCoinMFuturesClient, hmac, ApiError } = require("@open-orders/client");
const { createValidator } = require("@open-orders/client/validate");

async function main() {
  const client = createCoinMFuturesClient({
    apiKey: "key",
    signer: hmac("secret"),
    fetch: () => Promise.resolve(new Response('[{"orderId":8389765489680951453}]')),
  });
  const [order] = await client.listOpenOrders();
  const imported = await import("@open-orders/client");
  const oneCopy = imported.ApiError === ApiError;
  console.log(JSON.stringify({ ...order, oneCopy, validate: typeof createValidator }));
}

void main();
