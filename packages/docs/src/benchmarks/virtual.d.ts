// The module that plugin.ts makes.
declare module "virtual:benchmarks" {
  const view: import("./view.ts").BenchmarksView;
  export default view;
}
