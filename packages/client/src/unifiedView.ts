// What `listAllOpenOrders` and `watchOpenOrders` load when they are first called: one module for both.
export { listAllOpenOrders } from "./openOrders.ts";
export { watchOpenOrders } from "./watch.ts";
