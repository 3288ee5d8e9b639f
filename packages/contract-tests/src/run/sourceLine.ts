// Where people find what a bundle says.
import { places } from "@open-orders/specs/places";
import { sourceLocation } from "@open-orders/specs/model";
import type { SourceLocations } from "@open-orders/specs/model";

/**
 * File and line of the YAML, for instance `specs/common/headers.yaml:9`. Of an API that is not among the published
 * ones, name and pointer.
 */
export function sourceLine(api: string, pointer: string): string {
  const locations: Readonly<Record<string, SourceLocations>> = places;
  return sourceLocation(locations[api], pointer) ?? `${api}#${pointer}`;
}
