// What the signature debugger reads from commands, request lines and text copied with its surroundings. Each of them
// carries the right signature, made by Node's own crypto over a literal text.
import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { diagnoseSignature } from "../src/tryIt/diagnoseSignature.ts";

const names = { timestamp: "timestamp", signature: "signature", keyHeader: "X-MBX-APIKEY" };
const secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
const hmac = (text: string): string => createHmac("sha256", secret).update(text).digest("hex");
const diagnose = (query: string, signature = "") =>
  diagnoseSignature({ query, secret, signature }, names);

const host = "dapi.binance.com/dapi/v1/order";
const address = `https://${host}`;
const payload = "symbol=BTCUSD_PERP&recvWindow=5000&timestamp=1700000000123";
const signed = `${payload}&signature=${hmac(payload)}`;
const url = `${address}?${signed}`;

test.each([
  ["a body alone", `curl -X POST '${address}' -d '${signed}'`],
  ["-G", `curl -G ${address} -d '${signed}'`],
  ["-G in a cluster of options", `curl -sSG ${address} -d'${signed}'`],
  ["double quotes", `"${url}"`],
  ["single quotes", `'${url}'`],
  ["curl.exe", `curl.exe "${url}"`],
  [
    "cmd, as Chrome copies it",
    `curl ^"${url.replaceAll("&", "^&").replace("?", "^?")}^" ^\r\n  -H ^"accept: */*^" ^\r\n  -H ^"sec-ch-ua: ^\\^"Chrome^\\^";v=^\\^"1^\\^"^"`,
  ],
  ["cmd, by hand", `curl "${url}" ^\r\n  -H "accept: */*"`],
  ["a prompt", `$ curl "${url}"`],
  ["a prompt with a path", `PS C:\\Users\\me> curl.exe "${url}"`],
  ["a line that goes on", `curl\\\n  -H 'X-MBX-APIKEY: k' \\\n  '${url}'`],
  ["sh, as Chrome copies it", `curl $'${url.replace("_", "\\u005f")}' -H $'a: it\\'s'`],
  ["a line that goes on in PowerShell", `curl.exe \`\n  -H "X-MBX-APIKEY: k" \`\n  "${url}"`],
  ["Invoke-WebRequest", `Invoke-WebRequest -Uri "${url}" -Headers @{"X-MBX-APIKEY"="k"}`],
  ["PowerShell's alias", `curl -Uri ${address} -Method POST -Body "${signed}"`],
  ["a body in PowerShell", `irm ${address} -Method POST -Body "${signed}"`],
  ["a request line", `GET /dapi/v1/order?${signed} HTTP/1.1`],
  ["a request", `POST /dapi/v1/order HTTP/1.1\r\nHost: dapi.binance.com\r\n\r\n${signed}`],
  ["no scheme", `curl '${host}?${signed}'`],
  ["another URL before it", `curl -H 'Referer: https://example.com/?x=1' '${url}'`],
  ["other URLs in options", `curl -x http://127.0.0.1:1/?a=b -e https://c.d/?e=f '${url}'`],
  ["--url", `curl --url '${url}' --max-time 5`],
  ["what follows a pipe", `curl -s '${url}' 2>&1 | cut -d '"' -f 4`],
])("matches with %s", async (_, pasted) => {
  expect(await diagnose(pasted)).toMatchObject({ verdict: "match", mistakes: [], payload });
});

test.each([
  ["several -d", "-d symbol=A -d 'timestamp=1' --data-raw x=@", "symbol=A&timestamp=1&x=@"],
  [
    "what is encoded",
    '-d timestamp=1 --data-urlencode "a=O\'N b(&"',
    "timestamp=1&a=O%27N+b%28%26",
  ],
  ["values without a name", "-d timestamp=1 --data-urlencode '=a&b'", "timestamp=1&a%26b"],
  ["a caret before a quote", "-d 'timestamp=1&a=^\"b'", 'timestamp=1&a=^"b'],
  ["escaped quotes", '--data-raw "timestamp=1&a=\\"\\$b\\""', 'timestamp=1&a="$b"'],
])("joins %s as curl does", async (_, data, body) => {
  const { payload: read } = await diagnose(`curl ${address} ${data}`, "00");
  expect(read).toBe(body);
  const { payload: joined } = await diagnose(`curl -G ${data} '${address}?first=0#top'`, "00");
  expect(joined).toBe(`first=0&${body}`);
});

test("a JSON body is signed as it stands, and not what the exchange reads", async () => {
  const json = '{"symbol":"A","timestamp":1700000000123}';
  const command = `curl -X POST '${address}' -H 'Content-Type: application/json' -d '${json}'`;
  expect(await diagnose(command, hmac(json))).toMatchObject({
    verdict: "match",
    mistakes: ["json-sent"],
    payload: json,
  });
});

test.each([
  ["the query", "symbol=A&timestamp=1"],
  ["the body", "x=1"],
])("finds that %s alone was signed", async (_, text) => {
  const command = `curl '${address}?symbol=A&timestamp=1' -d 'x=1'`;
  expect((await diagnose(command, hmac(text))).mistakes).toEqual(["part-unsigned"]);
});

test.each([
  ["code", `fetch("${url}", { method: "GET" })`],
  ["an assignment", `url = "${url}"`],
  ["a line of a log", `"GET /dapi/v1/order?${signed} HTTP/1.1" 400 37`],
  ["more behind the signature", `${url} returned 400`],
  ["a variable", `curl "${address}?$query&signature=$signature"`],
  ["another command", `curl '${address}?timestamp='$(date +%s)000`],
  ["a file", `curl ${address} -d @body.txt`],
  ["a file to encode", `curl ${address} --data-urlencode a@body.txt`],
  ["what -G rewrites", `curl -G ${address} -d 'timestamp=1&a=%2F'`],
  ["a form", `curl ${address} -F timestamp=1`],
  ["an & outside of quotes", `curl ${url}`],
  ["an open quote", `curl '${url}`],
  ["no URL", "curl -s"],
  ["a hash table", `irm ${address} -Body @{ timestamp = 1 }`],
])("says that it cannot read %s", async (_, pasted) => {
  expect(await diagnose(pasted, hmac("timestamp=1"))).toEqual({
    verdict: "unreadable",
    mistakes: [],
    payload: "",
    expected: "",
  });
});
