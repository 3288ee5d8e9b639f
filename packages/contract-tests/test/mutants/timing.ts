// Exchanges whose sense of time is wrong.
import { createMockTarget } from "../../src/run/mockTarget.ts";
import { described, nameOf, rewriting, whereChanged } from "./mutant.ts";
import type { Mutant, Mutants } from "./mutant.ts";

const windowName = "recvWindow";

export const timingMutants: Mutants = (operation) => {
  const { timestamp } = operation;
  if (!timestamp) return [];
  const shifted = (ms: number): Mutant["target"] => {
    return async () => {
      const target = await createMockTarget();
      const clock = target.clock && {
        ...target.clock,
        now: () => (target.clock?.now("") ?? 0) - ms,
      };
      return { ...target, ...(clock && { clock }) };
    };
  };
  const window = operation.parameters.find(({ name }) => name === windowName);
  const widened = (keyword: string, by: number): Mutant["target"] =>
    described(operation, window?.schemaNode?.at(keyword), (holder, key) => {
      holder[key] = Number(holder[key]) + by;
    });
  return [
    {
      name: "has a clock 1 ms fast",
      breaks: [
        "timing: as old as the default window (raw)",
        `timing: ${timestamp.name} 1000 ms ahead (raw)`,
      ],
      target: shifted(1),
    },
    {
      name: "has a clock 1 ms slow",
      breaks: [
        "timing: 1 ms older than the default window (raw)",
        `timing: ${timestamp.name} 999 ms ahead (raw)`,
      ],
      target: shifted(-1),
    },
    {
      name: "has a default window 1 ms longer",
      breaks: ["timing: 1 ms older than the default window (raw)"],
      alone: true,
      target: widened("default", 1),
    },
    {
      name: "has a default window 1 ms shorter",
      breaks: ["timing: as old as the default window (raw)"],
      alone: true,
      target: widened("default", -1),
    },
    {
      name: "has a maximum window 1 ms longer",
      breaks: [`parameters: ${windowName} above maximum (raw)`],
      alone: true,
      target: widened("maximum", 1),
    },
    {
      name: "has a maximum window 1 ms shorter",
      breaks: [`parameters: ${windowName} at maximum (raw)`],
      alone: true,
      target: widened("maximum", -1),
    },
    {
      name: "takes a window below nothing",
      breaks: [`parameters: ${windowName} below minimum (raw)`],
      target: widened("minimum", -1),
    },
    {
      name: "takes no window of nothing",
      breaks: [
        `parameters: ${windowName} at minimum (raw)`,
        "timing: as old as the minimum window (raw)",
      ],
      target: widened("minimum", 1),
    },
    {
      name: "knows no windows but the default",
      breaks: [
        "timing: as old as the maximum window (raw)",
        "timing: 1 ms older than the minimum window (raw)",
      ],
      target: rewriting(
        operation,
        whereChanged((parts) => parts.filter((part) => nameOf(part) !== windowName)),
      ),
    },
    {
      name: "needs no timestamp",
      breaks: ["timing: no timestamp (raw)"],
      target: described(operation, timestamp.node.at("required"), (holder, key) => {
        holder[key] = false;
      }),
    },
  ];
};
