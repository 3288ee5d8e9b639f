// Runs a Postman collection as Postman does: scripts in its sandbox, requests through its own HTTP.
import { createRequire } from "node:module";

/** A request as it went out. */
export interface Sent {
  name: string;
  url: string;
  status?: number;
  body?: string;
  /** What a script threw. */
  error?: string;
}

interface Item {
  name: string;
}
interface Callbacks {
  exception: (cursor: unknown, error: Error) => void;
  request: (
    error: Error | null,
    cursor: unknown,
    response: { code: number; text: () => string } | undefined,
    request: { url: { toString: (forced?: boolean) => string } },
    item: Item,
  ) => void;
  done: (error: Error | null) => void;
}

// Neither package has types of its own for what is used here.
const require = createRequire(import.meta.url);
const { Runner } = require("postman-runtime") as {
  Runner: new () => {
    run: (
      collection: object,
      options: object,
      started: (error: Error | null, run: { start: (callbacks: Callbacks) => void }) => void,
    ) => void;
  };
};
const { Collection } = require("postman-collection") as {
  Collection: new (definition: object) => object;
};

/** Sends every request of a collection, one after the other. */
export async function runCollection(definition: object): Promise<Sent[]> {
  const sent: Sent[] = [];
  const thrown: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const options = { timeout: { request: 600_000, script: 600_000 } };
    new Runner().run(new Collection(definition), options, (error, run) => {
      if (error) reject(error);
      else
        run.start({
          exception: (_, { message }) => thrown.push(message),
          request: (failure, _, response, request, { name }) =>
            sent.push({
              name,
              url: request.url.toString(),
              ...(response && { status: response.code, body: response.text() }),
              ...(failure && { error: failure.message }),
            }),
          done: (failure) => (failure ? reject(failure) : resolve()),
        });
    });
  });
  if (thrown.length > 0) throw new Error(thrown.join("\n"));
  return sent;
}
