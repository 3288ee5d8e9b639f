// English words of the pages.
import type { Ui } from "./Ui.ts";

export const en: Ui = {
  siteTitle: "open-orders",
  siteDescription:
    "Open orders of Binance Portfolio Margin and COIN-M futures: a reference made from checked descriptions, with every doubt marked.",
  nav: {
    start: "Start",
    home: "What this is",
    reference: "Reference",
    errors: "Errors",
    doubts: "Doubts",
    downloads: "Downloads",
    help: "When in doubt",
  },
  and: (items) => items.join(" and "),

  overview: {
    api: "API",
    operationId: "Name in the SDK",
    security: "Security",
    weight: "Weight",
    rateLimit: "Limit",
    deprecated: "Deprecated: the exchange means to remove this.",
  },
  doubt: {
    label: "Doubt",
    reading: "Read here as:",
    more: (title) => `More about: ${title}`,
  },

  weight: {
    title: "Weight",
    intro: "What one call spends of the limit. The first rule that fits counts.",
    always: "every call",
    whenSent: (parameters) => `when ${parameters} is sent`,
    otherwise: "otherwise",
    atLeast: (weight) => `at least ${weight}`,
  },
  servers: {
    title: "Servers and limits",
    environments: { production: "live", testnet: "test network" },
    limits: "Limit and clock",
    rateLimit: (limit, minutes, per) =>
      minutes === 1
        ? `${limit} weight a minute, ${per}`
        : `${limit} weight in ${minutes} minutes, ${per}`,
    per: { ip: "per IP address", account: "per account" },
    usedIn: (header) => `What has been used so far is in \`${header}\` of every answer.`,
    clock: "Clock",
    clockAt: (path, field) =>
      `\`GET ${path}\` tells the exchange's time in \`${field}\`, unsigned.`,
    noClock:
      "This API documents no time endpoint. The `Date` header of any answer tells the exchange's time.",
  },
  security: {
    title: "Security",
    type: (type) => `Security type \`${type}\`. Each call carries:`,
    header: "header",
    query: "query parameter",
  },
  parameters: {
    title: "Parameters",
    none: "This operation takes no parameters.",
    in: { query: "query", header: "header", path: "path", cookie: "cookie" },
    mandatory: "mandatory",
    optional: "optional",
    filledByClient: {
      timestamp: "The client fills this in: the time of each attempt.",
      signature: "The client fills this in: it signs each attempt.",
    },
    filter: {
      equal: (field) => `Keeps the items whose \`${field}\` equals it.`,
      from: (field) => `Keeps the items whose \`${field}\` is not below it.`,
      until: (field) => `Keeps the items whose \`${field}\` is not above it.`,
      first: () => "Limits how many items come back.",
    },
    example: "Example",
  },
  value: {
    types: {
      string: "string",
      integer: "integer",
      number: "number",
      boolean: "boolean",
      object: "object",
      array: "array",
    },
    formats: {
      int64: "exact id (int64)",
      "double-int": "integer",
      int32: "integer",
      decimal: "decimal string",
    },
    any: "anything",
    arrayOf: (items) => `array of ${items}`,
    or: (types) => types.join(" or "),
    orNull: "or null",
    neverNull: "never null",
    unit: "Unit",
    limits: {
      default: (value) => `default ${value}`,
      const: (value) => `always ${value}`,
      minimum: (value) => `at least ${value}`,
      maximum: (value) => `at most ${value}`,
      exclusiveMinimum: (value) => `above ${value}`,
      exclusiveMaximum: (value) => `below ${value}`,
      multipleOf: (value) => `multiple of ${value}`,
      minLength: (value) => (value === "1" ? "not empty" : `at least ${value} characters`),
      maxLength: (value) => `at most ${value} characters`,
      pattern: (value) => `matches ${value}`,
      minItems: (value) => `at least ${value} items`,
      maxItems: (value) => `at most ${value} items`,
      uniqueItems: () => "no item twice",
    },
    knownValues: "Known values",
    otherValues: "others may come",
    noOtherValues: "no others",
    deprecated: "deprecated",
  },
  presence: {
    always: "always there",
    optional: "may be absent",
    when: (conditions) => `there only when ${conditions}`,
    condition: (field, value) => `\`${field}\` is \`${value}\``,
  },
  answer: {
    title: "Answer",
    fields: "Fields",
    intro:
      "In the order of the wire. An exact id may be larger than a JavaScript number holds: the SDK gives it as a string of digits. A decimal string is a number in quotes; keep it as text. Where known values are listed, expect others some day.",
    examples: "Examples",
    noFields: "The body has no named fields.",
  },
  refusals: {
    title: "Refusals",
    intro:
      "Every status that is not a success, what may be done about it, and the codes it carries.",
    anyOther: "any other status",
    range: (status) => `any other status from ${status[0]}00 to ${status[0]}99`,
    body: "Body",
    noBody: "none",
    headers: "Headers",
    codes: "Codes",
    otherBodies: "Bodies without a code",
    emptyBody: "The body is empty.",
    errorBody: "Error body",
    message: "Message",
    remedy: "What to do",
    retryLabel: "Again?",
    retry: {
      never: "Do not repeat it; change the request first.",
      again: "May be repeated, with growing pauses.",
      wait: "Repeat it after the pause that Retry-After names.",
      resync: "Correct the clock, then repeat it once.",
      stop: "Stop. Do not repeat it, whatever the code says.",
    },
  },
  headers: {
    title: "Headers",
    always: "always there",
    optional: "may be absent",
  },
  sources: {
    title: "Sources",
    intro: "Written from these pages of the exchange, as they stood on the day named.",
    page: (language) => `The exchange's page in ${language}`,
    languages: { en: "English", "zh-CN": "Chinese" },
    snapshot: (date) => `as of ${date}`,
  },

  notFound: {
    title: "Page not found",
    text: "Nothing stands at this address.",
    home: "Go to the home page",
  },
  errorsPage: {
    title: "Errors",
    intro:
      "Every code that the documented calls are known to meet, what it means and what to do. The set is open and differs from product to product: decide by the code, expect unknown ones, and never read the message by machine.",
  },
  doubtsPage: {
    title: "Doubts",
    intro:
      "Where the sources disagree or stay silent: what each says, how it is read here, and what would settle it. Each is also marked at the place it touches.",
    says: "What the sources say",
    reading: "The reading taken",
    settledBy: "What would settle it",
    apis: "Touches",
    touches: "Shown on",
    none: "No discrepancy is known.",
    sourcePage: (operation) => `The exchange's page “${operation}”`,
  },
  downloadsPage: {
    title: "Downloads",
    intro: "Everything on these pages is made from these files. They need nothing else.",
    bundle: "OpenAPI 3.1, one JSON file",
    bundleNote: "For generators, validators and API tools.",
    redoc: "Reference in one HTML file",
    redocNote: "Made by Redoc. Opens without a network; needs JavaScript.",
  },
};
