// Runs the program in workerd: the request is what it is given, the response what it saw.
import { conform } from "./conform.ts";
import type { Given } from "./conform.ts";

const worker = {
  async fetch(request: Request): Promise<Response> {
    const given: Given = await request.json();
    return Response.json(await conform(given));
  },
};

// oxlint-disable-next-line import/no-default-export -- what workerd looks for
export default worker;
