// Every word on the pages that does not come from the descriptions. A language that lacks one does not
// type-check, and does not build.
import type { Verdict } from "../../../client/bench/targets.ts";
import type { FilledByClient, Filter, Retry } from "@open-orders/specs/model";
import type { Limit } from "../schema.ts";

/** `code` in backticks; functions take what stands in the sentence. */
export interface Ui {
  siteTitle: string;
  siteDescription: string;
  nav: {
    start: string;
    home: string;
    reference: string;
    errors: string;
    doubts: string;
    faults: string;
    benchmarks: string;
    downloads: string;
    help: string;
    evidence: string;
  };
  /** Joins the members of a list that all hold. */
  and: (items: string[]) => string;

  overview: {
    api: string;
    operationId: string;
    security: string;
    weight: string;
    rateLimit: string;
    /** Beside the day of the pages that the description was last held against. */
    checked: string;
    /** Names what stands beside the text: samples, answer, form. */
    beside: string;
    /** Leads to the form that signs and sends. */
    tryIt: string;
    deprecated: string;
  };
  doubt: {
    label: string;
    reading: string;
    more: (title: string) => string;
  };

  weight: {
    title: string;
    intro: string;
    always: string;
    whenSent: (parameters: string) => string;
    otherwise: string;
    atLeast: (weight: number) => string;
  };
  servers: {
    title: string;
    environments: Record<string, string>;
    limits: string;
    rateLimit: (limit: number, minutes: number, per: string) => string;
    per: Record<string, string>;
    usedIn: (header: string) => string;
    clock: string;
    clockAt: (path: string, field: string) => string;
    noClock: string;
  };
  security: {
    title: string;
    type: (type: string) => string;
    header: string;
    query: string;
  };
  parameters: {
    title: string;
    none: string;
    in: Record<string, string>;
    mandatory: string;
    optional: string;
    filledByClient: Record<FilledByClient, string>;
    filter: Record<Filter["keep"], (field: string) => string>;
    example: string;
  };
  value: {
    types: Record<string, string>;
    formats: Record<string, string>;
    any: string;
    arrayOf: (items: string) => string;
    or: (types: string[]) => string;
    orNull: string;
    neverNull: string;
    unit: string;
    limits: Record<Limit["kind"], (value: string) => string>;
    knownValues: string;
    otherValues: string;
    noOtherValues: string;
    deprecated: string;
  };
  presence: {
    always: string;
    optional: string;
    when: (conditions: string) => string;
    condition: (field: string, value: string) => string;
  };
  answer: {
    title: string;
    fields: string;
    /** Explains the order of the fields, exact ids, decimal strings and open sets. */
    intro: string;
    examples: string;
    noFields: string;
  };
  refusals: {
    title: string;
    intro: string;
    anyOther: string;
    range: (status: string) => string;
    body: string;
    noBody: string;
    headers: string;
    codes: string;
    otherBodies: string;
    emptyBody: string;
    errorBody: string;
    message: string;
    remedy: string;
    retryLabel: string;
    retry: Record<Retry, string>;
  };
  headers: {
    title: string;
    always: string;
    optional: string;
  };
  sources: {
    title: string;
    intro: string;
    page: (language: string) => string;
    languages: Record<string, string>;
    snapshot: (date: string) => string;
  };

  notFound: {
    title: string;
    text: string;
    home: string;
  };
  errorsPage: {
    title: string;
    intro: string;
  };
  doubtsPage: {
    title: string;
    intro: string;
    says: string;
    reading: string;
    settledBy: string;
    apis: string;
    touches: string;
    none: string;
    /** The page that the named operation was written from. */
    sourcePage: (operation: string) => string;
  };
  downloadsPage: {
    title: string;
    intro: string;
    bundle: string;
    bundleNote: string;
    redoc: string;
    redocNote: string;
  };
  faultsPage: {
    title: string;
    intro: (rows: number) => string;
    /** What every row holds for, unless it says otherwise. */
    scope: string;
    gets: string;
    allOrders: string;
    orders: string;
    requests: string;
    pauses: string;
    noPause: string;
    below: (pause: string) => string;
    rightAway: string;
    inTurn: (pauses: string[]) => string;
    milliseconds: (count: number) => string;
    seconds: (count: number) => string;
    with: (options: string) => string;
  };
  benchmarksPage: {
    title: string;
    intro: string;
    date: string;
    machine: string;
    cores: (count: number) => string;
    system: string;
    load: string;
    loadAround: (before: number, after: number) => string;
    compared: string;
    targets: string;
    targetsIntro: string;
    met: (count: number, of: number) => string;
    missed: (count: number, of: number) => string;
    missedBy: (amount: string) => string;
    atMost: (amount: string) => string;
    worst: string;
    units: Record<Verdict["unit"], (count: number) => string>;
    missedWhere: string;
    cpu: string;
    cpuIntro: string;
    picture: string;
    pictureNote: string;
    wall: string;
    contender: string;
    microseconds: (label: string) => string;
    orders: (count: number, long: boolean) => string;
    inFlight: (count: number) => string;
    scenario: (api: string, orders: string, inFlight: string) => string;
    coldImport: string;
    coldImportIntro: string;
    bundles: string;
    bundlesIntro: string;
    minified: string;
    gzip: string;
    browser: string;
    fails: string;
    heap: string;
    heapGrown: (calls: string, amount: string) => string;
    tls: string;
    tlsIntro: string;
    connections: string;
    repeat: string;
    repeatIntro: string;
    repeatNote: string;
    /** What the results say in the source language → this one. None is needed in the source language. */
    phrases: Record<string, string>;
  };
}
