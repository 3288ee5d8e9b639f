// The plugins of size-limit have no types. They are lists of steps; size-limit's own types take them for functions.
declare module "@size-limit/*" {
  const steps: (() => unknown)[];
  export default steps;
}
