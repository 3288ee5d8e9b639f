// Pagefind's own box and its styles; see plugin.ts.
declare module "virtual:pagefind-box" {
  export const PagefindUI: new (options: object) => unknown;
}
declare module "virtual:pagefind-box.css?inline" {
  const styles: string;
  export default styles;
}
