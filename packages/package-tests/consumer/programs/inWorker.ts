// Runs the program in workerd: the request is what it is given, the response what it saw.
import { conform } from "./conform.ts";
import type { Given } from "./conform.ts";

const worker = {
  async fetch(request: Request): Promise<Response> {
    return Response.json(await conform((await request.json()) as Given));
  },
};

// oxlint-disable-next-line import/no-default-export -- what workerd looks for
export default worker;
