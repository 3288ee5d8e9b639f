// The module that plugin.ts makes; null where nothing was released.
declare module "virtual:description-changes" {
  const changes: import("./descriptionChanges.ts").DescriptionChange[] | null;
  export default changes;
}
