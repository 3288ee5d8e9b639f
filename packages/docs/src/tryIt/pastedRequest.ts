// Reads address, query and body of what was pasted: a query, a URL, the first line of a request, or a command.
import { filledIn, shellWords } from "./shellWords.ts";

/** A request as it is sent, percent-encoded. */
export interface PastedRequest {
  /** What stands before the query in a URL, without the question mark; empty where none was pasted. */
  address: string;
  query: string;
  body: string;
}

/** Undefined where what is sent cannot be read from it. */
export function readPastedRequest(pasted: string): PastedRequest | undefined {
  const text = pasted.trim().replace(/^(["'`])(.*)\1$/s, "$2");
  // A prompt may stand before a command.
  const command =
    /^(?:[^\n=?]*[$>#%]\s*)?(curl|Invoke-WebRequest|Invoke-RestMethod|iwr|irm)(?=\.exe|[\s\\`^])/i.exec(
      text,
    );
  if (command) {
    const words = shellWords(text.slice(command[0].length - (command[1]?.length ?? 0)));
    return words && readCommand(words);
  }
  const request = /^[A-Z]+ (\S+)(?: HTTP\/[\d.]+)?(?:\r?\n|$)/.exec(text);
  if (request) {
    const [, body = ""] = text.split(/\r?\n\r?\n(.*)/s);
    return { ...split(request[1] ?? ""), body };
  }
  // What stands before the first `=` is a name: anything else is code, or a line of a log.
  return /^[^\s"'`(){}<>;=]*=/.test(text) ? { ...split(text), body: "" } : undefined;
}

function readCommand(words: string[]): PastedRequest | undefined {
  const isCurl = /^curl/i.test(words[0] ?? "") && !words.some((word) => /^-Uri$/i.test(word));
  const read = isCurl ? readCurl(words.slice(1)) : readPowerShell(words);
  return read && !`${read.address}${read.query}${read.body}`.includes(filledIn) ? read : undefined;
}

function readPowerShell(words: string[]): PastedRequest | undefined {
  const after = (option: RegExp): string | undefined => {
    const at = words.findIndex((word) => option.test(word));
    return at === -1 ? undefined : words[at + 1];
  };
  const url = after(/^-Uri$/i) ?? words.find((word) => /^https?:/i.test(word));
  const body = after(/^-Body$/i) ?? "";
  return url === undefined || body.startsWith("@{") ? undefined : { ...split(url), body };
}

/** Options of curl with a value, so that no value is taken for the URL. */
const shortWithValue = /[AbcCdDeEFHKmoPQrtTuUwxXyYz]/;
const longWithValue = new Set(
  `cacert cert connect-timeout connect-to cookie cookie-jar data data-ascii data-binary data-raw data-urlencode
  dump-header header interface json key limit-rate max-redirs max-time noproxy output proxy proxy-user range referer
  request resolve retry retry-delay retry-max-time trace trace-ascii user user-agent write-out`.split(
    /\s+/,
  ),
);
const longOfShort: Record<string, string> = {
  d: "data",
  F: "form",
  G: "get",
  K: "config",
  T: "upload-file",
};
/** They send what the command does not show, or more than one request. */
const unreadable = new Set(["config", "form", "form-string", "next", "upload-file", "url-query"]);

function readCurl(words: string[]): PastedRequest | undefined {
  const options = curlOptions(words);
  if (options.some(([option]) => unreadable.has(option))) return undefined;
  const url = options.find(([option, value]) => option === "url" && /[/.?]/.test(value))?.[1];
  let body: string | undefined;
  for (const [option, value] of options) {
    if (!/^(?:data|json)/.test(option)) continue;
    if (
      option !== "data-raw" &&
      /^[^=]*@/.test(option === "data-urlencode" ? value : (value[0] ?? ""))
    )
      return undefined;
    const data = option === "data-urlencode" ? urlEncoded(value) : value;
    body = body === undefined ? data : body + (option === "json" ? "" : "&") + data;
  }
  if (url === undefined) return undefined;
  const sent = { ...split(url), body: body ?? "" };
  if (!options.some(([option]) => option === "get")) return sent;
  // Up to 8.19 curl then writes percent-encoding in small letters, from 8.20 on in capitals.
  if (/%(?:[a-f].|.[a-f])/i.test(sent.body)) return undefined;
  const joint = sent.query === "" || sent.body === "" || sent.query.endsWith("&") ? "" : "&";
  const [query = ""] = (sent.query + joint + sent.body).split("#", 1);
  return { ...sent, query, body: "" };
}

function curlOptions(words: string[]): [option: string, value: string][] {
  const options: [string, string][] = [];
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (/^[;|>&]/.test(word)) break;
    if (word.startsWith("--")) {
      const option = word.slice(2);
      options.push([option, longWithValue.has(option) ? (left.shift() ?? "") : ""]);
    } else if (word.startsWith("-")) {
      const at = word.search(shortWithValue);
      for (const letter of at === -1 ? word : word.slice(0, at))
        options.push([longOfShort[letter] ?? letter, ""]);
      const letter = word[at] ?? "";
      if (at !== -1)
        options.push([longOfShort[letter] ?? letter, word.slice(at + 1) || (left.shift() ?? "")]);
    } else options.push(["url", word]);
  }
  return options;
}

/** As `--data-urlencode` sends it: the name as it is, the value encoded, a space as `+`. */
function urlEncoded(data: string): string {
  const mark = data.indexOf("=");
  const value = encodeURIComponent(data.slice(mark + 1))
    .replaceAll(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
  return mark > 0 ? `${data.slice(0, mark)}=${value}` : value;
}

/** A URL taken apart; a query alone has no address. What follows `#` is not sent. */
function split(url: string): { address: string; query: string } {
  const [sent = ""] = url.split("#");
  const mark = /^(?:https?:[^?]*|[^?=&]*)\?/i.exec(sent)?.[0].length ?? 0;
  if (mark > 0) return { address: sent.slice(0, mark - 1), query: sent.slice(mark) };
  const isQuery = sent.includes("=") && !/^https?:/i.test(sent);
  return isQuery ? { address: "", query: sent } : { address: sent, query: "" };
}
