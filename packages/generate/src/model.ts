// The reader of the descriptions, as source: it stands in specs, whose package is built from what this one generates.
export * from "../../../specs/model/index.ts";
