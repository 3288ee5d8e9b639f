// A CommonJS module in TypeScript.
import client = require("@open-orders/client");

const signer: client.Signer = client.hmac("secret");
const coinM: client.CoinMFuturesClient = client.createCoinMFuturesClient({ apiKey: "key", signer });

export = coinM;
