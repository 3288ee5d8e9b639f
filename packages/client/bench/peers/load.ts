// Loads a peer from this folder's own node_modules. Its name is not written in the import, so that the
// types of this package do not depend on what only the benchmark installs.

export async function load<T>(name: string): Promise<T> {
  return (await import(name)) as T;
}
