// Modules of Node, where there are any. They are asked for at run time, so that a bundle for browsers has nothing
// of Node in it.

type Builtins = {
  "node:crypto": typeof import("node:crypto");
  "node:http": typeof import("node:http");
};

/** The module; undefined in browsers and before Node 20.16. */
export function builtin<Name extends keyof Builtins>(name: Name): Builtins[Name] | undefined {
  const runtime = (globalThis as { process?: typeof process }).process;
  return runtime?.getBuiltinModule?.(name);
}
