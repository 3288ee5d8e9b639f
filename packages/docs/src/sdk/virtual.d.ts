// The public API of the packages, by entry point; see plugin.ts.
declare module "virtual:sdk" {
  import type { ApiItem } from "./extract.ts";
  const api: Record<"client" | "mock", Record<string, ApiItem[]>>;
  export default api;
}
