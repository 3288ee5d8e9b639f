// Adds synthetic operations to the descriptions in a copy of the repository, until they have a certain number.
import { stringify } from "yaml";
import type { Copy } from "../newEndpoint/copyRepository.ts";
import { describe } from "./describe.ts";
import type { Described } from "./describe.ts";
import { mostOperations } from "./draft.ts";

/** The APIs that take the operations in turns, with the prefix of their paths. */
const apis = [
  { folder: "specs/portfolio-margin", prefix: "/papi/v1" },
  { folder: "specs/coin-m-futures", prefix: "/dapi/v1" },
];

/** Makes the descriptions of a copy have so many operations in all, those it has among them. */
export async function growDescriptions(copy: Copy, operations: number): Promise<void> {
  const texts = apis.map(({ folder }) => copy.read(`${folder}/openapi.yaml`));
  const described = (await Promise.all(texts)).join("").match(/\$ref: paths\//g)?.length ?? 0;
  const added = Array.from({ length: operations - described }, (_, number) => number);
  if (added.length > mostOperations)
    throw new RangeError(`There are names for ${mostOperations + described} operations.`);
  const errorCodes: string[] = [];
  for (const [turn, { folder, prefix }] of apis.entries()) {
    const own = added.filter((number) => number % apis.length === turn);
    const synthetic = own.map((number) => describe(number, prefix));
    for (const { operationId, file } of synthetic)
      await copy.write(`${folder}/paths/${operationId}.yaml`, yaml(file));
    await insert(copy, `${folder}/openapi.yaml`, /^paths:\n/m, synthetic.map(referenceTo).join(""));
    await append(copy, `${folder}/zh-CN.overlay.yaml`, overlayOf(synthetic));
    errorCodes.push(...synthetic.flatMap((one) => codesOf(one)));
  }
  await append(copy, "specs/common/error-codes.yaml", errorCodes.join(""));
}

function referenceTo({ path, operationId }: Described): string {
  return `  ${path}: { $ref: paths/${operationId}.yaml#/path }\n`;
}

function overlayOf(described: readonly Described[]): string {
  const actions = described.flatMap((one) => one.actions);
  return actions.length === 0 ? "" : yaml(actions).replaceAll(/^(?=.)/gm, "  ");
}

function codesOf({ errorCodes }: Described): readonly string[] {
  return Object.keys(errorCodes).length === 0 ? [] : [yaml(errorCodes)];
}

function yaml(value: unknown): string {
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
}

async function insert(copy: Copy, file: string, after: RegExp, text: string): Promise<void> {
  const before = await copy.read(file);
  await copy.write(
    file,
    before.replace(after, (found) => found + text),
  );
}

async function append(copy: Copy, file: string, text: string): Promise<void> {
  await copy.write(file, `${await copy.read(file)}${text}`);
}
