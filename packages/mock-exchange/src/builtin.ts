// Node's built-in modules, loaded at run time, so that a bundle for browsers imports nothing of Node.

type Builtins = {
  "node:crypto": typeof import("node:crypto");
  "node:http": typeof import("node:http");
};

/** The module; undefined in browsers and before Node 20.16. */
export function builtin<Name extends keyof Builtins>(name: Name): Builtins[Name] | undefined {
  const runtime = (globalThis as { process?: typeof process }).process;
  return runtime?.getBuiltinModule?.(name);
}
