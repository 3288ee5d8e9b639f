// Keeps every API's description, in every language, out of what readers download: the mock exchange in a
// page is handed the one it serves, so its default has no use there.

const specs = "@open-orders/specs";

/** In code for the browser, `@open-orders/specs` is empty; when pages are built, it is itself. */
export function mockWithoutSpecs() {
  return {
    name: "mock-without-specs",
    enforce: "pre" as const,
    applyToEnvironment: ({ name }: { name: string }) => name === "client",
    resolveId: (id: string) => (id === specs ? `\0${specs}` : undefined),
    load: (id: string) => (id === `\0${specs}` ? "export const apis = {};" : undefined),
  };
}
