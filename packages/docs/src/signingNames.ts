// The names that signing a call needs, read from its description.
import type { OperationView } from "./reference.ts";

export interface SigningNames {
  /** Header of the API key; absent where none is asked for. */
  keyHeader?: string;
  /** Name of the parameter for the time of the call; absent where none is sent. */
  timestamp?: string;
  /** Name of the parameter for the signature; absent where nothing is signed. */
  signature?: string;
}

export function signingNames({ parameters, schemes }: OperationView): SigningNames {
  const keyHeader = schemes.find((scheme) => scheme.in === "header")?.name;
  const timestamp = parameters.find(({ filledByClient }) => filledByClient === "timestamp")?.name;
  const signature = schemes.find((scheme) => scheme.in === "query")?.name;
  return {
    ...(keyHeader !== undefined && { keyHeader }),
    ...(timestamp !== undefined && { timestamp }),
    ...(signature !== undefined && { signature }),
  };
}
