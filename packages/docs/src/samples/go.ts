// The call in Go, with nothing but its standard library.
import type { Call } from "./call.ts";
import type { Messages } from "../i18n.ts";

const whenWrong = ["\tif err != nil {", "\t\tlog.Fatal(err)", "\t}"];

/** GET → `http.MethodGet`. */
const verb = (method: string): string =>
  `http.Method${method.charAt(0)}${method.slice(1).toLowerCase()}`;

export function goSample(call: Call, { comments }: Messages["samples"]): string {
  const { method, address, baseUrl, baseUrlName, needed, keyHeader, timestamp, signature } = call;
  const packages = ["encoding/json", "errors", "io", "log", "net/http", "net/url", "os", "time"];
  if (signature) packages.push("crypto/hmac", "crypto/sha256", "encoding/hex");
  if (timestamp) packages.push("strconv");
  return [
    "package main",
    "",
    "import (",
    ...packages.toSorted().map((name) => `\t"${name}"`),
    ")",
    "",
    "func main() {",
    "\tlog.SetFlags(0)",
    ...(needed.length > 0
      ? [
          `\tfor _, name := range []string{${needed.map((name) => `"${name}"`).join(", ")}} {`,
          `\t\tif os.Getenv(name) == "" {`,
          '\t\t\tlog.Fatal(name, " is not set")',
          "\t\t}",
          "\t}",
        ]
      : []),
    `\tbaseURL := os.Getenv("${baseUrlName}")`,
    `\tif baseURL == "" {`,
    `\t\tbaseURL = "${baseUrl}"`,
    "\t}",
    `\trequest, err := http.NewRequest(${verb(method)}, baseURL+"${address}", nil)`,
    ...whenWrong,
    ...(keyHeader ? [`\trequest.Header.Set("${keyHeader}", os.Getenv("BINANCE_API_KEY"))`] : []),
    "",
    "\tparameters := url.Values{}",
    ...call.parameters.map(
      ({ name, value }) => `\tparameters.Set("${name}", ${JSON.stringify(value)})`,
    ),
    ...(timestamp
      ? [`\tparameters.Set("${timestamp}", strconv.FormatInt(time.Now().UnixMilli(), 10))`]
      : []),
    "\tquery := parameters.Encode()",
    ...(signature
      ? [
          `\t// ${comments.signed}`,
          `\tmac := hmac.New(sha256.New, []byte(os.Getenv("BINANCE_API_SECRET")))`,
          "\tmac.Write([]byte(query))",
          `\tquery += "&${signature}=" + hex.EncodeToString(mac.Sum(nil))`,
        ]
      : []),
    "\trequest.URL.RawQuery = query",
    "",
    "\tclient := http.Client{Timeout: 10 * time.Second}",
    "\tresponse, err := client.Do(request)",
    "\tif err != nil {",
    `\t\tlog.Fatal(errors.Unwrap(err)) // ${comments.unwrapped}`,
    "\t}",
    "\tdefer response.Body.Close()",
    "\tif response.StatusCode != http.StatusOK {",
    "\t\tbody, _ := io.ReadAll(response.Body)",
    `\t\tlog.Fatalf("%s: %s", response.Status, body)`,
    "\t}",
    "",
    "\tdecoder := json.NewDecoder(response.Body)",
    `\tdecoder.UseNumber() // ${comments.longIdsInGo}`,
    "\tvar data any",
    "\tif err := decoder.Decode(&data); err != nil {",
    "\t\tlog.Fatal(err)",
    "\t}",
    "\tencoder := json.NewEncoder(os.Stdout)",
    `\tencoder.SetIndent("", "  ")`,
    "\tif err := encoder.Encode(data); err != nil {",
    "\t\tlog.Fatal(err)",
    "\t}",
    "}",
    "",
  ].join("\n");
}
