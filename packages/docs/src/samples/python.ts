// The call in Python, with nothing but its standard library.
import type { Call } from "./call.ts";
import type { Messages } from "../i18n.ts";

export function pythonSample(call: Call, { comments }: Messages["samples"]): string {
  const { method, address, baseUrl, baseUrlName, keyHeader, timestamp, signature } = call;
  const modules = ["json", "os", "sys"];
  if (signature) modules.push("hashlib", "hmac");
  if (timestamp) modules.push("time");
  const options = [
    ...(keyHeader ? [`headers={"${keyHeader}": os.environ["BINANCE_API_KEY"]}`] : []),
    ...(method === "GET" ? [] : [`method="${method}"`]),
  ];
  return [
    ...modules.toSorted().map((name) => `import ${name}`),
    "from urllib.error import HTTPError",
    "from urllib.parse import urlencode",
    "from urllib.request import Request, urlopen",
    "",
    `base_url = os.environ.get("${baseUrlName}") or "${baseUrl}"`,
    "parameters = {",
    ...call.parameters.map(({ name, value }) => `    "${name}": ${JSON.stringify(value)},`),
    ...(timestamp ? [`    "${timestamp}": int(time.time() * 1000),`] : []),
    "}",
    "query = urlencode(parameters)",
    ...(signature
      ? [
          `# ${comments.signed}`,
          `secret = os.environ["BINANCE_API_SECRET"].encode()`,
          "signature = hmac.new(secret, query.encode(), hashlib.sha256).hexdigest()",
        ]
      : []),
    "request = Request(",
    `    f"{base_url}${address}?{query}${signature ? `&${signature}={signature}` : ""}",`,
    ...options.map((option) => `    ${option},`),
    ")",
    "try:",
    "    with urlopen(request, timeout=10) as response:",
    `        data = json.load(response)  # ${comments.longIdsInPython}`,
    "except HTTPError as error:",
    `    sys.exit(f"{error.code}: {error.read().decode()}")`,
    "print(json.dumps(data, indent=2))",
    "",
  ].join("\n");
}
