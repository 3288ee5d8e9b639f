// The example endpoint, and others that use every construct of the supported subset, in a copy of the repository.
import type { Copy } from "../../copyRepository.ts";

/** The description that gets them. */
export const api = "specs/coin-m-futures";
const constructPaths = {
  getOrderDetailAt: "/dapi/v1/orderDetail/{symbol}/{orderId}",
  listOrderDetails: "/dapi/v1/orderDetails",
  getOrderDetail: "/dapi/v1/orderDetail",
};
/** Their operationIds. */
export const added = ["listAllOrders", ...Object.keys(constructPaths)];
/** The site is built for a folder of a host, as GitHub Pages serves it. */
export const base = "/some/folder";
export const site = "https://docs.example";

/** Compiles and runs a program of newEndpoint/ in the copy, and returns what it prints. */
export async function runProgram(copy: Copy, name: string): Promise<string> {
  await copy.write("scripts/call.ts", await copy.read(`scripts/test/newEndpoint/${name}`));
  const config = { extends: "./tsconfig.json", include: ["call.ts"] };
  await copy.write("scripts/tsconfig.call.json", JSON.stringify(config));
  await copy.node("node_modules/typescript/bin/tsc", "--project", "scripts/tsconfig.call.json");
  return copy.node("scripts/call.ts");
}

/** Puts all of them into a copy. */
export async function addEndpoints(copy: Copy): Promise<void> {
  await addEndpoint(copy);
  await addConstructs(copy);
}

/** All that a person who adds the endpoint does: what CONTRIBUTING says, to the letter. */
async function addEndpoint(copy: Copy): Promise<void> {
  const [, section = ""] = (await copy.read("CONTRIBUTING.md")).split(/^### .* written already$/m);
  const block = (language: string): string =>
    new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "m").exec(section)?.[1] ?? "";
  await copy.shell(block("sh"));
  const description = await copy.read(`${api}/openapi.yaml`);
  const extended = description.replace(/^paths:\n(?: .*\n)+/m, (paths) => paths + block("yaml"));
  await copy.write(`${api}/openapi.yaml`, extended);
}

/** Endpoints with every construct of the supported subset, before those that are described already. */
async function addConstructs(copy: Copy): Promise<void> {
  const constructs = "scripts/test/newEndpoint/constructs";
  await copy.shell(`
    for id in ${Object.keys(constructPaths).join(" ")}; do cp ${constructs}/$id.yaml ${api}/paths/; done
    cat ${constructs}/error-codes.yaml >> specs/common/error-codes.yaml
    sed 's/^./  &/' ${constructs}/zh-CN.actions.yaml >> ${api}/zh-CN.overlay.yaml
  `);
  const paths = Object.entries(constructPaths).map(
    ([id, path]) => `  ${path}: { $ref: paths/${id}.yaml#/path }\n`,
  );
  const description = await copy.read(`${api}/openapi.yaml`);
  await copy.write(
    `${api}/openapi.yaml`,
    description.replace(/^paths:\n/m, (line) => line + paths.join("")),
  );
}

/** What turbo does for the packages, in its order. */
export async function build(copy: Copy): Promise<void> {
  await copy.script("specs", "generate");
  const client = async (): Promise<void> => {
    await copy.script("packages/client", "generate");
    await copy.script("packages/client", "build");
  };
  const built = [client(), copy.script("packages/mock-exchange", "build")];
  // All of them have to end before the copy can be removed, so one that fails does not end the wait.
  await Promise.allSettled(built);
  await Promise.all(built);
  await copy.script("packages/contract-tests", "build");
  await copy.script("packages/cli", "build");
  await copy.shell(`cd packages/docs && BASE=${base} SITE=${site} node build.ts`);
}
