import { expect, test } from "vitest";
import { clientFactoryName, clientName, parametersName } from "../../model/index.ts";

test("an API's client and its factory are named after the API", () => {
  expect(clientName("coin-m-futures")).toBe("CoinMFuturesClient");
  expect(clientFactoryName("portfolio-margin")).toBe("createPortfolioMarginClient");
});

test("an operation's parameters are named after the operation", () => {
  expect(parametersName("listOpenOrders")).toBe("ListOpenOrdersParameters");
});
