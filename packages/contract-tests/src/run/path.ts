// Paths with parameters in them, such as `/orders/{orderId}`.

/** The path with its parameters filled in, percent-encoded. */
export function fillPath(path: string, parameters: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{([^}]*)\}/gu, (_all, name: string) =>
    encodeURIComponent(parameters[name] ?? ""),
  );
}

/** An address that ends in such a path, split where the path begins; undefined where it does not. */
export function splitAddress(
  address: string,
  path: string,
): { readonly base: string; readonly path: string } | undefined {
  const pattern = path
    .split(/\{[^}]*\}/u)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`))
    .join("[^/]+");
  const found = new RegExp(`^(.*?)(${pattern})$`, "u").exec(address);
  return found ? { base: found[1] ?? "", path: found[2] ?? "" } : undefined;
}
