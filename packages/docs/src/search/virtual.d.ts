// Pagefind's own box; see plugin.ts.
declare module "virtual:pagefind-box" {
  export const PagefindUI: new (options: object) => unknown;
}
