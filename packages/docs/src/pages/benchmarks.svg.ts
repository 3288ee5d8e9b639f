// The picture of the benchmark as the benchmark drew it.
import type { APIRoute } from "astro";
import view from "virtual:benchmarks";

export const GET: APIRoute = () =>
  new Response(view.picture.svg, { headers: { "Content-Type": "image/svg+xml" } });
