// The names that the client has for what a description says.

/** `coin-m-futures` → `CoinMFutures`, `listOpenOrders` → `ListOpenOrders`. */
function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|-)(.)/gu, (_, letter: string) => letter.toUpperCase());
}

/** `coin-m-futures` → `CoinMFuturesClient`: the type of an API's client. */
export function clientName(api: string): string {
  return `${pascalCase(api)}Client`;
}

/** `coin-m-futures` → `createCoinMFuturesClient`: the function that makes an API's client. */
export function clientFactoryName(api: string): string {
  return `create${clientName(api)}`;
}

/** `coin-m-futures` → `CoinMFuturesOpenOrder`: the type of an open order of any list of an API's account. */
export function openOrderName(api: string): string {
  return `${pascalCase(api)}OpenOrder`;
}

/** `listOpenOrders` → `ListOpenOrdersParameters`: the type of an operation's parameters. */
export function parametersName(operationId: string): string {
  return `${pascalCase(operationId)}Parameters`;
}

/** `coin-m-futures` → `CoinMFuturesPaths`: the type of an API's paths, as openapi-fetch takes it. */
export function pathsName(api: string): string {
  return `${pascalCase(api)}Paths`;
}

/** `CoinMOpenOrder`, `status` → `CoinMOpenOrderStatus`: the type of a field with known values. */
export function fieldName(schema: string, field: string): string {
  return `${schema}${pascalCase(field)}`;
}
