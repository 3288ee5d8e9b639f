// Every sample of an operation: whole programs that make the call, made from what its description says.
import type { Language } from "@open-orders/specs";
import type { OperationView } from "../reference.ts";
import { type Call, callOf } from "./call.ts";
import { curlSample } from "./curl.ts";
import { goSample } from "./go.ts";
import { pythonSample } from "./python.ts";
import { pathSample, sdkSample } from "./typescript.ts";
import { fill } from "../fill.ts";
import { type Messages, messages } from "../i18n.ts";
import { namesInCode } from "../words.ts";

export interface Sample {
  /** Unique within an operation. */
  id: "curl" | "sdk" | "path" | "python" | "go";
  label: string;
  /** As the highlighter calls the language; also how its files end. */
  lang: "sh" | "ts" | "py" | "go";
  code: string;
  /** What it needs to run, in CommonMark. */
  needs: string;
}

/** In the order of the tabs. Throws a DocsError when the description has too little to make a call of. */
export function samplesOf(operation: OperationView, language: Language): Sample[] {
  const call = callOf(operation);
  const words = messages[language].samples;
  const { needs } = words;
  const forClient = clientNeeds(call, messages[language]);
  return [
    {
      id: "curl",
      label: "curl",
      lang: "sh",
      code: curlSample(call),
      needs: call.signature === undefined ? needs.curl : needs.curlSigned,
    },
    {
      id: "sdk",
      label: "TypeScript",
      lang: "ts",
      code: sdkSample(call, words),
      needs: forClient,
    },
    {
      id: "path",
      label: words.byPath,
      lang: "ts",
      code: pathSample(call, words),
      needs: forClient,
    },
    {
      id: "python",
      label: "Python",
      lang: "py",
      code: pythonSample(call, words),
      needs: needs.python,
    },
    { id: "go", label: "Go", lang: "go", code: goSample(call, words), needs: needs.go },
  ];
}

/** A client takes a key and a signer whatever it calls, so its samples read what the call itself may not need. */
function clientNeeds({ needed }: Call, texts: Messages): string {
  const { typescript, clientOptions } = texts.samples.needs;
  const unused = ["BINANCE_API_KEY", "BINANCE_API_SECRET"].filter((name) => !needed.includes(name));
  if (unused.length === 0) return typescript;
  return `${typescript} ${fill(clientOptions, { variables: namesInCode(texts, unused) })}`;
}

/** What the mock exchange returns to the samples: its demo account has the described examples. */
export function responseTo(operation: OperationView): string | undefined {
  const { inPath, parameters } = callOf(operation);
  const sent = [...inPath, ...parameters];
  const bodies = operation.responses
    .filter(({ success }) => success)
    .flatMap(({ examples }) => examples.map(({ text }) => JSON.parse(text) as unknown));
  const lists = bodies.filter((body) => Array.isArray(body));
  const [longest] = lists.toSorted((a, b) => b.length - a.length);
  if (!longest) return bodies.length > 0 ? JSON.stringify(bodies[0], null, 2) : undefined;
  const wanted = operation.parameters.flatMap(({ name, type, filter }) => {
    const value = sent.find((one) => one.name === name)?.value;
    if (filter?.keep !== "equal" || value === undefined) return [];
    // A list is sent as JSON, and selects what any of its values selects.
    const values = type.items ? [JSON.parse(value) as unknown].flat().map(String) : [value];
    return [{ field: filter.field, values }];
  });
  const kept = longest.filter((item: Record<string, unknown>) =>
    wanted.every(({ field = "", values }) => values.includes(String(item[field]))),
  );
  return JSON.stringify(kept, null, 2);
}
