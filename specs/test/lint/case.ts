// What a case of a lint rule says, and the words in which it says it.
import type { Document } from "yaml";
import type { Edit } from "./lintEdited.ts";

/** The smallest breakage of a real description that a rule finds. */
export interface Case extends Edit {
  rule: string;
  /** What is wrong. */
  finds: string;
  /** Where it is found: a place in the edited file, or in another as `file#place`. */
  at: string;
  message: string;
}

export type Path = (string | number)[];

/** The JSON pointer of a path, as a fragment of a URL. */
export const pointer = (path: Path): string =>
  `#${path.map((step) => `/${String(step).replaceAll("/", "~1")}`).join("")}`;

export const remove =
  (...path: Path) =>
  (document: Document) => {
    document.deleteIn(path);
  };

export const set = (path: Path, value: unknown) => (document: Document) => {
  document.setIn(path, document.createNode(value));
};

export const apiFile = "coin-m-futures/openapi.yaml";
export const operationFile = "coin-m-futures/paths/listOpenOrders.yaml";
export const get = ["path", "get"];
/** The examples of what the operation returns. */
export const examples = [...get, "responses", "200", "content", "application/json", "examples"];
export const fieldsOfOrder =
  "avgPrice, clientOrderId, cumBase, executedQty, orderId, origQty, origType, price, reduceOnly, side, positionSide, status, stopPrice, closePosition, symbol, pair, time, timeInForce, type, activatePrice, priceRate, updateTime, workingType, priceProtect, priceMatch, selfTradePreventionMode";
