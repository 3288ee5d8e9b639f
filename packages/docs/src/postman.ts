// An API's operations as a Postman collection (format 2.1) whose requests sign themselves. Made from the
// same view as its pages. As it is, it calls the mock exchange on the reader's machine.
import { demoAccount } from "@open-orders/mock-exchange";
import type { Language } from "@open-orders/specs";
import { fillPath } from "@open-orders/specs/model";
import { messages } from "./i18n.ts";
import type { ApiView, OperationView, ParameterView } from "./reference.ts";
import { signingNames } from "./signingNames.ts";

/** Where `open-orders-mock --port 8787` listens. */
const mockAddress = "http://127.0.0.1:8787";

/** The collection of one API; it is to be written as JSON. */
export function postmanCollection(api: ApiView, language: Language) {
  const words = messages[language].guidePages.postman;
  const servers = new Set(
    api.operations.flatMap((operation) => operation.servers.map(({ url }) => url)),
  );
  return {
    info: {
      name: api.title,
      description: `${api.description}\n\n${words.how}`,
      schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
    },
    variable: [
      {
        key: "baseUrl",
        value: mockAddress,
        description: `${words.baseUrl} ${[...servers].join(", ")}`,
      },
      { key: "apiKey", value: demoAccount.apiKey },
      { key: "apiSecret", value: demoAccount.secret },
    ],
    item: api.operations.map(requestOf),
  };
}

function requestOf(operation: OperationView) {
  const { title, method, path, description, schemes, parameters } = operation;
  const query = parameters.filter((parameter) => parameter.in === "query");
  const { timestamp, signature } = signingNames(operation);
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  const postmanPath = fillPath(path, (name) => `:${name}`);
  return {
    name: title,
    ...(signature !== undefined && {
      event: [{ listen: "prerequest", script: scriptOf(timestamp, signature) }],
    }),
    request: {
      method,
      description,
      header: schemes
        .filter((scheme) => scheme.in === "header")
        .map(({ name, description: text }) => ({
          key: name,
          value: "{{apiKey}}",
          description: text,
        })),
      url: {
        raw: `{{baseUrl}}${postmanPath}`,
        host: ["{{baseUrl}}"],
        path: postmanPath.slice(1).split("/"),
        query: query.map(queryOf),
        ...(inPath.length > 0 && { variable: inPath.map(variableOf) }),
      },
    },
    response: [],
  };
}

/** Optional parameters are there to be switched on. */
function queryOf({ name, mandatory, example = "", description, filledByClient }: ParameterView) {
  return { key: name, value: filledByClient ? "" : example, description, disabled: !mandatory };
}

/** Encoded here: Postman puts a value of the path into it as it is. */
function variableOf({ name, example = "", description }: ParameterView) {
  return { key: name, value: encodeURIComponent(example), description };
}

function scriptOf(timestamp: string | undefined, signature: string) {
  const lines = `
const secret = pm.variables.get("apiSecret");
if (!secret) throw new Error("Set the variable apiSecret first.");
const { query } = pm.request.url;
// encodeURIComponent leaves some characters that are encoded later, after the signature.
const encode = (text) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => "%" + one.charCodeAt(0).toString(16).toUpperCase());
const valueOf = ({ key, value }) =>
  key === ${JSON.stringify(timestamp ?? "")} ? String(Date.now()) : pm.variables.replaceIn(value || "");
const sent = query
  .filter((parameter) => !parameter.disabled)
  .map((parameter) => ({ key: parameter.key, value: encode(valueOf(parameter)) }));
const signed = sent.map(({ key, value }) => key + "=" + value).join("&");
const signature = require("crypto-js").HmacSHA256(signed, secret).toString();
query.clear();
pm.request.url.addQueryParams([...sent, { key: ${JSON.stringify(signature)}, value: signature }]);`;
  return { type: "text/javascript", exec: lines.trim().split("\n") };
}
