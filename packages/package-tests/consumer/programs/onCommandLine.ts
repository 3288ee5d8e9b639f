// Runs the program on Node, Bun and Deno: the argument is what it is given, its output what it saw.
import process from "node:process";
import { conform } from "./conform.ts";
import type { Given } from "./conform.ts";

const given: Given = JSON.parse(process.argv[2] ?? "");
console.log(JSON.stringify(await conform(given)));
