// What a rehearsal says of a project in which something goes wrong. The programs are played.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { useIn } from "./consumers.ts";
import type { Supplies } from "./consumers.ts";
import type { Programs } from "./programs.ts";

const root = resolve(import.meta.dirname, "../..");
const tarball = {
  manifest: { name: "@open-orders/client", version: "1.2.3" },
  files: new Map<string, Buffer>(),
  packedSize: 1,
  integrity: "sha512-abc==",
};
const orders = "24684460474: SELL 100 contracts at 94120.5\n";

let folder: string;
let told: { command: string; env: NodeJS.ProcessEnv }[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "open-orders-consumers-"));
  told = [];
});
afterEach(() => rm(folder, { recursive: true }));

type Answers = readonly (readonly [command: RegExp, answer: string | Error])[];

/** Programs that do as they should, but for those that are told otherwise. */
function play(answers: Answers): Programs {
  const asPlanned: Answers = [
    [/^npm install/, ""],
    [/ --version$/, "11.0.0\n"],
    [/ --project /, ""],
    [/esbuild/, ""],
    [/open-orders-contract/, "48 kept, 0 broken, 0 skipped"],
    [/^node \S+$/, orders],
  ];
  return {
    run: async (file, args, { cwd, env }) => {
      const command = [file, ...args].join(" ");
      told.push({ command, env });
      if (args[0] === "install")
        await writeFile(join(cwd, "package-lock.json"), `{ "integrity": "${tarball.integrity}" }`);
      const answer = [...answers, ...asPlanned].find(([pattern]) => pattern.test(command))?.[1];
      if (typeof answer !== "string") throw answer ?? new Error(`unforeseen: ${command}`);
      return answer;
    },
    serve: async (...[, , , ready]) => {
      const match = ready.exec("listens on http://127.0.0.1:1\nKey:    key\nSecret: secret\n");
      if (!match) throw new Error("unforeseen");
      return match;
    },
    stop: async () => {},
  };
}

function use(answers: Answers = [], changed: Partial<Supplies> = {}) {
  return useIn("npm", {
    root,
    folder,
    registry: "http://127.0.0.1:4873/",
    otherRegistry: "https://registry.example/",
    tarballs: [tarball],
    programs: play(answers),
    fileOf: (manager) => manager,
    openEnv: { HOME: "/home/somebody" },
    closedEnv: {},
    ...changed,
  });
}

test("a project reads our packages from the registry, and others where the person does", async () => {
  expect(await use()).toEqual({
    cells: ["npm 11.0.0", "TypeScript 5", "TypeScript 7", "TypeScript 7", "ok", "ok"],
    broken: [],
  });
  expect(await readFile(join(folder, "npm/.npmrc"), "utf8")).toBe(
    "registry=https://registry.example/\n@open-orders:registry=http://127.0.0.1:4873/\n",
  );
  expect(JSON.parse(await readFile(join(folder, "npm/package.json"), "utf8"))).toMatchObject({
    dependencies: { "@open-orders/client": "1.2.3" },
  });
  const installs = told.filter(({ env }) => "HOME" in env).map(({ command }) => command);
  expect(installs.map((command) => command.split(" ", 2).join(" "))).toEqual([
    "npm install",
    "npm --version",
  ]);
});

test.each([
  [
    "a compiler complains",
    [
      [
        /--project tsconfig\.bundler\.json/,
        new Error("firstCall.ts(2,1): error TS2307: no module"),
      ],
    ],
    ["npm 11.0.0", "TypeScript 5", "BROKEN", "TypeScript 7", "ok", "ok"],
    ["npm: bundler with TypeScript 7: firstCall.ts(2,1): error TS2307: no module"],
  ],
  [
    "a program fails",
    [[/^node CommonJS/, new Error("ERR_REQUIRE_ESM\nat line 1")]],
    ["npm 11.0.0", "TypeScript 5", "TypeScript 7", "BROKEN", "ok", "ok"],
    ["npm: CommonJS with TypeScript 7: ERR_REQUIRE_ESM"],
  ],
  [
    "a program prints no orders",
    [[/inProcess/, ""]],
    ["npm 11.0.0", "TypeScript 5", "TypeScript 7", "TypeScript 7", "BROKEN", "ok"],
    ['npm: createMockExchange: printed "" in place of orders'],
  ],
  [
    "programs print different orders",
    [[/inProcess/, orders.replace("94120.5", "94120.50")]],
    ["npm 11.0.0", "TypeScript 5", "TypeScript 7", "TypeScript 7", "ok", "ok"],
    ["npm: the programs were shown different orders"],
  ],
  [
    "a contract is broken",
    [[/open-orders-contract/, "47 kept, 1 broken, 0 skipped"]],
    ["npm 11.0.0", "TypeScript 5", "TypeScript 7", "TypeScript 7", "ok", "BROKEN"],
    ["npm: open-orders-contract: not every promise is kept"],
  ],
  [
    "nothing can be installed",
    [[/^npm install/, new Error("npm warn old\nnpm error 404 Not Found")]],
    ["npm", "–", "–", "–", "–", "–"],
    ["npm: installs: npm error 404 Not Found"],
  ],
] satisfies [string, Answers, string[], string[]][])("%s", async (_, answers, cells, broken) => {
  expect(await use(answers)).toEqual({ cells, broken });
});

test("a mock exchange that does not start is not replaced by the exchange itself", async () => {
  const programs: Programs = {
    ...play([]),
    serve: async () => {
      throw new Error("SyntaxError: Unexpected token");
    },
  };
  expect(await use([], { programs })).toEqual({
    cells: ["npm", "–", "–", "–", "–", "–"],
    broken: ["npm: starts open-orders-mock: SyntaxError: Unexpected token"],
  });
  expect(told.filter(({ command }) => command.startsWith("node"))).toEqual([]);
});

test("another tarball than the one that was checked is installed", async () => {
  const other = { ...tarball, integrity: "sha512-def==" };
  expect(await use([], { tarballs: [other] })).toEqual({
    cells: ["npm", "–", "–", "–", "–", "–"],
    broken: ["npm: installs: @open-orders/client is not the one that was just published"],
  });
});
