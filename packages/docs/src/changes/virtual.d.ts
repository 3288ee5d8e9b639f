// The module that plugin.ts makes; null where nothing was released.
declare module "virtual:description-changes" {
  const changes: import("@open-orders/generate/change").Change[] | null;
  export default changes;
}
